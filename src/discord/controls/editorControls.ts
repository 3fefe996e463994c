import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import { UserError } from '../../shared/UserError.ts';
import { importedFile } from '../commands/answerFiles.ts';
import {
  type AgreedImport,
  BRING_BACK,
  CARD,
  CHANGE,
  DISCARD,
  DISCARD_IMPORT,
  EDIT,
  EDIT_VERSION,
  type Extent,
  HISTORY,
  IMPORT,
  LIST,
  type ListPage,
  type OfAnswer,
  type OfDraft,
  type OfVersion,
  OPEN_CARD,
  PREVIEW,
  PUBLISH,
  REMOVE,
  RESTORE,
  UNDO,
  VERSIONS,
  WRITE,
} from '../customIds.ts';
import { answerDialog, fieldsOf, targetOf } from '../editing/answerDialog.ts';
import { answerHistory, answerList, cardMessage, versionMessage } from '../editing/answerMessages.ts';
import { writtenMessage } from '../editing/changeLog.ts';
import { proposalMessage, tooLateMessage, typedMessage } from '../editing/draftMessages.ts';
import { editing, EditingDesk } from '../editing/EditingDesk.ts';
import { importedMessage, planMessage } from '../editing/exchangeMessages.ts';
import { type MessageBody, sentence, withFiles } from '../present.ts';
import { control, isButton, isDialog, isMenu } from './Control.ts';

/** What pressing a button has come to. */
export interface Pressed {
  readonly body: MessageBody;
  /** What the button is for is done, and cannot be done again. */
  readonly isDone: boolean;
}

/** Presses that are remembered: more than anybody's second press comes after. */
const REMEMBERED = 100;

const pressed = new Map<string, Promise<Pressed>>();

/**
 * Does what a button is for once, however often it is pressed: the second press of a double click, which comes before the
 * message has changed, is answered as the first one. Without it, that would be told that there is nothing left to do, in
 * place of what was done. Remembered by this process alone, and not relied upon.
 */
async function once(
  { message, customId, user }: ButtonInteraction,
  press: () => Promise<Pressed>,
): Promise<MessageBody> {
  const key = `${message.id} ${customId} ${user.id}`;
  const first = pressed.get(key);
  if (first) return (await first).body;
  const outcome = press();
  pressed.set(key, outcome);
  for (const oldest of pressed.keys()) {
    if (pressed.size <= REMEMBERED) break;
    pressed.delete(oldest);
  }
  const forget = (): boolean => pressed.get(key) === outcome && pressed.delete(key);
  void outcome.then(({ isDone }) => isDone || forget(), forget);
  return (await outcome).body;
}

// What can be done with an answer. It is looked up on the server where the button is pressed.

/** Brings back what there was before a change. */
export const undo = control(UNDO, isButton, {
  way: 'update',
  run: editing((desk, { answerId, version }: OfVersion, interaction: ButtonInteraction) =>
    once(interaction, async () => {
      const written = await desk.editing.versions.undo(desk.person, answerId, version);
      return { body: await writtenMessage(desk, written), isDone: true };
    }),
  ),
});

/** Shows an answer beside what is there, or all of it in place of its beginning. */
export const card = control(CARD, isButton, {
  way: (_interaction, { extent }) => (extent === 'whole' ? 'update' : 'private'),
  run: editing(async (desk, { answerId, extent }: OfAnswer & { readonly extent: Extent }) =>
    cardMessage(desk, await desk.editing.queries.show(desk.guildId, answerId), extent),
  ),
});

export const edit = control(EDIT, isButton, {
  way: 'dialog',
  run: editing(async (desk, { answerId }: OfAnswer) =>
    answerDialog(await desk.editing.drafts.begin(desk.guildId, answerId)),
  ),
});

export const remove = control(REMOVE, isButton, {
  way: 'update',
  run: editing(async (desk, { answerId }: OfAnswer) =>
    writtenMessage(desk, await desk.editing.versions.remove(desk.person, answerId)),
  ),
});

export const restore = control(RESTORE, isButton, {
  way: 'update',
  run: editing(async (desk, { answerId }: OfAnswer) =>
    writtenMessage(desk, await desk.editing.versions.restore(desk.person, answerId)),
  ),
});

/** Brings back the version that was looked at. */
export const bringBack = control(BRING_BACK, isButton, {
  way: 'update',
  run: editing(async (desk, { answerId, version }: OfVersion) =>
    writtenMessage(desk, await desk.editing.versions.restore(desk.person, answerId, version)),
  ),
});

/** Opens the dialog with what that version said: what is published then comes after the latest one. */
export const editVersion = control(EDIT_VERSION, isButton, {
  way: 'dialog',
  run: editing(async (desk, { answerId, version }: OfVersion) =>
    answerDialog(await desk.editing.drafts.begin(desk.guildId, answerId, version)),
  ),
});

// What can be done with a draft. That of somebody else, or of another server, is none.

/** Makes the draft what members get. */
export const publish = control(PUBLISH, isButton, {
  way: 'update',
  run: editing((desk, { draftId, over }: OfDraft, interaction: ButtonInteraction) =>
    once(interaction, async () => {
      const outcome = await desk.editing.drafts.publish(desk.person, draftId, over);
      if (outcome.kind === 'written') return { body: await writtenMessage(desk, outcome), isDone: true };
      const body =
        outcome.kind === 'too-late' ? tooLateMessage(outcome, desk.person) : await proposalMessage(desk, outcome);
      return { body, isDone: false };
    }),
  ),
});

/** Opens the dialog again, filled in as it was sent. */
export const change = control(CHANGE, isButton, {
  way: 'dialog',
  run: editing(async (desk, { draftId, over }: OfDraft) => {
    const form = await desk.editing.drafts.form(desk.person, draftId);
    // Whoever has been shown somebody else's version builds on that; whoever has not is still to be told of it.
    const target = over === undefined ? form.target : { ...form.target, expectedVersion: over };
    return answerDialog({ ...form, target }, draftId);
  }),
});

export const discard = control(DISCARD, isButton, {
  way: 'update',
  run: editing(async (desk, { draftId }: { readonly draftId: string }) => {
    await desk.editing.drafts.discard(desk.person, draftId);
    return sentence('Discarded. Nothing has changed for members.');
  }),
});

/** Shows the draft again: the beginning as members see it first, or all of it. */
export const preview = control(PREVIEW, isButton, {
  way: 'update',
  run: editing(async (desk, { extent, draftId }: { readonly extent: Extent; readonly draftId: string }) =>
    proposalMessage(desk, await desk.editing.drafts.preview(desk.person, draftId), extent),
  ),
});

// What can be done with an import that was shown. It is only for whoever asked for it.

/** Plans anew from the file on the message, and writes what was shown, if it still is what would happen. */
export const importAnswers = control(IMPORT, isButton, {
  way: 'update',
  run: editing(async (desk, { digest, mode }: AgreedImport, interaction: ButtonInteraction) => {
    refuseOthers(desk, interaction);
    return once(interaction, async () => {
      const file = importedFile(interaction.message);
      const request = { bytes: await desk.fetch(file), name: file.name, overwrite: mode === 'overwrite' };
      const outcome = await desk.exchange.carryOut(desk.person, request, digest);
      return outcome.kind === 'imported'
        ? { body: await importedMessage(desk, outcome), isDone: true }
        : { body: planMessage(outcome, request, { isChanged: true }), isDone: false };
    });
  }),
});

export const discardImport = control(DISCARD_IMPORT, isButton, {
  way: 'update',
  run: editing((desk, _state: object, interaction: ButtonInteraction) => {
    refuseOthers(desk, interaction);
    return Promise.resolve(withFiles(sentence('Discarded. Nothing has changed for members.'), []));
  }),
});

/** Nobody else sees the message; should one be pressed all the same, Discord says whose it is. */
function refuseOthers({ person }: EditingDesk, { message: { interactionMetadata } }: ButtonInteraction): void {
  if (interactionMetadata?.user.id === person.id) return;
  throw new UserError('not-yours', 'Only the person who began this import can decide about it.');
}

// Pages of lists, and the menus on them. What a menu sends is not confined to what it offers, and checked like all else.

/** Turns to another page of a history. */
export const history = control(HISTORY, isButton, {
  way: 'update',
  run: editing((desk, { answerId, page }: OfAnswer & { readonly page: number }) => answerHistory(desk, answerId, page)),
});

/** Turns to another page of a list. */
export const list = control(LIST, isButton, {
  way: 'update',
  run: editing((desk, page: ListPage) => answerList(desk, page)),
});

/** A version was chosen, to be looked at. */
export const versions = control(VERSIONS, isMenu, {
  way: 'update',
  run: editing(async (desk, { answerId }: OfAnswer, { values }: StringSelectMenuInteraction) => {
    const [chosen = ''] = values;
    if (!/^\d{1,9}$/.test(chosen)) throw new UserError('no-such-version', 'There is no such version. Choose another.');
    return versionMessage(desk, await desk.editing.queries.showVersion(desk.guildId, answerId, Number(chosen)));
  }),
});

/** An answer was chosen. */
export const openCard = control(OPEN_CARD, isMenu, {
  way: 'private',
  run: editing(async (desk, _state: object, { values }: StringSelectMenuInteraction) => {
    const [chosen = ''] = values;
    return cardMessage(desk, await desk.editing.queries.show(desk.guildId, chosen), 'begin');
  }),
});

/** The dialog was sent: what was typed is kept as a draft, and shown as members would see it. */
export const writeAnswer = control(WRITE, isDialog, {
  way: 'update',
  async run(interaction, state, botContext) {
    const fields = fieldsOf(interaction);
    try {
      const desk = await EditingDesk.of(interaction, botContext);
      const proposal = await desk.editing.drafts.propose(desk.person, targetOf(state), fields, state.draftId);
      return await proposalMessage(desk, proposal);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const { guildId, user } = interaction;
      botContext.log.error({ err: error, guild: guildId, user: user.id }, 'could not keep a draft');
      return typedMessage(fields);
    }
  },
});

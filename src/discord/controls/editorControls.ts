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
import { answerModal, fieldsOf, targetOf } from '../editing/answerModal.ts';
import { answerHistory, answerList, cardMessage, versionMessage } from '../editing/answerMessages.ts';
import { writtenMessage } from '../editing/changeLog.ts';
import { proposalMessage, tooLateMessage, lostDraftMessage } from '../editing/draftMessages.ts';
import { editing, EditorSession } from '../editing/EditorSession.ts';
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
  mode: 'update',
  run: editing((session, { answerId, version }: OfVersion, interaction: ButtonInteraction) =>
    once(interaction, async () => {
      const written = await session.editing.versions.undo(session.person, answerId, version);
      return { body: await writtenMessage(session, written), isDone: true };
    }),
  ),
});

/** Shows an answer beside what is there, or all of it in place of its beginning. */
export const card = control(CARD, isButton, {
  mode: (_interaction, { extent }) => (extent === 'whole' ? 'update' : 'private'),
  run: editing(async (session, { answerId, extent }: OfAnswer & { readonly extent: Extent }) =>
    cardMessage(session, await session.editing.queries.show(session.guildId, answerId), extent),
  ),
});

export const edit = control(EDIT, isButton, {
  mode: 'dialog',
  run: editing(async (session, { answerId }: OfAnswer) =>
    answerModal(await session.editing.drafts.begin(session.guildId, answerId)),
  ),
});

export const remove = control(REMOVE, isButton, {
  mode: 'update',
  run: editing(async (session, { answerId }: OfAnswer) =>
    writtenMessage(session, await session.editing.versions.remove(session.person, answerId)),
  ),
});

export const restore = control(RESTORE, isButton, {
  mode: 'update',
  run: editing(async (session, { answerId }: OfAnswer) =>
    writtenMessage(session, await session.editing.versions.restore(session.person, answerId)),
  ),
});

/** Brings back the version that was looked at. */
export const bringBack = control(BRING_BACK, isButton, {
  mode: 'update',
  run: editing(async (session, { answerId, version }: OfVersion) =>
    writtenMessage(session, await session.editing.versions.restore(session.person, answerId, version)),
  ),
});

/** Opens the dialog with what that version said: what is published then comes after the latest one. */
export const editVersion = control(EDIT_VERSION, isButton, {
  mode: 'dialog',
  run: editing(async (session, { answerId, version }: OfVersion) =>
    answerModal(await session.editing.drafts.begin(session.guildId, answerId, version)),
  ),
});

// What can be done with a draft. That of somebody else, or of another server, is none.

/** Makes the draft what members get. */
export const publish = control(PUBLISH, isButton, {
  mode: 'update',
  run: editing((session, { draftId, over }: OfDraft, interaction: ButtonInteraction) =>
    once(interaction, async () => {
      const outcome = await session.editing.drafts.publish(session.person, draftId, over);
      if (outcome.kind === 'written') return { body: await writtenMessage(session, outcome), isDone: true };
      const body =
        outcome.kind === 'too-late' ? tooLateMessage(outcome, session.person) : await proposalMessage(session, outcome);
      return { body, isDone: false };
    }),
  ),
});

/** Opens the dialog again, filled in as it was sent. */
export const change = control(CHANGE, isButton, {
  mode: 'dialog',
  run: editing(async (session, { draftId, over }: OfDraft) => {
    const form = await session.editing.drafts.form(session.person, draftId);
    // Whoever has been shown somebody else's version builds on that; whoever has not is still to be told of it.
    const target = over === undefined ? form.target : { ...form.target, expectedVersion: over };
    return answerModal({ ...form, target }, draftId);
  }),
});

export const discard = control(DISCARD, isButton, {
  mode: 'update',
  run: editing(async (session, { draftId }: { readonly draftId: string }) => {
    await session.editing.drafts.discard(session.person, draftId);
    return sentence('Discarded. Nothing has changed for members.');
  }),
});

/** Shows the draft again: the beginning as members see it first, or all of it. */
export const preview = control(PREVIEW, isButton, {
  mode: 'update',
  run: editing(async (session, { extent, draftId }: { readonly extent: Extent; readonly draftId: string }) =>
    proposalMessage(session, await session.editing.drafts.preview(session.person, draftId), extent),
  ),
});

// What can be done with an import that was shown. It is only for whoever asked for it.

/** Plans anew from the file on the message, and writes what was shown, if it still is what would happen. */
export const importAnswers = control(IMPORT, isButton, {
  mode: 'update',
  run: editing(async (session, { digest, mode }: AgreedImport, interaction: ButtonInteraction) => {
    refuseOthers(session, interaction);
    return once(interaction, async () => {
      const file = importedFile(interaction.message);
      const request = { bytes: await session.fetch(file), name: file.name, overwrite: mode === 'overwrite' };
      const outcome = await session.exchange.carryOut(session.person, request, digest);
      return outcome.kind === 'imported'
        ? { body: await importedMessage(session, outcome), isDone: true }
        : { body: planMessage(outcome, request, { isChanged: true }), isDone: false };
    });
  }),
});

export const discardImport = control(DISCARD_IMPORT, isButton, {
  mode: 'update',
  run: editing((session, _state: object, interaction: ButtonInteraction) => {
    refuseOthers(session, interaction);
    return Promise.resolve(withFiles(sentence('Discarded. Nothing has changed for members.'), []));
  }),
});

/** Nobody else sees the message; should one be pressed all the same, Discord says whose it is. */
function refuseOthers({ person }: EditorSession, { message: { interactionMetadata } }: ButtonInteraction): void {
  if (interactionMetadata?.user.id === person.id) return;
  throw new UserError('not-yours', 'Only the person who began this import can decide about it.');
}

// Pages of lists, and the menus on them. What a menu sends is not confined to what it offers, and checked like all else.

/** Turns to another page of a history. */
export const history = control(HISTORY, isButton, {
  mode: 'update',
  run: editing((session, { answerId, page }: OfAnswer & { readonly page: number }) =>
    answerHistory(session, answerId, page),
  ),
});

/** Turns to another page of a list. */
export const list = control(LIST, isButton, {
  mode: 'update',
  run: editing((session, page: ListPage) => answerList(session, page)),
});

/** A version was chosen, to be looked at. */
export const versions = control(VERSIONS, isMenu, {
  mode: 'update',
  run: editing(async (session, { answerId }: OfAnswer, { values }: StringSelectMenuInteraction) => {
    const [chosen = ''] = values;
    if (!/^\d{1,9}$/.test(chosen)) throw new UserError('no-such-version', 'There is no such version. Choose another.');
    return versionMessage(
      session,
      await session.editing.queries.showVersion(session.guildId, answerId, Number(chosen)),
    );
  }),
});

/** An answer was chosen. */
export const openCard = control(OPEN_CARD, isMenu, {
  mode: 'private',
  run: editing(async (session, _state: object, { values }: StringSelectMenuInteraction) => {
    const [chosen = ''] = values;
    return cardMessage(session, await session.editing.queries.show(session.guildId, chosen), 'begin');
  }),
});

/** The dialog was sent: what was typed is kept as a draft, and shown as members would see it. */
export const writeAnswer = control(WRITE, isDialog, {
  mode: 'update',
  async run(interaction, state, botContext) {
    const fields = fieldsOf(interaction);
    try {
      const session = await EditorSession.of(interaction, botContext);
      const proposal = await session.editing.drafts.propose(session.person, targetOf(state), fields, state.draftId);
      return await proposalMessage(session, proposal);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const { guildId, user } = interaction;
      botContext.log.error({ err: error, guild: guildId, user: user.id }, 'could not keep a draft');
      return lostDraftMessage(fields);
    }
  },
});

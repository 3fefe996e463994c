import type { ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import { LruCache } from '../../shared/cache.ts';
import { UserError } from '../../shared/UserError.ts';
import { importedFile } from '../attachments.ts';
import {
  BRING_BACK,
  CARD,
  CHANGE,
  type ConfirmedImport,
  DISCARD,
  DISCARD_IMPORT,
  type DraftState,
  EDIT,
  EDIT_VERSION,
  type Extent,
  HISTORY,
  IMPORT,
  LIST,
  type ListPage,
  type OfAnswer,
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
import { answerHistory, answerList, cardMessage, versionMessage } from '../editing/answerMessages.ts';
import { answerModal, fieldsOf, targetOf } from '../editing/answerModal.ts';
import { writtenMessage } from '../editing/changeLog.ts';
import { lostDraftMessage, proposalMessage, tooLateMessage } from '../editing/draftMessages.ts';
import { asEditor, EditorSession } from '../editing/EditorSession.ts';
import { importedMessage, planMessage } from '../editing/exchangeMessages.ts';
import { type MessageBody, sentence, withFiles } from '../present.ts';
import { DISCARDED, NOT_YOUR_IMPORT, UNKNOWN_VERSION } from '../strings.ts';
import { control, isButton, isMenu, isModal } from './Control.ts';

interface PressResult {
  readonly body: MessageBody;
  /** Whether the button's action was carried out and cannot be repeated. */
  readonly isDone: boolean;
}

/** The latest presses, far more than could come before a second click. */
const presses = new LruCache<string, Promise<PressResult>>(100);

/**
 * Carries out a button's action once. A second click, sent before the message has changed, gets the response of the first.
 * Otherwise it would replace the confirmation with the error that there is nothing left to do. Only this process remembers
 * that, and nothing relies on it.
 */
async function once(
  { message, customId, user }: ButtonInteraction,
  press: () => Promise<PressResult>,
): Promise<MessageBody> {
  const key = `${message.id} ${customId} ${user.id}`;
  const first = presses.get(key);
  if (first) return (await first).body;
  const result = press();
  presses.set(key, result);
  const forget = (): boolean => presses.peek(key) === result && presses.delete(key);
  void result.then(({ isDone }) => isDone || forget(), forget);
  return (await result).body;
}

// Actions on answers. The answer is that of the server in which the button is pressed.

/** Restores what there was before a change. */
export const undo = control(UNDO, isButton, {
  mode: 'update',
  run: asEditor((session, { answerId, version }: OfVersion, interaction: ButtonInteraction) =>
    once(interaction, async () => {
      const written = await session.editing.versions.undo(session.person, answerId, version);
      return { body: await writtenMessage(session, written), isDone: true };
    }),
  ),
});

/** Shows the start of an answer in a new message, or all of it in place of its start. */
export const card = control(CARD, isButton, {
  mode: (_interaction, { extent }) => (extent === 'whole' ? 'update' : 'private'),
  run: asEditor(async (session, { answerId, extent }: OfAnswer & { readonly extent: Extent }) =>
    cardMessage(session, await session.editing.queries.show(session.person.guildId, answerId), extent),
  ),
});

export const edit = control(EDIT, isButton, {
  mode: 'modal',
  run: asEditor(async (session, { answerId }: OfAnswer) =>
    answerModal(await session.editing.drafts.begin(session.person.guildId, answerId)),
  ),
});

export const remove = control(REMOVE, isButton, {
  mode: 'update',
  run: asEditor(async (session, { answerId }: OfAnswer) =>
    writtenMessage(session, await session.editing.versions.remove(session.person, answerId)),
  ),
});

export const restore = control(RESTORE, isButton, {
  mode: 'update',
  run: asEditor(async (session, { answerId }: OfAnswer) =>
    writtenMessage(session, await session.editing.versions.restore(session.person, answerId)),
  ),
});

/** Restores the version that the message shows. */
export const bringBack = control(BRING_BACK, isButton, {
  mode: 'update',
  run: asEditor(async (session, { answerId, version }: OfVersion) =>
    writtenMessage(session, await session.editing.versions.restore(session.person, answerId, version)),
  ),
});

/** Opens the modal with that version. Publishing it adds a version after the latest. */
export const editVersion = control(EDIT_VERSION, isButton, {
  mode: 'modal',
  run: asEditor(async (session, { answerId, version }: OfVersion) =>
    answerModal(await session.editing.drafts.begin(session.person.guildId, answerId, version)),
  ),
});

// Actions on drafts. A draft of another person or server counts as missing.

/** Publishes the draft to members. */
export const publish = control(PUBLISH, isButton, {
  mode: 'update',
  run: asEditor((session, { draftId, over }: DraftState, interaction: ButtonInteraction) =>
    once(interaction, async () => {
      const result = await session.editing.drafts.publish(session.person, draftId, over);
      if (result.kind === 'written') return { body: await writtenMessage(session, result), isDone: true };
      const body =
        result.kind === 'too-late' ? tooLateMessage(result, session.person) : await proposalMessage(session, result);
      return { body, isDone: false };
    }),
  ),
});

/** Opens the modal again with the draft. */
export const change = control(CHANGE, isButton, {
  mode: 'modal',
  run: asEditor(async (session, { draftId, over }: DraftState) => {
    const form = await session.editing.drafts.form(session.person, draftId);
    // An editor who saw the other version builds on it. One who did not must still be shown it.
    const target = over === undefined ? form.target : { ...form.target, expectedVersion: over };
    return answerModal({ ...form, target }, draftId);
  }),
});

export const discard = control(DISCARD, isButton, {
  mode: 'update',
  run: asEditor(async (session, { draftId }: { readonly draftId: string }) => {
    await session.editing.drafts.discard(session.person, draftId);
    return sentence(DISCARDED);
  }),
});

/** Shows the start of the draft, as members see it first, or all of it. */
export const preview = control(PREVIEW, isButton, {
  mode: 'update',
  run: asEditor(async (session, { extent, draftId }: { readonly extent: Extent; readonly draftId: string }) =>
    proposalMessage(session, await session.editing.drafts.preview(session.person, draftId), extent),
  ),
});

// Actions on an import that was previewed. They are only for the person who started it.

/** Plans the import of the message's file again, and carries it out if the plan is still the one shown. */
export const importAnswers = control(IMPORT, isButton, {
  mode: 'update',
  run: asEditor(async (session, { digest, mode }: ConfirmedImport, interaction: ButtonInteraction) => {
    refuseOthers(session, interaction);
    return once(interaction, async () => {
      const file = importedFile(interaction.message);
      const request = { bytes: await session.fetch(file), name: file.name, overwrite: mode === 'overwrite' };
      const result = await session.exchange.carryOut(session.person, request, digest);
      return result.kind === 'imported'
        ? { body: await importedMessage(session, result), isDone: true }
        : { body: planMessage(result, request, { isChanged: true }), isDone: false };
    });
  }),
});

export const discardImport = control(DISCARD_IMPORT, isButton, {
  mode: 'update',
  run: asEditor((session, _state: object, interaction: ButtonInteraction) => {
    refuseOthers(session, interaction);
    return Promise.resolve(withFiles(sentence(DISCARDED), []));
  }),
});

/** Nobody else sees the message, but a press can be forged. Discord states whose interaction the message answers. */
function refuseOthers({ person }: EditorSession, { message: { interactionMetadata } }: ButtonInteraction): void {
  if (interactionMetadata?.user.id === person.id) return;
  throw new UserError('not-yours', NOT_YOUR_IMPORT);
}

// Pages of lists and their menus. A menu's choice can be forged, so it is checked like any input.

/** Shows another page of a history. */
export const history = control(HISTORY, isButton, {
  mode: 'update',
  run: asEditor((session, { answerId, page }: OfAnswer & { readonly page: number }) =>
    answerHistory(session, answerId, page),
  ),
});

/** Shows another page of a list. */
export const list = control(LIST, isButton, {
  mode: 'update',
  run: asEditor((session, page: ListPage) => answerList(session, page)),
});

/** Shows the version that was chosen. */
export const versions = control(VERSIONS, isMenu, {
  mode: 'update',
  run: asEditor(async (session, { answerId }: OfAnswer, { values }: StringSelectMenuInteraction) => {
    const [chosen = ''] = values;
    if (!/^\d{1,9}$/.test(chosen)) throw new UserError('no-such-version', UNKNOWN_VERSION);
    return versionMessage(
      session,
      await session.editing.queries.showVersion(session.person.guildId, answerId, Number(chosen)),
    );
  }),
});

/** Shows the answer that was chosen. */
export const openCard = control(OPEN_CARD, isMenu, {
  mode: 'private',
  run: asEditor(async (session, _state: object, { values }: StringSelectMenuInteraction) => {
    const [chosen = ''] = values;
    return cardMessage(session, await session.editing.queries.show(session.person.guildId, chosen), 'begin');
  }),
});

/** The modal was submitted: saves the text as a draft and shows it as members would see it. */
export const writeAnswer = control(WRITE, isModal, {
  mode: 'update',
  async run(interaction, state, context) {
    const fields = fieldsOf(interaction);
    try {
      const session = await EditorSession.of(interaction, context);
      const proposal = await session.editing.drafts.propose(session.person, targetOf(state), fields, state.draftId);
      return await proposalMessage(session, proposal);
    } catch (error) {
      if (error instanceof UserError) throw error;
      const { guildId, user } = interaction;
      context.log.error({ err: error, guild: guildId, user: user.id }, 'could not save a draft');
      return lostDraftMessage(fields);
    }
  },
});

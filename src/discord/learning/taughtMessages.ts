import { userMention } from 'discord.js';
import { LIMITS } from '../../answers/editing/rules.ts';
import type { Taught } from '../../answers/learning/Teaching.ts';
import {
  button,
  dialog,
  escapeMarkdown,
  message,
  type MessageBody,
  type ModalResponse,
  row,
  text,
} from '../components.ts';
import { REVIEW, TEACH, UNDO_TEACH } from '../customIds.ts';
import { postToLogChannel } from '../editing/changeLog.ts';
import type { EditorSession } from '../editing/EditorSession.ts';
import { shownTitle } from '../editing/text.ts';
import { BUTTONS } from '../strings.ts';
import * as strings from './strings.ts';

const lines = { maxLength: LIMITS.allQuestions, isLong: true };

export const TEACH_FIELDS = {
  questions: { ...strings.TEACH_FORM.questions, ...lines },
  notThis: { ...strings.TEACH_FORM.notThis, ...lines },
};

/** As many wordings of a group as an answer may need. */
const MAX_ADDED = 10;

/** The dialog with an answer's phrasings on this server. @param added - Further ones to begin with, the best first. */
export function teachModal(
  { answerId, title, questions, notThis, version }: Taught,
  added: readonly string[] = [],
  from?: 'review',
): ModalResponse {
  return dialog(TEACH.write({ version, answerId, from }), strings.teachTitle(title), TEACH_FIELDS, {
    questions: [...questions, ...added.slice(0, MAX_ADDED)].join('\n'),
    notThis: notThis.join('\n'),
  });
}

const MAX_SHOWN = 10;

/** Confirms a change of phrasings, with a button to undo it, and reports it to the log channel. */
export async function taughtMessage(
  session: EditorSession,
  before: Taught,
  { answerId, title, questions, notThis, version }: Taught,
  from?: 'review',
): Promise<MessageBody> {
  const { person, log } = session;
  const was = new Set([...before.questions, ...before.notThis]);
  const is = new Set([...questions, ...notThis]);
  const added = [...is.difference(was)].slice(0, MAX_SHOWN).map(escapeMarkdown);
  log.info({ guild: person.guildId, answer: answerId, version, user: person.id }, 'phrasings');
  const complaint = await postToLogChannel(session, () =>
    message(text(strings.taughtBy(shownTitle(title), userMention(person.id)), ...added.map((one) => `- ${one}`))),
  );
  return message(
    text(strings.taught(shownTitle(title), added, was.difference(is).size), complaint),
    row(
      button(BUTTONS.undo, UNDO_TEACH, { version, answerId }),
      from && button(strings.REVIEW_BUTTONS.more, REVIEW, { page: 0 }),
    ),
  );
}

import { ButtonStyle, type Message, userMention } from 'discord.js';
import { howManyFit } from '../../answers/editing/form.ts';
import { LIMITS } from '../../answers/editing/rules.ts';
import type { Taught } from '../../answers/learning/Teaching.ts';
import { UserError } from '../../shared/UserError.ts';
import { button, dialog, escapeMarkdown, message, row, text, withAttached } from '../components.ts';
import type { MessageBody, ModalResponse } from '../components.ts';
import { fetchFiles } from '../attachments.ts';
import { REVIEW, type StateOf, TEACH, TEACH_AGAIN, UNDO_TEACH } from '../customIds.ts';
import { postToLogChannel } from '../editing/changeLog.ts';
import type { EditorSession } from '../editing/EditorSession.ts';
import { shownTitle } from '../editing/text.ts';
import { BUTTONS } from '../editing/strings.ts';
import * as strings from './strings.ts';

const size = { maxLength: LIMITS.allQuestions, isLong: true };

export const TEACH_FIELDS = {
  questions: { ...strings.TEACH_FORM.questions, ...size },
  notThis: { ...strings.TEACH_FORM.notThis, ...size },
};

/** As many wordings of a group as an answer may need. */
const MAX_ADDED = 10;

/** The dialog with an answer's phrasings on this server. @param added - Further ones, the best first: as many as fit. */
export function teachModal(
  { answerId, title, questions, notThis, version }: Taught,
  added: Partial<Pick<Taught, 'questions' | 'notThis'>> = {},
  from?: 'review',
): ModalResponse {
  return dialog(TEACH.write({ version, answerId, from }), strings.teachTitle(title), TEACH_FIELDS, {
    questions: withAdded(questions, added.questions),
    notThis: withAdded(notThis, added.notThis),
  });
}

function withAdded(lines: readonly string[], added: readonly string[] = []): string {
  const all = [...lines, ...added.slice(0, MAX_ADDED)];
  return all.slice(0, Math.max(lines.length, howManyFit(all))).join('\n');
}

type TeachState = StateOf<typeof TEACH_AGAIN>;

/** The files in which a message carries what was refused, so that nothing has to be remembered. */
const FILES: Readonly<Record<keyof typeof TEACH_FIELDS, string>> = {
  questions: 'phrasings.txt',
  notThis: 'counter-examples.txt',
};

/** Why phrasings were refused, with what was typed: the dialog has closed. */
export function notTaughtMessage(why: string, state: TeachState, typed: Readonly<Record<keyof typeof FILES, string>>) {
  const files = (['questions', 'notThis'] as const)
    .filter((name) => typed[name].trim() !== '')
    .map((name) => ({ name: FILES[name], attachment: Buffer.from(typed[name]) }));
  const press = row(button(BUTTONS.edit, TEACH_AGAIN, state, ButtonStyle.Primary));
  return withAttached(files, [text(escapeMarkdown(strings.notTaught(why)))], press);
}

/**
 * Opens the dialog again with what was refused, and with what somebody else has saved meanwhile.
 *
 * @throws UserError `too-long-together`: the message stays, with the files of what was typed
 */
export async function teachAgain(
  session: EditorSession,
  { answerId, version, from }: TeachState,
  { attachments }: Message,
): Promise<ModalResponse> {
  const now = await session.teaching.of(session.person.guildId, answerId);
  const files = await fetchFiles(
    [...attachments.values()].map((file) => ({ file, name: file.name })),
    session,
  );
  const again = (name: keyof typeof FILES): readonly string[] => {
    const bytes = files.find((file) => file.name === FILES[name])?.bytes;
    const typed = bytes ? Buffer.from(bytes).toString().split('\n') : [];
    if (now.version === version) return typed;
    const both = [...new Set([...now[name], ...typed])].filter((line) => line.trim() !== '');
    if (howManyFit(both) === both.length) return both;
    throw new UserError('too-long-together', strings.tooLongTogether(now.title));
  };
  return teachModal({ ...now, questions: again('questions'), notThis: again('notThis') }, {}, from);
}

const MAX_SHOWN = 10;

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

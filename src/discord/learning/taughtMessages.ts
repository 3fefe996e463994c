import { userMention } from 'discord.js';
import type { Taught } from '../../answers/learning/Teaching.ts';
import { LIMITS } from '../../answers/editing/rules.ts';
import { clipped } from '../../shared/text.ts';
import { REVIEW, TEACH, UNDO_TEACH } from '../customIds.ts';
import { postToLogChannel } from '../editing/changeLog.ts';
import type { EditorSession } from '../editing/EditorSession.ts';
import { buttonRow, shownTitle } from '../editing/text.ts';
import { button, escapeMarkdown, message, type MessageBody, textDisplay, textInput } from '../present.ts';
import type { ModalResponse } from '../respond.ts';
import { BUTTONS } from '../strings.ts';
import * as strings from './strings.ts';

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const MAX_MODAL_TITLE = 45;

const input = (name: keyof typeof strings.TEACH_FORM, lines: readonly string[]) =>
  textInput(name, strings.TEACH_FORM[name], {
    value: lines.join('\n').slice(0, LIMITS.allQuestions),
    maxLength: LIMITS.allQuestions,
    isLong: true,
  });

/** As many wordings of a group as an answer may need. */
const MAX_ADDED = 10;

/** The dialog with an answer's phrasings on this server. @param added - Further ones to begin with, the best first. */
export function teachModal(
  { answerId, title, questions, notThis, version }: Taught,
  added: readonly string[] = [],
  from?: 'review',
): ModalResponse {
  return {
    modal: {
      custom_id: TEACH.write({ version, answerId, from })!,
      title: clipped(strings.teachTitle(title), MAX_MODAL_TITLE),
      components: [input('questions', [...questions, ...added.slice(0, MAX_ADDED)]), input('notThis', notThis)],
    },
  };
}

const MAX_SHOWN = 10;

/** Confirms a change of phrasings, with a button to undo it, and reports it to the log channel. */
export async function taughtMessage(
  session: EditorSession,
  before: Taught,
  { answerId, title, questions, notThis, version }: Taught,
  from?: 'review',
): Promise<MessageBody> {
  const [was, is] = [
    [...before.questions, ...before.notThis],
    [...questions, ...notThis],
  ];
  const added = is.filter((text) => !was.includes(text)).slice(0, MAX_SHOWN);
  const removed = was.filter((text) => !is.includes(text)).length;
  const lines = strings.taught(shownTitle(title), added.map(escapeMarkdown), removed);
  session.log.info({ guild: session.person.guildId, answer: answerId, version, user: session.person.id }, 'phrasings');
  const complaint = await postToLogChannel(session, () =>
    message([
      textDisplay(
        [
          strings.taughtBy(shownTitle(title), userMention(session.person.id)),
          ...added.map((text) => `- ${escapeMarkdown(text)}`),
        ].join('\n'),
      ),
    ]),
  );
  return message([
    textDisplay([lines, ...(complaint === undefined ? [] : [`-# ${complaint}`])].join('\n')),
    ...buttonRow([
      ...button(BUTTONS.undo, UNDO_TEACH, { version, answerId }),
      ...(from ? button(strings.REVIEW_BUTTONS.more, REVIEW, { page: 0 }) : []),
    ]),
  ]);
}

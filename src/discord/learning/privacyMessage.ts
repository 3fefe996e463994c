import { ButtonStyle } from 'discord.js';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import { clipped } from '../../shared/text.ts';
import type { Holding } from '../../store/LearningStore.ts';
import { ERASE } from '../customIds.ts';
import { buttonRow } from '../editing/text.ts';
import { button, escapeMarkdown, message, type MessageBody, textDisplay } from '../present.ts';
import * as strings from './strings.ts';

/** Those that fit; the number says how many there are. */
const MAX_QUESTIONS = 15;
/** For the counts and the note. */
const ROOM_FOR_REST = 1_000;

export function privacyMessage({ questions, ...counts }: Holding): MessageBody {
  const title = `### ${strings.PRIVACY_TITLE}`;
  const list = strings.held(counts, questions.length);
  if (list === '') return message([textDisplay(`${title}\n${strings.PRIVACY_NOTHING}`)]);
  const shown = questions.slice(0, MAX_QUESTIONS).map((text) => `> ${escapeMarkdown(text)}`);
  return message([
    textDisplay(`${title}\n${list}`),
    ...(shown.length > 0 ? [textDisplay(clipped(shown.join('\n'), MAX_CHARACTERS - ROOM_FOR_REST))] : []),
    textDisplay(`-# ${strings.PRIVACY_NOTE}`),
    ...buttonRow(button(strings.PRIVACY_DELETE, ERASE, {}, ButtonStyle.Danger)),
  ]);
}

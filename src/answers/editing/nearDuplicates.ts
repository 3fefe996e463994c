import type { Answer } from '../../knowledge/Answer.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Steps } from '../../matching/Steps.ts';

/** What a channel is answered with: TUNING.gates.passive in matching/tuning.ts. */
const SURE = 0.85;

/**
 * Which of an answer's phrasings another one answers already, and surely.
 *
 * @param matcher - Of the server as it is.
 * @returns Phrasings by the id of the other answer.
 */
export function* nearDuplicates(answer: Answer, matcher: Matcher): Steps<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const text of new Set([answer.title, ...answer.questions])) {
    const other = matcher.match(text, 'direct').candidates.find(({ id }) => id !== answer.id);
    if (other && other.confidence >= SURE) found.set(other.id, [...(found.get(other.id) ?? []), text]);
    yield;
  }
  return found;
}

import type { Answer } from '../knowledge/Answer.ts';
import type { Decision } from '../matching/Match.ts';
import { fitReply } from './fitReply.ts';
import type { Reply } from './Reply.ts';
import { replyWithAnswer, type ReplyOptions } from './replyWithAnswer.ts';

/** More would be a list to read instead of a choice. */
const MAX_SUGGESTED = 3;

/**
 * What to show for a decision.
 *
 * @param answers - Those of the candidates, best first. Without any the reply is that nothing is known.
 */
export function replyTo(decision: Decision, answers: readonly Answer[], options: ReplyOptions): Reply {
  const [best] = answers;
  if (decision === 'pass' || !best) return dontKnow();
  return decision === 'answer' ? replyWithAnswer(best, options) : didYouMean(answers);
}

/** The nearest answers to choose from, by their titles. */
export function didYouMean(answers: readonly Answer[]): Reply {
  const choices = answers.slice(0, MAX_SUGGESTED).map(({ id, title }) => ({ id, label: title }));
  const short =
    choices.length === 1 ? 'I am not sure what you mean. Is it this?' : 'I am not sure. Did you mean one of these?';
  return fitReply({ kind: 'suggest', short, body: '', hasMore: false, sources: [], choices });
}

/** One honest sentence, and a way to browse. */
export function dontKnow(): Reply {
  return {
    kind: 'pass',
    short:
      'I have no sourced answer to that. To see what I can answer, type `/ask` and look through the list, or try `/help`.',
    body: '',
    hasMore: false,
    sources: [],
    choices: [],
  };
}

import type { Decision } from '../../../src/matching/Match.ts';
import type { Matcher } from '../../../src/matching/Matcher.ts';
import { predictionOf } from '../predictionOf.ts';
import type { LabelledQuestion } from './LabelledQuestion.ts';

/** What matching made of a labelled question. */
export interface Judged {
  readonly question: LabelledQuestion;
  /** Id of the best candidate. */
  readonly top: string | null;
  /** Of the best candidate, 0 to 1. */
  readonly confidence: number;
  /** The best candidate is one that is expected. */
  readonly isRight: boolean;
  /** One of the first three is. */
  readonly isNear: boolean;
  /** In a channel. */
  readonly passive: Decision;
  /** When the bot is asked. */
  readonly direct: Decision;
}

export function judge(question: LabelledQuestion, matcher: Matcher): Judged {
  const { top, confidence, decision, suggestions } = predictionOf(
    question.text,
    matcher.match(question.text, 'passive'),
  );
  const isExpected = (id: string | null): boolean => id !== null && (question.expect?.includes(id) ?? false);
  return {
    question,
    top,
    confidence,
    isRight: isExpected(top),
    isNear: [top, ...suggestions].some(isExpected),
    passive: decision,
    direct: matcher.match(question.text, 'direct').decision,
  };
}

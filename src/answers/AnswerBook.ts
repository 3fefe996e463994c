import type { Answer } from '../knowledge/Answer.ts';
import type { Candidate, Decision, Mode } from '../matching/Match.ts';
import type { Matcher } from '../matching/Matcher.ts';

/** What one server's AnswerBook has for a question. Ids alone: {@link AnswerBook.answer} builds what is to be shown. */
export interface AskResult {
  readonly decision: Decision;
  /** What the question may mean, best first, at most three, whatever the decision: `model:gpt-4`. */
  readonly candidates: readonly Candidate[];
  /**
   * Ids of the answers to show, with the fact that was asked for: `model:gpt-4:retired`. None for `pass`. For `answer`, after
   * the first one those to what the message asks as well, to be offered.
   */
  readonly answerIds: readonly string[];
  /** Name of the model that the question takes for a version of the app ("ChatGPT 4"), if the answer is about that model. */
  readonly takenForApp?: string;
}

/** An answer or a model offered to choose from. */
export interface Choice {
  readonly id: string;
  /** An answer's title or a model's name. */
  readonly label: string;
}

export interface ModelNames {
  /** The model that a person means by id, name or any alias, however spelled. */
  named(text: string): Choice | undefined;
  /** Models any of whose names resemble the text, best first; the newest when it is empty. */
  search(text: string, limit: number): readonly Choice[];
}

export interface AnswerBook {
  readonly models: ModelNames;
  /** Explains what it finds, and can be asked what it would find with more answers. */
  readonly matcher: Matcher;
  ask(question: string, mode: Mode): AskResult;
  /** The answer with this id, curated or generated; `undefined` when there is none. The id may be any text. */
  answer(id: string): Answer | undefined;
  /** The title of the answer with this id, without building the answer. */
  titleOf(id: string): string | undefined;
  /** Answers whose title or phrasings resemble the text, best first; the most useful ones when it is empty. */
  offerAnswers(text: string, limit: number): readonly Choice[];
}

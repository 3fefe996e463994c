import type { Answer } from '../knowledge/Answer.ts';
import type { Explanation } from '../matching/explain.ts';
import type { Decision, Mode } from '../matching/Match.ts';
import type { Matcher } from '../matching/Matcher.ts';

export interface AnswerCandidate {
  /** What the question means: `model:gpt-4`. The answer's own id may add by which fact it leads: `model:gpt-4:retired`. */
  readonly id: string;
  readonly answer: Answer;
  /** 0 to 1. */
  readonly confidence: number;
}

/** What a question found in one server's AnswerBook. */
export interface Found {
  readonly decision: Decision;
  /** Best first, at most three; given whatever the decision is. */
  readonly candidates: readonly AnswerCandidate[];
}

/** An answer or a model as offered for choosing. */
export interface Choice {
  readonly id: string;
  /** What to show: an answer's title, a model's name. */
  readonly label: string;
}

/** All that one server sees. */
export interface AnswerBook {
  /** Finds what to say to a question. */
  ask(question: string, mode: Mode): Found;
  /** The answer with this id, curated or made from facts; `undefined` when there is none, whatever the text. */
  answer(id: string): Answer | undefined;
  /** The model that a person means by id, name or any alias, however spelled. */
  model(text: string): Choice | undefined;
  /** Answers whose title or phrasings resemble the text, best first; the most useful ones when it is empty. */
  offerAnswers(text: string, limit: number): readonly Choice[];
  /** Models any of whose names resemble the text, best first; the newest when it is empty. */
  offerModels(text: string, limit: number): readonly Choice[];
}

/** An AnswerBook that can tell why it finds what it finds, and can be asked what it would find if it had more answers. */
export interface OpenAnswerBook extends AnswerBook {
  readonly matcher: Matcher;
  explain(question: string, mode: Mode): Explanation;
}

/** Finds the AnswerBook of a server. */
export interface AnswerBooks {
  /** @param guildId - `undefined` in direct messages: the curated set alone. */
  of(guildId: string | undefined): Promise<AnswerBook>;
}

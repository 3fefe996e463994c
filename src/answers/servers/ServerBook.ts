import type { Answer } from '../../knowledge/Answer.ts';
import type { Explanation } from '../../matching/explain.ts';
import type { Mode } from '../../matching/Match.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Choice, Found, OpenAnswerBook } from '../AnswerBook.ts';
import { AnswerOffers } from '../AnswerOffers.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import type { ServerAnswers } from './ServerAnswers.ts';

/** The AnswerBook of a server with answers of its own: these lie on the curated ones, which all servers share. */
export class ServerBook implements OpenAnswerBook {
  readonly matcher: Matcher;
  readonly answers: ServerAnswers;
  readonly #curated: KnowledgeBook;
  readonly #offers: AnswerOffers;

  /** @param matcher - Stands on that of the curated answers, and finds exactly what this server gives. */
  constructor(curated: KnowledgeBook, answers: ServerAnswers, matcher: Matcher) {
    this.#curated = curated;
    this.answers = answers;
    this.matcher = matcher;
    const hides = new Set([...answers.hidden, ...answers.own.keys()]);
    this.#offers = new AnswerOffers(answers.own.values(), curated.offers, hides);
  }

  ask(question: string, mode: Mode): Found {
    return this.#curated.askThrough(this.matcher, (id) => this.answer(id), question, mode);
  }

  explain(question: string, mode: Mode): Explanation {
    return this.matcher.explain(question, mode);
  }

  answer(id: string): Answer | undefined {
    return this.answers.own.get(id) ?? (this.answers.hidden.has(id) ? undefined : this.#curated.answer(id));
  }

  model(text: string): Choice | undefined {
    return this.#curated.model(text);
  }

  offerAnswers(text: string, limit: number): readonly Choice[] {
    return this.#offers.search(text, limit, this.matcher.match(text, 'direct').candidates);
  }

  offerModels(text: string, limit: number): readonly Choice[] {
    return this.#curated.offerModels(text, limit);
  }
}

import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { generateAnswer } from '../lineage/generateAnswer.ts';
import { modelId } from '../lineage/ids.ts';
import { generatedPatterns, matchingNames, matchingRules } from '../lineage/matcherInput.ts';
import type { Explanation } from '../matching/explain.ts';
import type { Match, Matchable, Mode, Name, NameRules } from '../matching/Match.ts';
import { Matcher, type MatcherData } from '../matching/Matcher.ts';
import type { Choice, Found, OpenAnswerBook } from './AnswerBook.ts';
import { AspectFinder, type AspectFinderData } from './AspectFinder.ts';
import { AnswerOffers, ChoiceSearch } from './offers.ts';

/**
 * How many are kept: every model, its lineage and several hundred comparisons, some 5 KiB each. Making one takes about
 * half a millisecond, and a reply needs up to three for their titles alone: `npm run bench -- reply`.
 */
const MOST_KEPT = 1_000;

/** Answers made from model facts, kept while the day lasts: tomorrow an announced retirement may have happened. */
export class MadeAnswers {
  readonly #knowledge: Knowledge;
  readonly #kept = new Map<string, Answer>();
  #day = '';

  constructor(knowledge: Knowledge) {
    this.#knowledge = knowledge;
  }

  /**
   * @param today - `YYYY-MM-DD`
   * @returns `undefined` when nothing can be made of the id.
   */
  get(id: string, today: string): Answer | undefined {
    if (today !== this.#day) {
      this.#kept.clear();
      this.#day = today;
    }
    const kept = this.#kept.get(id);
    if (kept) return kept;
    const answer = generateAnswer(this.#knowledge, id, today);
    if (answer) this.#keep(id, answer);
    return answer;
  }

  /** The one that was made first makes room. */
  #keep(id: string, answer: Answer): void {
    if (this.#kept.size >= MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(id, answer);
  }
}

/** All that a Matcher needs to find what the curated set can answer, from pages and from facts. */
export interface MatchableKnowledge {
  readonly answers: readonly Matchable[];
  readonly names: readonly Name[];
  readonly rules: NameRules;
  /** What none of the answers is for. */
  readonly outOfScope: readonly string[];
}

/** What the bot matches with, so that whatever measures matching measures the bot. */
export function matchableKnowledge(knowledge: Knowledge): MatchableKnowledge {
  return {
    answers: [...[...knowledge.answers.values()].map(askedByTitle), ...generatedPatterns(knowledge)],
    names: matchingNames(knowledge),
    rules: matchingRules,
    outOfScope: knowledge.outOfScope,
  };
}

/** Everything about the knowledge that takes long to work out, as plain data that can be kept on disk. */
export interface CompiledKnowledge {
  readonly knowledge: Knowledge;
  readonly matcher: MatcherData;
  readonly aspects: AspectFinderData;
}

/** Trains the matchers. Takes a second or two. */
export function compileKnowledge(knowledge: Knowledge): CompiledKnowledge {
  const { answers, ...options } = matchableKnowledge(knowledge);
  return {
    knowledge,
    matcher: Matcher.of(answers, options).data,
    aspects: AspectFinder.train(options.names, knowledge.phrasings),
  };
}

/** A title is shown on buttons and in lists, so people ask by it: it is a phrasing like the others. */
export function askedByTitle({ id, title, questions, notThis }: Answer): Matchable {
  return { id, questions: [...new Set([title, ...questions])], notThis };
}

/** As many as a "did you mean" can offer. */
const MAX_CANDIDATES = 3;

/** The AnswerBook of a server whose moderators have written nothing: the curated set and what is made from its facts. */
export class KnowledgeBook implements OpenAnswerBook {
  readonly matcher: Matcher;
  /** What is offered while a person types. */
  readonly offers: AnswerOffers;
  readonly #knowledge: Knowledge;
  readonly #today: () => string;
  readonly #made: MadeAnswers;
  readonly #aspects: AspectFinder;
  readonly #models: ChoiceSearch;

  /** @param today - The current day as `YYYY-MM-DD`: a retirement still to come is worded as an announcement. */
  constructor({ knowledge, matcher, aspects }: CompiledKnowledge, today: () => string) {
    this.#knowledge = knowledge;
    this.#today = today;
    this.#made = new MadeAnswers(knowledge);
    this.matcher = Matcher.from(matcher);
    this.#aspects = new AspectFinder(aspects);
    this.offers = new AnswerOffers(mostRelatedFirst(knowledge));
    this.#models = new ChoiceSearch(
      [...knowledge.models.values()].toReversed().map((model) => ({
        id: model.id,
        label: model.name,
        texts: [...model.aliases, ...model.ordinaryNames, ...model.apiIds, model.id],
      })),
    );
  }

  /** Curated answers, by id. */
  get curated(): ReadonlyMap<string, Answer> {
    return this.#knowledge.answers;
  }

  ask(question: string, mode: Mode): Found {
    return this.askThrough(this.matcher, (id) => this.answer(id), question, mode);
  }

  /**
   * Asks a Matcher that stands on this book's.
   *
   * @param answerOf - Finds what it finds, and what can be made of that.
   */
  askThrough(matcher: Matcher, answerOf: (id: string) => Answer | undefined, question: string, mode: Mode): Found {
    const match = matcher.match(question, mode);
    // Most of what a channel says is passed: for that nobody needs to know which fact was asked for.
    const isShown = match.decision !== 'pass';
    const candidates = match.candidates.slice(0, MAX_CANDIDATES).flatMap(({ id, confidence }) => {
      const answer = answerOf(isShown ? this.#aspects.complete(id, question) : id);
      return answer ? [{ id, answer: this.#puttingRight(answer, id, match), confidence }] : [];
    });
    return { decision: match.decision, candidates };
  }

  /** Tells why `ask` finds what it finds. */
  explain(question: string, mode: Mode): Explanation {
    return this.matcher.explain(question, mode);
  }

  answer(id: string): Answer | undefined {
    return this.curated.get(id) ?? this.#made.get(id, this.#today());
  }

  model(text: string): Choice | undefined {
    // Where a model is to be named, "strawberry" means one.
    const id = this.#knowledge.models.has(text) ? text : (this.#modelIn(text) ?? this.#modelIn(`${text} model`));
    const model = id === undefined ? undefined : this.#knowledge.models.get(id);
    return model && { id: model.id, label: model.name };
  }

  offerAnswers(text: string, limit: number): readonly Choice[] {
    return this.offers.search(text, limit, this.matcher.match(text, 'direct').candidates);
  }

  offerModels(text: string, limit: number): readonly Choice[] {
    return this.#models.search(text, limit);
  }

  /** Whoever asks for "ChatGPT 4" takes the app for the model: the answer says so before anything else. */
  #puttingRight(answer: Answer, id: string, { calledByApp }: Match): Answer {
    const model = calledByApp.find((called) => id === modelId({ id: called }));
    const name = model && this.#knowledge.models.get(model)?.name;
    if (!name) return answer;
    return { ...answer, short: `ChatGPT is the app; ${name} is a model, not a version of it. ${answer.short}` };
  }

  #modelIn(text: string): string | undefined {
    return onlyOne(this.matcher.match(text, 'direct').models);
  }
}

/**
 * Answers that most others lead to come first: what people who know nothing yet are likely to want. An answer's first
 * related one counts whole, its second half, its third a third.
 */
function mostRelatedFirst({ answers }: Knowledge): readonly Answer[] {
  const weights = new Map<string, number>();
  for (const { related } of answers.values()) {
    related.forEach((id, place) => weights.set(id, (weights.get(id) ?? 0) + 1 / (place + 1)));
  }
  const weightOf = ({ id }: Answer): number => weights.get(id) ?? 0;
  return [...answers.values()].toSorted((a, b) => weightOf(b) - weightOf(a));
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { modelId } from '../lineage/ids.ts';
import { generatedTitle, makeAnswer } from '../lineage/makeAnswer.ts';
import { madePatterns } from '../lineage/madePatterns.ts';
import { modelNames } from '../lineage/modelNames.ts';
import type { Candidate, Match, Matchable, Mode, Name } from '../matching/Match.ts';
import { Matcher } from '../matching/Matcher.ts';
import type { AnswerBook, AskResult, Choice, ModelNames, OpenAnswerBook } from './AnswerBook.ts';
import { AspectFinder } from './AspectFinder.ts';
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
    const answer = makeAnswer(this.#knowledge, id, today);
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
  /** What none of the answers is for. */
  readonly outside: readonly string[];
}

/** What the bot matches with, so that whatever measures matching measures the bot. */
export function matchableKnowledge(knowledge: Knowledge): MatchableKnowledge {
  return {
    answers: [...[...knowledge.answers.values()].map(askedByTitle), ...madePatterns],
    names: modelNames(knowledge),
    outside: knowledge.outside,
  };
}

/** A title is shown on buttons and in lists, so people ask by it: it is a phrasing like the others. */
export function askedByTitle({ id, title, questions, notThis }: Answer): Matchable {
  return { id, questions: [...new Set([title, ...questions])], notThis };
}

/** As many as a "did you mean" can offer. */
const MAX_CANDIDATES = 3;

/** The AnswerBook of a server whose moderators have written nothing: curated answers, and those generated from facts. */
export class KnowledgeBook implements OpenAnswerBook {
  readonly matcher: Matcher;
  readonly models: ModelNames;
  /** Answers to offer while a person types. */
  readonly offers: AnswerOffers;
  readonly #knowledge: Knowledge;
  readonly #today: () => string;
  readonly #made: MadeAnswers;
  readonly #aspects: AspectFinder;

  /** @param today - The current day as `YYYY-MM-DD`. Retirements after it are worded as announcements. */
  constructor(knowledge: Knowledge, today: () => string) {
    const { answers, names, outside } = matchableKnowledge(knowledge);
    this.#knowledge = knowledge;
    this.#today = today;
    this.#made = new MadeAnswers(knowledge);
    this.matcher = Matcher.of(answers, names, outside);
    this.models = modelNamesIn(knowledge, this.matcher);
    this.#aspects = new AspectFinder(names);
    this.offers = new AnswerOffers(mostRelatedFirst(knowledge));
  }

  /** Curated answers by id. */
  get curated(): ReadonlyMap<string, Answer> {
    return this.#knowledge.answers;
  }

  ask(question: string, mode: Mode): AskResult {
    return this.askThrough(this, question, mode);
  }

  /** @param book - Whose Matcher and answers to use: this book or a server's book on top of it. */
  askThrough(book: Pick<OpenAnswerBook, 'matcher' | 'titleOf'>, question: string, mode: Mode): AskResult {
    const match = book.matcher.match(question, mode);
    // Most messages in a channel end here, so nothing else is looked up for them.
    if (match.decision === 'pass') {
      return { decision: 'pass', candidates: match.candidates.slice(0, MAX_CANDIDATES), answerIds: [] };
    }
    const candidates = withAnswers(book, match.candidates.slice(0, MAX_CANDIDATES));
    if (candidates.length === 0) return { decision: 'pass', candidates, answerIds: [] };
    const shown = match.decision === 'answer' ? candidates.slice(0, 1) : candidates;
    const answerIds = this.#aspects.complete(
      shown.map(({ id }) => id),
      question,
    );
    const takenForApp = match.decision === 'answer' ? this.#takenForApp(match, candidates[0]!.id) : undefined;
    return { decision: match.decision, candidates, answerIds, ...(takenForApp !== undefined && { takenForApp }) };
  }

  answer(id: string): Answer | undefined {
    return this.curated.get(id) ?? this.#made.get(id, this.#today());
  }

  titleOf(id: string): string | undefined {
    return this.curated.get(id)?.title ?? generatedTitle(this.#knowledge, id, this.#today());
  }

  offerAnswers(text: string, limit: number): readonly Choice[] {
    return this.offers.search(text, limit, this.matcher.match(text, 'direct').candidates);
  }

  #takenForApp({ calledChatGpt }: Match, id: string): string | undefined {
    const model = calledChatGpt.find((called) => id === modelId({ id: called }));
    return model === undefined ? undefined : this.#knowledge.models.get(model)?.name;
  }
}

/** The patterns of generated answers also match what no answer can be generated for, such as a plan without a history. */
function withAnswers(book: Pick<AnswerBook, 'titleOf'>, candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(({ id }) => book.titleOf(id) !== undefined);
}

function modelNamesIn({ models }: Knowledge, matcher: Matcher): ModelNames {
  const choices = new ChoiceSearch(
    [...models.values()].toReversed().map((model) => ({
      id: model.id,
      label: model.name,
      texts: [...model.aliases, ...model.ordinaryNames, ...model.apiIds, model.id],
    })),
  );
  const modelIn = (text: string): string | undefined => onlyOne(matcher.match(text, 'direct').models);
  return {
    named(text) {
      // "strawberry" alone is a fruit. Where a model is expected, it is one.
      const id = models.has(text) ? text : (modelIn(text) ?? modelIn(`${text} model`));
      const model = id === undefined ? undefined : models.get(id);
      return model && { id: model.id, label: model.name };
    },
    search: (text, limit) => choices.search(text, limit),
  };
}

/**
 * Answers that many others lead to come first, because newcomers are likely to want them. An answer's first related one
 * gets a weight of one, its second a half, its third a third.
 */
function mostRelatedFirst({ answers }: Knowledge): readonly Answer[] {
  const weights = new Map<string, number>();
  for (const { related } of answers.values()) {
    related.forEach((id, index) => weights.set(id, (weights.get(id) ?? 0) + 1 / (index + 1)));
  }
  const weightOf = ({ id }: Answer): number => weights.get(id) ?? 0;
  return [...answers.values()].toSorted((a, b) => weightOf(b) - weightOf(a));
}

function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

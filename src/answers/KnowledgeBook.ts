import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { aboutOneOfTwo, generateAnswer, generatedTitle } from '../lineage/generateAnswer.ts';
import { CHATGPT } from '../knowledge/ids.ts';
import { CHATGPT_LINEAGE, isGenerated, modelId } from '../lineage/ids.ts';
import { PAIR_FACTS } from '../knowledge/Phrasings.ts';
import { generatedPatterns, matchingNames, matchingRules } from '../lineage/matcherInput.ts';
import type { Candidate, Match, Matchable, Mode } from '../matching/Match.ts';
import { Matcher, type MatcherData } from '../matching/Matcher.ts';
import type { ReadQuestion } from '../matching/reading/Reader.ts';
import { TUNING } from '../matching/tuning.ts';
import { LruCache } from '../shared/cache.ts';
import type { AnswerBook, AskResult, Choice, ModelNames } from './AnswerBook.ts';
import { ChoiceSearch, type Searchable } from './ChoiceSearch.ts';

/** About 5 KiB each. Generating an answer takes half as long as finding it: `npm run bench -- reply`. */
const MAX_CACHED = 1_000;

/** The bot and everything that measures matching train with this. */
export function matchableKnowledge(knowledge: Knowledge) {
  return {
    answers: [...[...knowledge.answers.values()].map(askedByTitle), ...generatedPatterns(knowledge)],
    names: matchingNames(knowledge),
    rules: matchingRules(knowledge),
    outOfScope: knowledge.outOfScope,
  };
}

/** The knowledge with its trained Matcher, as plain data that can be cached on disk. */
export interface CompiledKnowledge {
  readonly knowledge: Knowledge;
  readonly matcher: MatcherData;
}

/** Trains the Matcher. Takes a second or two. */
export function compileKnowledge(knowledge: Knowledge): CompiledKnowledge {
  const { answers, ...options } = matchableKnowledge(knowledge);
  const matcher = Matcher.of(answers, options).data;
  return { knowledge, matcher };
}

/** The title is a phrasing too, because people see it on buttons and in lists and ask by it. */
export function askedByTitle({ id, title, questions, notThis, related, onlyWhenAsked }: Answer): Matchable {
  return {
    id,
    questions: [...new Set([title, ...questions])],
    notThis,
    near: related,
    ...(onlyWhenAsked && { isDirectOnly: true }),
  };
}

/** What is made of one state of the knowledge, all of it replaced at once. */
function loadSet(compiled: CompiledKnowledge) {
  const { knowledge } = compiled;
  const matcher = Matcher.from(compiled.matcher);
  return {
    compiled,
    knowledge,
    matcher,
    models: modelNamesIn(knowledge, matcher),
    offers: ChoiceSearch.ofAnswers(mostRelatedFirst(knowledge)),
  };
}

/** As many as a "did you mean" can offer. */
const MAX_CANDIDATES = 3;

/** The AnswerBook of a server whose moderators have written nothing: curated answers, and those generated from facts. */
export class KnowledgeBook implements AnswerBook {
  readonly #today: () => string;
  readonly #generated = new LruCache<string, Answer>(MAX_CACHED);
  #generatedOn = '';
  #set: ReturnType<typeof loadSet>;

  /** @param today - The current day as `YYYY-MM-DD`. Retirements after it are worded as announcements. */
  constructor(compiled: CompiledKnowledge, today: () => string) {
    this.#today = today;
    this.#set = loadSet(compiled);
  }

  /** Answers from another state of the knowledge from now on. Books of servers on top of this one have to be built again. */
  replace(compiled: CompiledKnowledge): void {
    this.#set = loadSet(compiled);
    this.#generated.clear();
  }

  get matcher(): Matcher {
    return this.#set.matcher;
  }

  get models(): ModelNames {
    return this.#set.models;
  }

  get offers(): ChoiceSearch {
    return this.#set.offers;
  }

  /** Curated answers by id. */
  get curated(): ReadonlyMap<string, Answer> {
    return this.#set.knowledge.answers;
  }

  /** When the curated answers and models were last checked, oldest first, and how many answers are past their review date. */
  get upkeep(): { readonly checked: readonly string[]; readonly overdue: number } {
    const { answers, models } = this.#set.knowledge;
    const today = this.#today();
    return {
      checked: [...answers.values(), ...models.values()].map(({ checked }) => checked).toSorted(),
      overdue: [...answers.values()].filter(({ reviewBy }) => reviewBy !== undefined && reviewBy < today).length,
    };
  }

  ask(question: string, mode: Mode): AskResult {
    return this.askThrough(this, question, mode);
  }

  /** @param book - Whose Matcher and answers to use: this book or a server's book on top of it. */
  askThrough(book: Pick<AnswerBook, 'matcher' | 'titleOf'>, question: string, mode: Mode): AskResult {
    const read = book.matcher.read(question);
    // Most messages in a channel end here, so nothing else is looked up for them.
    if (!book.matcher.couldAnswer(read, mode)) return { decision: 'pass', candidates: [], answerIds: [] };
    const match = book.matcher.match(read, mode);
    if (match.decision === 'pass') {
      return { decision: 'pass', candidates: match.candidates.slice(0, MAX_CANDIDATES), answerIds: [] };
    }
    // The patterns of generated answers also match what no answer can be generated for, such as a plan without a history.
    const candidates = match.candidates.slice(0, MAX_CANDIDATES).filter(({ id }) => book.titleOf(id) !== undefined);
    if (candidates.length === 0) return { decision: 'pass', candidates, answerIds: [] };
    const shown = match.decision === 'answer' ? candidates.slice(0, match.answers) : candidates;
    const ids = shown.map(({ id }) => id);
    // Ids of generated answers have a colon: `model:gpt-4`.
    const answerIds = ids.some(isGenerated) ? this.#completed(ids, read) : ids;
    const takenForApp = match.decision === 'answer' ? this.#takenForApp(match, candidates[0]!.id) : undefined;
    return {
      decision: match.decision,
      candidates: candidates.map((candidate, index) => shownAs(candidate, answerIds[index])),
      answerIds,
      ...(takenForApp !== undefined && { takenForApp }),
    };
  }

  #completed(ids: readonly string[], read: ReadQuestion): readonly string[] {
    const completed = ids.map((id) => inOrderAsked(this.#withFact(id, read), read));
    const subject = read.tokens.find(({ model }) => model !== undefined)?.model;
    return completed.map((id) => aboutOneOfTwo(this.#set.knowledge, id, subject));
  }

  /** `model:gpt-4:retired`, if that is what a question asks for. */
  #withFact(id: string, read: ReadQuestion): string {
    if (id === CHATGPT_LINEAGE) return id;
    const fact = this.matcher.factIn(id, read);
    // Which of three models came from the other is not told.
    const isOfTwo = PAIR_FACTS.some((one) => one === fact);
    return fact === '' || (isOfTwo && id.split('+').length > 2) ? id : `${id}:${fact}`;
  }

  answer(id: string): Answer | undefined {
    return this.curated.get(id) ?? this.#generatedAnswer(id);
  }

  titleOf(id: string): string | undefined {
    return this.curated.get(id)?.title ?? generatedTitle(this.#set.knowledge, id, this.#today());
  }

  offerAnswers(text: string, limit: number): readonly Choice[] {
    return this.offerThrough(this, this.offers, text, limit);
  }

  /** @param book - As in {@link askThrough}; its offers come after what the text names: `4.1 mini`, `gpt-4 vs o3`. */
  offerThrough(
    book: Pick<AnswerBook, 'matcher' | 'titleOf'>,
    offers: ChoiceSearch,
    text: string,
    limit: number,
  ): readonly Choice[] {
    const read = book.matcher.read(text);
    const { candidates, models } = book.matcher.match(read, 'direct');
    const about = models.flatMap((id) => (models.length === 1 ? [`model:${id}`, `lineage:${id}`] : `model:${id}`));
    // Of the generated answers, only those about no model have their whole id by now.
    const overviews = candidates.filter(
      ({ id, confidence }) => isGenerated(id) && confidence >= TUNING.gates.direct.answer,
    );
    const named = choicesOf(book, [
      ...(models.length > 1 ? [inOrderAsked(`compare:${models.join('+')}`, read)] : []),
      ...about,
      ...overviews.map(({ id }) => id),
    ]);
    const found = offers.search(text, limit, candidates);
    // Several answers can have the same title. The one that the server wrote is offered.
    const byLabel = Map.groupBy([...named, ...found], ({ label }) => label).values();
    return Array.from(byLabel, (same) => same.find(({ id }) => !isGenerated(id)) ?? same[0]!).slice(0, limit);
  }

  /** Kept for a day, because an announced retirement may have happened by tomorrow. */
  #generatedAnswer(id: string): Answer | undefined {
    const today = this.#today();
    if (today !== this.#generatedOn) this.#generated.clear();
    this.#generatedOn = today;
    const answer = this.#generated.get(id) ?? generateAnswer(this.#set.knowledge, id, today);
    if (answer) this.#generated.set(id, answer);
    return answer;
  }

  #takenForApp({ calledByApp }: Match, id: string): string | undefined {
    const model = calledByApp.find((called) => id === modelId({ id: called }));
    return model === undefined ? undefined : this.#set.knowledge.models.get(model)?.name;
  }
}

/**
 * The id of a comparison with its names in the order of the question: `compare:gpt-5+gpt-4o` for "gpt-5 vs gpt-4o". A
 * question of what came from the other or replaced it has them in the order of release.
 */
function inOrderAsked(id: string, { tokens }: ReadQuestion): string {
  if (/:(?:base|successor)$/.test(id)) return id;
  // "GPT or Claude?" means the app.
  const named = tokens.map(({ text, model = text }) => (model === 'gpt' ? CHATGPT : model));
  return id.replace(/(?<=^compare:)[^:]+/, (names) =>
    names
      .split('+')
      .toSorted((one, other) => named.indexOf(one) - named.indexOf(other))
      .join('+'),
  );
}

/** A candidate by the id of the answer that is shown for it: a comparison can have become an answer about one of the two. */
function shownAs(candidate: Candidate, id = candidate.id): Candidate {
  const isAboutOne = candidate.id.startsWith('compare:') && !id.startsWith('compare:');
  return isAboutOne ? { ...candidate, id: id.replace(/:(?:base|gpt)$/, '') } : candidate;
}

/** Answers to choose from by their titles. Ids without an answer are left out. */
export function choicesOf(book: Pick<AnswerBook, 'titleOf'>, ids: Iterable<string>): readonly Choice[] {
  return [...new Set(ids)].flatMap((id) => {
    const label = book.titleOf(id);
    return label === undefined ? [] : { id, label };
  });
}

const rankOf = ({ id, label }: Searchable): number => (id === CHATGPT ? 0 : label.length);

/** Models, newest first, then assistants and families. */
function modelNamesIn({ models, families, assistants }: Knowledge, matcher: Matcher): ModelNames {
  const searchable: readonly Searchable[] = [
    ...[...models.values()].toReversed().map((model) => asSearchable(model, model.apiIds)),
    ...[...assistants.values(), ...families.values()]
      .map((called) => Object.assign(asSearchable(called), { isGeneral: true as const }))
      // ChatGPT first, and Claude before Claude Code
      .toSorted((one, other) => rankOf(one) - rankOf(other)),
  ];
  const labels = new Map(searchable.map(({ id, label }) => [id, label]));
  const choices = ChoiceSearch.ofNames(searchable);
  const idIn = (text: string): string | undefined => {
    const named = matcher.match(text, 'direct').models;
    return named.length === 1 ? named[0] : undefined;
  };
  return {
    named(text) {
      const typed = text.trim().toLowerCase();
      // "strawberry" alone is a fruit. Where a model is expected, it is one.
      const id = labels.has(typed) ? typed : (idIn(text) ?? idIn(`${text} model`));
      const label = id === undefined ? undefined : labels.get(id);
      return id === undefined || label === undefined ? undefined : { id, label };
    },
    search: (text, limit) => choices.search(text, limit),
  };
}

function asSearchable(called: Pick<Model, 'id' | 'name' | 'aliases' | 'ordinaryNames'>, more: readonly string[] = []) {
  const { id, name, aliases, ordinaryNames } = called;
  return { id, label: name, texts: [...aliases, ...ordinaryNames, ...more, id] };
}

/**
 * After those that the set names, answers that many others lead to come first, because newcomers are likely to want them. An
 * answer's first related one gets a weight of one, its second a half, its third a third.
 */
function mostRelatedFirst({ answers, related: { offered } }: Knowledge): readonly Answer[] {
  const weights = new Map<string, number>();
  for (const { related } of answers.values()) {
    related.forEach((id, index) => weights.set(id, (weights.get(id) ?? 0) + 1 / (index + 1)));
  }
  const weightOf = ({ id }: Answer): number => weights.get(id) ?? 0;
  const byWeight = [...answers.values()].toSorted((a, b) => weightOf(b) - weightOf(a));
  return [...new Set([...offered.flatMap((id) => answers.get(id) ?? []), ...byWeight])];
}

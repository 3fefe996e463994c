import type { Candidate, Matchable, Named, NamePlace, NameRules } from './Match.ts';
import { AnswerIndex, type AnswerIndexData, type IndexedAnswer, type Similarity } from './index/AnswerIndex.ts';
import { type Features, featuresOf, isContentWord } from './index/features.ts';
import type { Mentions } from './reading/Reader.ts';
import { FILLER_WORDS, MODEL, type Token } from './reading/tokenize.ts';
import { TUNING } from './tuning.ts';

/** What a Matcher still has to know of an answer once it is trained. */
export type TrainedAnswer = Omit<Matchable, 'questions' | 'notThis'>;

/** Whether an answer is generated from facts about the models in the question. */
export function isPattern(answer: TrainedAnswer): boolean {
  return /[:+]$/.test(answer.id);
}

/**
 * Completes a pattern's id with the models of a question, the first ones if there are too many; or with its plans and its
 * date.
 *
 * @param places - Of each name, by its id.
 * @returns `undefined` when the question names too few models, or not exactly one date.
 * @example
 * completedId({ id: 'compare:', models: { min: 2, max: 4 }, … }, { models: ['gpt-4', 'gpt-3.5'], … }, places); // 'compare:gpt-3.5+gpt-4'
 * completedId({ id: 'plan:', isDated: true, … }, { plans: ['plus'], dates: ['2023-04'], … }, places); // 'plan:plus:2023-04'
 */
function completedId(
  pattern: TrainedAnswer,
  { models, plans, dates }: Named,
  places: ReadonlyMap<string, NamePlace>,
): string | undefined {
  if (pattern.isDated) {
    if (dates.length !== 1) return undefined;
    return pattern.id + [inOrder(plans, places).join('+'), ...dates].filter(Boolean).join(':');
  }
  const { min, max } = pattern.models ?? { min: 1, max: 1 };
  if (models.length < min) return undefined;
  const [only, ...others] = inOrder(models.slice(0, max), places);
  const instead = others.length > 0 ? undefined : pattern.instead?.[places.get(only!)?.group ?? ''];
  return (instead ?? pattern.id) + [only, ...others].join('+');
}

export function inOrder(ids: readonly string[], places: ReadonlyMap<string, NamePlace>): string[] {
  const indexOf = (id: string): number => places.get(id)?.index ?? 0;
  return ids.toSorted((a, b) => indexOf(a) - indexOf(b));
}

/** Words between and around bare names. The last is Spanish for "or". */
const CONNECTING_WORDS = new Set([
  'vs',
  'or',
  'and',
  'compare',
  'compared',
  'comparison',
  'to',
  'with',
  'the',
  'a',
  'o',
]);

/**
 * The models of a question that consists of names alone, such as `gpt-4o?` or `gpt-4o vs o3`; otherwise none. A term that
 * has a pattern of its own beside names counts as one of them.
 */
export function bareNamesIn(tokens: readonly Token[], { bareNames }: NameRules): readonly string[] {
  const beside = bareNames?.beside ?? {};
  const models = tokens.flatMap(({ model }) => model ?? []);
  const isNamed = ({ text }: Token): boolean => text === MODEL || (models.length > 0 && Object.hasOwn(beside, text));
  const names = new Set([...models, ...tokens.filter(isNamed).flatMap(({ text, model }) => (model ? [] : text))]);
  const rest = tokens.filter((token) => !isNamed(token) && !token.isFiller).map((token) => token.text);
  const isBare = names.size > 1 ? rest.every((word) => CONNECTING_WORDS.has(word)) : rest.length === 0;
  return isBare ? [...names] : [];
}

/** Id of the pattern about the models that a question names. */
function patternOfNames(models: readonly string[], { bareNames }: NameRules): string | undefined {
  if (models.length === 0) return undefined;
  const beside = models.find((name) => Object.hasOwn(bareNames?.beside ?? {}, name));
  if (beside !== undefined) return bareNames!.beside![beside];
  return models.length === 1 ? bareNames?.one : bareNames?.several;
}

/**
 * Confidence that a question means an answer, 0 to 1.
 *
 * The classifier's score counts most and the nearest phrasing a little; both count less when the question is unspecific
 * ("what is"). A question that equals a phrasing is certain. Unknown words lower the confidence, and so does a
 * counter-example that is nearer than every phrasing.
 */
function confidence({ score, nearest, nearestNegative, stats }: Similarity): number {
  const blend = (1 - TUNING.nearestNeighbourShare) * score + TUNING.nearestNeighbourShare * nearest;
  const specificity = Math.min(1, stats.specificity / TUNING.enoughSpecificity) ** 2;
  const known = stats.knownShare ** TUNING.knownPower;
  const similarity = Math.max(blend * specificity, nearest ** TUNING.nearEqualPower) * known;
  // Rounded because the cosine of equal vectors misses 1 by its last digits.
  const calibrated = calibrate(Math.min(1, Math.round(similarity * PRECISION) / PRECISION));
  return nearestNegative > nearest ? calibrated * TUNING.counterExampleFactor : calibrated;
}

const PRECISION = 1e6;

/** Bends a similarity, which is rarely high, to the share of answers that are right at it: a Hill curve from 0 to 1. */
function calibrate(similarity: number): number {
  const power = similarity ** TUNING.calibrationSteepness;
  const midpoint = TUNING.calibrationMidpoint ** TUNING.calibrationSteepness;
  return (power / (power + midpoint)) * (1 + midpoint);
}

/** A question as every layer compares it. */
export interface ComparedQuestion {
  /** Without filler words. */
  readonly tokens: readonly Token[];
  readonly mentions: Mentions;
  readonly features: Features;
  /** Features as dated patterns see them; empty when the question names no date. */
  readonly datedFeatures: Features;
  /** Features with filler words: "hello", "thanks". */
  readonly featuresWithFillers: Features;
}

/** A candidate with the answer or pattern behind it. */
export interface FoundCandidate extends Candidate {
  readonly answer: TrainedAnswer;
}

interface ScoredAnswer {
  readonly answer: TrainedAnswer;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface LayerData {
  readonly answers: readonly TrainedAnswer[];
  readonly index: AnswerIndexData;
  /** Content words of the dated patterns. */
  readonly datedWords: ReadonlySet<string>;
  /** Some answer is about words that are fillers elsewhere. */
  readonly isAboutFillers: boolean;
  /** Ids of answers that no layer below may return: they are in this layer, or hidden. */
  readonly hides: ReadonlySet<string>;
}

/**
 * Answers that are indexed together. Layers are stacked: the curated set, what a server's moderators wrote, and what they
 * changed last. A layer can hide answers of the layers below, which stay unchanged and are shared by all servers.
 */
export class Layer {
  readonly data: LayerData;
  readonly #rules: NameRules;
  readonly index: AnswerIndex;

  /** @param below - The layer under this one, if any. */
  constructor(data: LayerData, below: Layer | undefined, rules: NameRules) {
    this.data = data;
    this.index = new AnswerIndex(data.index, below?.index);
    this.#rules = rules;
  }

  /** Each id once, with its highest confidence. */
  candidates(question: ComparedQuestion, places: ReadonlyMap<string, NamePlace>): FoundCandidate[] {
    const scored = [...this.#score(question), ...this.#scoreDated(question)];
    const best = new Map<string, FoundCandidate>();
    for (const { answer, confidence: value } of scored) {
      const id = isPattern(answer) ? completedId(answer, question.mentions, places) : answer.id;
      if (id !== undefined && value > (best.get(id)?.confidence ?? 0)) best.set(id, { id, confidence: value, answer });
    }
    return [...best.values()];
  }

  #score({ tokens, mentions, features: plain, featuresWithFillers }: ComparedQuestion): readonly ScoredAnswer[] {
    const { models, isAmbiguous } = mentions;
    const bare = bareNamesIn(tokens, this.#rules);
    const isBare = bare.length > 0;
    // What a question that names models most likely asks for, if nothing else fits.
    const fallbackId = patternOfNames(isBare ? bare : models, this.#rules);
    const patternFactor = isAmbiguous ? TUNING.ambiguousNameFactor : 1;
    const otherFactor = isAmbiguous && isBare ? TUNING.ambiguousBareNames : 1;
    const scored: ScoredAnswer[] = [];
    let fallbackConfidence = 0;
    for (const similarity of this.index.compare(this.data.isAboutFillers ? featuresWithFillers : plain)) {
      const answer = this.data.answers[similarity.answer]!;
      if (answer.isDated) continue;
      const value = confidence(similarity) * (isPattern(answer) ? patternFactor : otherFactor);
      if (answer.id === fallbackId) fallbackConfidence = value;
      else scored.push({ answer, confidence: value });
    }
    const fallback = fallbackId && this.data.answers.find(({ id }) => id === fallbackId);
    if (fallback) {
      const bareConfidence = isAmbiguous ? TUNING.ambiguousBareNames : TUNING.bareNames;
      const value = isBare ? bareConfidence : Math.max(fallbackConfidence, TUNING.namedModels);
      scored.push({ answer: fallback, confidence: value });
    }
    return scored;
  }

  #scoreDated({ mentions, datedFeatures }: ComparedQuestion): readonly ScoredAnswer[] {
    if (datedFeatures.length === 0 || this.data.datedWords.size === 0) return [];
    const factor = this.#isAboutTime(datedFeatures, mentions) ? 1 : TUNING.otherWordsFactor;
    return this.index
      .compare(datedFeatures)
      .map((similarity) => ({
        answer: this.data.answers[similarity.answer]!,
        confidence: confidence(similarity) * factor,
      }))
      .filter(({ answer }) => answer.isDated);
  }

  /**
   * Whether a question with a plan and a date is about those: "free" and "team" are ordinary words, and "what did the team
   * eat in 2024" has both.
   */
  #isAboutTime(datedFeatures: Features, { models }: Mentions): boolean {
    const contentWords = datedFeatures.filter(isContentWord);
    return contentWords.every((word) => this.data.datedWords.has(word)) && contentWords.length + models.length > 0;
  }
}

/** Whether an answer is about "hello" or "thanks", and not one that has a phrasing which happens to end in "lol". */
function isAboutFillers(phrasings: readonly (readonly Token[])[]): boolean {
  const having = phrasings.filter((tokens) => tokens.some(({ text }) => FILLER_WORDS.has(text)));
  return having.length > phrasings.length * TUNING.fillerAnswerShare;
}

/**
 * @param examples - The answers' phrasings and counter-examples as tokens.
 * @param hides - Ids of answers below to hide, besides those that these replace.
 */
export function layerData(
  answers: readonly Matchable[],
  examples: readonly IndexedAnswer[],
  index: AnswerIndexData,
  hides: readonly string[],
): LayerData {
  const dated = examples.flatMap(({ phrasings }, i) => (answers[i]!.isDated ? phrasings : []));
  return {
    answers: answers.map(({ id, models, isDated, instead, near, isDirectOnly }) => ({
      id,
      ...(models && { models }),
      ...(isDated && { isDated }),
      ...(instead && { instead }),
      ...(near && { near }),
      ...(isDirectOnly && { isDirectOnly }),
    })),
    index,
    datedWords: new Set(dated.flatMap((phrasing) => featuresOf(phrasing)).filter(isContentWord)),
    isAboutFillers: examples.some(({ phrasings }) => isAboutFillers(phrasings)),
    hides: new Set([...hides, ...answers.map(({ id }) => id)]),
  };
}

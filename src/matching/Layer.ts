import type { Candidate, Matchable } from './Match.ts';
import { AnswerIndex, type AnswerIndexData, type IndexedAnswer, type Similarity } from './index/AnswerIndex.ts';
import { type Feature, type Features, featuresOf, isContentWord } from './index/features.ts';
import type { Mentions } from './reading/Reader.ts';
import { isPattern, type Patterns, type TrainedAnswer } from './patterns.ts';
import type { Token } from './reading/tokenize.ts';
import { HOW_TO } from './reading/words.ts';
import { TUNING } from './tuning.ts';

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
  return nearestNegative > nearest ? calibrated * (1 - nearestNegative ** TUNING.counterExamplePower) : calibrated;
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
  readonly tokens: readonly Token[];
  readonly mentions: Mentions;
  readonly features: Features;
  /** Features as dated patterns see them; empty when the question names no date. */
  readonly datedFeatures: Features;
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
  readonly datedWords: ReadonlySet<Feature>;
  /** Ids of answers that no layer below may return: they are in this layer, or hidden. */
  readonly hides: ReadonlySet<string>;
}

/**
 * Answers that are indexed together. Layers are stacked: the curated set, what a server's moderators wrote, and what they
 * changed last. A layer can hide answers of the layers below, which stay unchanged and are shared by all servers.
 */
export class Layer {
  readonly data: LayerData;
  readonly #patterns: Patterns;
  readonly index: AnswerIndex;

  /** @param below - The layer under this one, if any. */
  constructor(data: LayerData, below: Layer | undefined, patterns: Patterns) {
    this.data = data;
    this.index = new AnswerIndex(data.index, below?.index);
    this.#patterns = patterns;
  }

  /** Each id once, with its highest confidence. */
  candidates(question: ComparedQuestion): FoundCandidate[] {
    const scored = [...this.#score(question), ...this.#scoreDated(question)];
    const best = new Map<string, FoundCandidate>();
    for (const { answer, confidence: value } of scored) {
      const id = isPattern(answer) ? this.#patterns.completed(answer, question.mentions) : answer.id;
      if (id !== undefined && value > (best.get(id)?.confidence ?? 0)) best.set(id, { id, confidence: value, answer });
    }
    return [...best.values()];
  }

  #score({ tokens, mentions, features }: ComparedQuestion): readonly ScoredAnswer[] {
    const { models, isAmbiguous } = mentions;
    const bare = this.#patterns.bareNamesIn(tokens);
    const isBare = bare.length > 0;
    const asksForSteps = asksHowTo(tokens);
    const factorOf = (answer: TrainedAnswer): number => {
      const isAboutOthers = answer.names && models.length > 0 && !models.some((model) => answer.names!.has(model));
      const factor =
        (asksForSteps && answer.hasNoSteps ? TUNING.noStepsFactor : 1) * (isAboutOthers ? TUNING.otherNamesFactor : 1);
      if (!isAmbiguous) return factor;
      return factor * (isBare ? TUNING.ambiguousBareNames : isPattern(answer) ? TUNING.ambiguousNameFactor : 1);
    };
    // What a question that names models most likely asks for, if nothing else fits.
    const fallbackId = isBare ? this.#patterns.forBareNames(bare) : this.#patterns.forModels(models, tokens);
    const fallback = fallbackId === undefined ? -1 : this.data.answers.findIndex(({ id }) => id === fallbackId);
    const similarities = this.index
      .compare(features, fallback)
      .map((one) => ({ index: one.answer, value: confidence(one) }));
    if (fallback !== -1) similarities.push({ index: fallback, value: isBare ? TUNING.bareNames : TUNING.namedModels });
    return similarities
      .map(({ index, value }) => ({ answer: this.data.answers[index]!, value }))
      .filter(({ answer }) => !answer.isDated)
      .map(({ answer, value }) => ({ answer, confidence: value * factorOf(answer) }));
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

const asksHowTo = (tokens: readonly Token[]): boolean => HOW_TO.test(tokens.map(({ text }) => text).join(' '));

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
    answers: answers.map(({ questions: _questions, notThis: _notThis, facts: _facts, ...answer }, i) => {
      const { phrasings } = examples[i]!;
      const hasNoSteps = phrasings.length >= TUNING.enoughPhrasings && !phrasings.some(asksHowTo);
      const names = new Set(phrasings.flatMap((tokens) => tokens.flatMap(({ model }) => model ?? [])));
      return { ...answer, hasNoSteps, ...(names.size > 1 && !isPattern(answer) && { names }) };
    }),
    index,
    datedWords: new Set(dated.flatMap((phrasing) => featuresOf(phrasing)).filter(isContentWord)),
    hides: new Set([...hides, ...answers.map(({ id }) => id)]),
  };
}

import {
  type Feature,
  type Features,
  featuresOf,
  isContentWord,
  isName,
  isSkipBigram,
} from '../../matching/index/features.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Token } from '../../matching/reading/tokenize.ts';
import { WordRepair } from '../../matching/reading/WordRepair.ts';
import { COMMON_WORDS, FUNCTION_WORDS } from '../../matching/reading/words.ts';
import type { Cooperative } from '../../shared/concurrency.ts';

/**
 * How alike questions must be to be one group: the mean cosine between those of its halves. What a moderator does to a group
 * it does to all of its questions, so nine pairs in ten have to belong together. This and the weights were chosen on the sets
 * in test/answers/learning/topics but server.txt; groupAlike.test.ts measures them there.
 */
const ALIKE = 0.35;

/** The same for groups of one topic, which are only shown one after the other. Two pairs in three ask the same. */
const ON_ONE_TOPIC = 0.13;

/** Of two words in one question: one alone, as "report" or "own", is in questions of many topics. */
const PAIR_WEIGHT = 0.45;
/** Of words that are common in English, relative to others. */
const COMMON_WEIGHT = 0.75;
const COMMON: ReadonlySet<Feature> = new Set(Array.from(COMMON_WORDS, (text) => featuresOf([{ text, gap: '' }])[0]!));

/** How many questions must have a word for others to be misspellings of it: many in the first place, else some. */
const LEAST_SPELT = [5, 2];

type Vector = ReadonlyMap<Feature, number>;

interface Topic {
  /** Indexes of texts that are alike. */
  readonly groups: readonly (readonly number[])[];
  /** How many texts it has. */
  readonly size: number;
  /** Of the vectors of its texts. */
  readonly sum: Vector;
}

/**
 * Puts alike questions together by their words. Misspelt ones are repaired first, also those that the matcher does not know,
 * by how other questions spell them. Questions that name different models are never alike.
 *
 * @returns Topics, each with its groups of indexes of the texts: those of a group ask the same, those of a topic may.
 */
export function* groupAlike(texts: readonly string[], matcher: Pick<Matcher, 'read'>): Cooperative<number[][][]> {
  const byText = Map.groupBy(texts.keys(), (index) => texts[index]!);
  const read: (readonly Token[])[] = [];
  for (const text of byText.keys()) {
    read.push(matcher.read(text).tokens);
    yield;
  }
  const features = yield* contentOf(read);
  const vectors = vectorsOf(features);
  const byNames = Map.groupBy(vectors.keys(), (index) => namesOf(features[index]!));
  const topics: Topic[] = [];
  for (const indexes of byNames.values()) {
    topics.push(...(yield* joined(indexes.map((index) => ({ groups: [[index]], size: 1, sum: vectors[index]! })))));
  }
  const equal = [...byText.values()];
  return topics.map(({ groups }) => groups.map((group) => group.flatMap((index) => equal[index]!)));
}

const namesOf = (features: Features): string =>
  features
    .filter(isName)
    .toSorted((one, other) => one - other)
    .join(' ');

/** The words, pairs of them, and names in questions, misspelt ones as other questions spell them. */
function* contentOf(read: readonly (readonly Token[])[]): Cooperative<readonly Features[]> {
  const counts = countsOf(read.map((tokens) => tokens.map(({ text }) => text)));
  const repairs: WordRepair[] = [];
  for (const least of LEAST_SPELT) {
    repairs.push(yield* WordRepair.of(new Map([...counts].filter(([, count]) => count >= least))));
  }
  const spell = (word: string): string => repairs.reduce((text, repair) => repair.read(text), word);
  const content: Features[] = [];
  for (const tokens of read) {
    const spelt = tokens.flatMap((token) => {
      const words = token.isName ? [token.text] : spell(token.text).split(' ');
      return Array.from(words, (text) => ({ ...token, text }));
    });
    content.push(featuresOf(spelt).filter((one) => weightOf(one) > 0));
    yield;
  }
  return content;
}

/**
 * Average-link clustering by chains of nearest neighbours: https://en.wikipedia.org/wiki/Nearest-neighbor_chain_algorithm.
 * The mean cosine of two topics is the product of their sums divided by their sizes.
 */
function* joined(topics: readonly Topic[]): Cooperative<Topic[]> {
  const open = new Set(topics);
  const withFeature = new Map<Feature, Set<Topic>>();
  for (const topic of topics) enlist(topic, withFeature);
  const finished: Topic[] = [];
  const chain: Topic[] = [];
  for (;;) {
    yield;
    const [first] = open;
    if (!first) return finished;
    if (chain.length === 0) chain.push(first);
    const [before, last] = [chain.at(-2), chain.at(-1)!];
    const [nearest, likeness] = nearestOf(last, withFeature, before);
    if (nearest && nearest !== before) {
      chain.push(nearest);
      continue;
    }
    const done = chain.splice(nearest ? -2 : -1);
    for (const topic of done) {
      open.delete(topic);
      for (const feature of topic.sum.keys()) withFeature.get(feature)!.delete(topic);
    }
    if (!nearest) finished.push(last);
    else {
      const both = union(nearest, last, likeness > ALIKE);
      open.add(both);
      enlist(both, withFeature);
    }
  }
}

function enlist(topic: Topic, withFeature: Map<Feature, Set<Topic>>): void {
  for (const feature of topic.sum.keys()) {
    const having = withFeature.get(feature);
    if (having) having.add(topic);
    else withFeature.set(feature, new Set([topic]));
  }
}

/** The topic that is most alike, if one is alike enough. @param preferred - Among equals: a chain must not go in circles. */
function nearestOf(
  topic: Topic,
  withFeature: ReadonlyMap<Feature, ReadonlySet<Topic>>,
  preferred: Topic | undefined,
): readonly [nearest: Topic | undefined, likeness: number] {
  const products = new Map<Topic, number>();
  for (const [feature, weight] of topic.sum) {
    for (const other of withFeature.get(feature)!) {
      products.set(other, (products.get(other) ?? 0) + weight * other.sum.get(feature)!);
    }
  }
  products.delete(topic);
  const likeness = (other: Topic): number => (products.get(other) ?? 0) / (topic.size * other.size);
  let [nearest, highest] = preferred ? [preferred, likeness(preferred) + ROUNDING] : [undefined, ON_ONE_TOPIC];
  for (const other of products.keys()) {
    const alike = likeness(other);
    if (alike > highest) [nearest, highest] = [other, alike];
  }
  return [nearest, highest];
}

/** More than sums of floating-point numbers differ by when they are added up in another order. */
const ROUNDING = 1e-9;

/** @param alike - Whether they ask the same. Then so do the texts of each, because the nearest are joined first. */
function union(one: Topic, other: Topic, alike: boolean): Topic {
  const sum = new Map(one.sum);
  for (const [feature, weight] of other.sum) sum.set(feature, (sum.get(feature) ?? 0) + weight);
  const groups = [...one.groups, ...other.groups];
  return { groups: alike ? [groups.flat()] : groups, size: one.size + other.size, sum };
}

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

const isAsked = (text: string): number => Number(text.endsWith('?'));

/** The texts of some questions, each once: the most frequent first, then those without words that may be misspelt, then those with a question mark. */
export function wordingsOf(questions: readonly { readonly text: string }[]): readonly string[] {
  const byText = Map.groupBy(questions, ({ text }) => text);
  const counts = countsOf(Array.from(byText.keys(), wordsIn));
  const isOdd = (word: string): boolean =>
    counts.get(word) === 1 && !COMMON_WORDS.has(word) && !FUNCTION_WORDS.has(word);
  const oddWords = new Map(Array.from(byText.keys(), (text) => [text, wordsIn(text).filter(isOdd).length]));
  return [...byText]
    .toSorted(
      ([a, one], [b, other]) =>
        other.length - one.length || oddWords.get(a)! - oddWords.get(b)! || isAsked(b) - isAsked(a),
    )
    .map(([text]) => text);
}

/** In how many of the lists each item is. */
function countsOf<T>(lists: readonly (readonly T[])[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const list of lists) for (const one of new Set(list)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

function weightOf(one: Feature): number {
  if (isContentWord(one)) return COMMON.has(one) ? COMMON_WEIGHT : 1;
  return isSkipBigram(one) ? PAIR_WEIGHT : Number(isName(one));
}

/** TF-IDF vectors of length 1. */
function vectorsOf(read: readonly Features[]): Vector[] {
  const counts = countsOf(read);
  return read.map((features) => {
    const weights = [...new Set(features)].map(
      (one) => [one, weightOf(one) * Math.log(1 + read.length / counts.get(one)!)] as const,
    );
    const length = Math.hypot(...weights.map(([, weight]) => weight));
    // What no other text has makes it alike to none.
    const shared = weights.filter(([feature]) => counts.get(feature)! > 1);
    return new Map(shared.map(([feature, weight]) => [feature, weight / length]));
  });
}

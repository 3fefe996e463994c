import { type Features, featuresOf, isContentWord, isName } from '../../matching/index/features.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Token } from '../../matching/reading/tokenize.ts';
import { WordRepair } from '../../matching/reading/WordRepair.ts';
import type { Cooperative } from '../../shared/concurrency.ts';

/**
 * How alike groups must be to become one: the mean cosine between their questions. This and the next one were chosen on
 * month.txt and tuned.txt in test/answers/learning/topics. groupAlike.test.ts measures them there, and on others.
 */
const ALIKE = 0.2;

/** A word that so many questions have is spelt as it should be. */
const LEAST_SPELT = 4;

type Vector = ReadonlyMap<string, number>;

interface Group {
  /** Indexes of texts. */
  readonly members: readonly number[];
  /** Of the vectors of its members. */
  readonly sum: Vector;
}

/**
 * Puts alike questions together by their words. Misspelt ones are repaired first, also those that the matcher does not know,
 * by how other questions spell them. Questions that name different models are never alike.
 *
 * @returns Indexes of the texts, group by group.
 */
export function* groupAlike(texts: readonly string[], matcher: Pick<Matcher, 'read'>): Cooperative<number[][]> {
  const byText = Map.groupBy(texts.keys(), (index) => texts[index]!);
  const read: (readonly Token[])[] = [];
  for (const text of byText.keys()) {
    read.push(matcher.read(text).tokens);
    yield;
  }
  const features = yield* contentOf(read);
  const vectors = vectorsOf(features);
  const byNames = Map.groupBy(vectors.keys(), (index) => features[index]!.filter(isName).toSorted().join(' '));
  const groups: Group[] = [];
  for (const indexes of byNames.values()) {
    groups.push(...(yield* joined(indexes.map((index) => ({ members: [index], sum: vectors[index]! })))));
  }
  const equal = [...byText.values()];
  return groups.map(({ members }) => members.flatMap((index) => equal[index]!));
}

/** The words and names in questions, misspelt ones as other questions spell them. */
function* contentOf(read: readonly (readonly Token[])[]): Cooperative<readonly Features[]> {
  const counts = countsOf(read.map((tokens) => tokens.map(({ text }) => text)));
  const repair = yield* WordRepair.of(new Map([...counts].filter(([, count]) => count >= LEAST_SPELT)));
  const content: Features[] = [];
  for (const tokens of read) {
    const spelt = tokens.flatMap((token) => {
      const words = token.isName ? [token.text] : repair.read(token.text).split(' ');
      return Array.from(words, (text) => ({ ...token, text }));
    });
    content.push(featuresOf(spelt).filter((one) => isContentWord(one) || isName(one)));
    yield;
  }
  return content;
}

/**
 * Average-link clustering by chains of nearest neighbours: https://en.wikipedia.org/wiki/Nearest-neighbor_chain_algorithm.
 * The mean cosine of two groups is the product of their sums divided by their sizes.
 */
function* joined(groups: readonly Group[]): Cooperative<Group[]> {
  const open = new Set(groups);
  const withFeature = new Map<string, Set<Group>>();
  for (const group of groups) enlist(group, withFeature);
  const finished: Group[] = [];
  const chain: Group[] = [];
  for (;;) {
    yield;
    const [first] = open;
    if (!first) return finished;
    if (chain.length === 0) chain.push(first);
    const [before, last] = [chain.at(-2), chain.at(-1)!];
    const nearest = nearestOf(last, withFeature, before);
    if (nearest && nearest !== before) {
      chain.push(nearest);
      continue;
    }
    const done = chain.splice(nearest ? -2 : -1);
    for (const group of done) {
      open.delete(group);
      for (const feature of group.sum.keys()) withFeature.get(feature)!.delete(group);
    }
    if (!nearest) finished.push(last);
    else {
      const both = union(nearest, last);
      open.add(both);
      enlist(both, withFeature);
    }
  }
}

function enlist(group: Group, withFeature: Map<string, Set<Group>>): void {
  for (const feature of group.sum.keys()) {
    const having = withFeature.get(feature);
    if (having) having.add(group);
    else withFeature.set(feature, new Set([group]));
  }
}

/** The group that is most alike, if one is alike enough. @param preferred - Among equals: a chain must not go in circles. */
function nearestOf(
  group: Group,
  withFeature: ReadonlyMap<string, ReadonlySet<Group>>,
  preferred: Group | undefined,
): Group | undefined {
  const products = new Map<Group, number>();
  for (const [feature, weight] of group.sum) {
    for (const other of withFeature.get(feature)!) {
      products.set(other, (products.get(other) ?? 0) + weight * other.sum.get(feature)!);
    }
  }
  products.delete(group);
  const likeness = (other: Group): number => (products.get(other) ?? 0) / (group.members.length * other.members.length);
  let [nearest, highest] = preferred ? [preferred, likeness(preferred) + ROUNDING] : [undefined, ALIKE];
  for (const other of products.keys()) {
    const alike = likeness(other);
    if (alike > highest) [nearest, highest] = [other, alike];
  }
  return nearest;
}

/** More than sums of floating-point numbers differ by when they are added up in another order. */
const ROUNDING = 1e-9;

function union(one: Group, other: Group): Group {
  const sum = new Map(one.sum);
  for (const [feature, weight] of other.sum) sum.set(feature, (sum.get(feature) ?? 0) + weight);
  return { members: [...one.members, ...other.members], sum };
}

/** The texts of some questions, each once, the most frequent first. */
export function wordingsOf(questions: readonly { readonly text: string }[]): readonly string[] {
  const byText = Map.groupBy(questions, ({ text }) => text);
  return [...byText].toSorted(([, one], [, other]) => other.length - one.length).map(([text]) => text);
}

/** In how many of the lists each item is. */
function countsOf(lists: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const list of lists) for (const one of new Set(list)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/** TF-IDF vectors of length 1. */
function vectorsOf(read: readonly Features[]): Vector[] {
  const counts = countsOf(read);
  return read.map((features) => {
    const weights = [...new Set(features)].map((one) => [one, Math.log(1 + read.length / counts.get(one)!)] as const);
    const length = Math.hypot(...weights.map(([, weight]) => weight));
    return new Map(weights.map(([feature, weight]) => [feature, weight / length]));
  });
}

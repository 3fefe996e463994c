import { type Features, featuresOf, isContentWord, isName } from '../../matching/index/features.ts';
import type { Matcher } from '../../matching/Matcher.ts';
import type { Cooperative } from '../../shared/concurrency.ts';

/**
 * How alike a question and a group must be: the cosine between them. This and the next two were chosen on the topics in
 * test/answers/learning/labelledQuestions.ts, on which groupAlike.test.ts measures them as well.
 */
const ALIKE = 0.25;

/** How alike two groups must be to become one. */
const SAME = 0.2;

/** Relative to the 1 of content words. Other features than these two would say how something is asked, not what. */
const CHAR_NGRAM_WEIGHT = 0.3;

function weightOf(feature: string): number {
  if (feature.startsWith('l:')) return CHAR_NGRAM_WEIGHT;
  return isContentWord(feature) || isName(feature) ? 1 : 0;
}

type Vector = ReadonlyMap<string, number>;

class Group {
  readonly members: number[] = [];
  /** The sum of its members. */
  readonly sum = new Map<string, number>();
  readonly names: string;

  constructor(names: string) {
    this.names = names;
  }

  add(member: number, vector: Vector): void {
    this.members.push(member);
    for (const [feature, weight] of vector) this.sum.set(feature, (this.sum.get(feature) ?? 0) + weight);
  }

  get length(): number {
    let squares = 0;
    for (const weight of this.sum.values()) squares += weight ** 2;
    return Math.sqrt(squares);
  }
}

/**
 * Puts alike questions together, by the features that the matcher compares them by: misspelt words have most letters in
 * common, and known ones are repaired first. Questions that name different models are never alike.
 *
 * @returns Indexes of the texts, group by group.
 */
export function* groupAlike(texts: readonly string[], matcher: Pick<Matcher, 'read'>): Cooperative<number[][]> {
  const distinct = new Map<string, number[]>();
  for (const [index, text] of texts.entries()) distinct.set(text, [...(distinct.get(text) ?? []), index]);
  // What is asked most often comes first, so that groups begin with usual wordings.
  const ordered = [...distinct].toSorted(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  const read: Features[] = [];
  for (const [text] of ordered) {
    read.push(featuresOf(matcher.read(text).tokens));
    yield;
  }
  const vectors = vectorsOf(read);
  let groups: Group[] = [];
  for (const [index, vector] of vectors.entries()) {
    yield;
    const names = namesIn(read[index]!);
    const best = bestOf(groups, vector, names);
    if (best) best.add(index, vector);
    else groups.push(groupOf(index, vector, names));
  }
  // Each question again, now that the groups are known: the first ones had nothing to be alike.
  const again = groups.map(({ names }) => new Group(names));
  for (const [index, vector] of vectors.entries()) {
    yield;
    const best = bestOf(groups, vector, namesIn(read[index]!));
    if (best) again[groups.indexOf(best)]!.add(index, vector);
    else again.push(groupOf(index, vector, namesIn(read[index]!)));
  }
  groups = [];
  // Two groups of different beginnings may have become alike.
  for (const group of again.toSorted((one, other) => other.members.length - one.members.length)) {
    yield;
    const alike = groups.find((one) => one.names === group.names && cosineOf(one, group) >= SAME);
    if (!alike) groups.push(group);
    else for (const index of group.members) alike.add(index, vectors[index]!);
  }
  return groups.map(({ members }) => members.flatMap((index) => ordered[index]![1]));
}

/** The texts of some questions, each once, the most frequent first. */
export function wordingsOf(questions: readonly { readonly text: string }[]): readonly string[] {
  const byText = Map.groupBy(questions, ({ text }) => text);
  return [...byText].toSorted(([, one], [, other]) => other.length - one.length).map(([text]) => text);
}

function groupOf(index: number, vector: Vector, names: string): Group {
  const group = new Group(names);
  group.add(index, vector);
  return group;
}

function bestOf(groups: readonly Group[], vector: Vector, names: string): Group | undefined {
  let best: Group | undefined;
  let highest = ALIKE;
  for (const group of groups) {
    if (group.names !== names || group.members.length === 0) continue;
    let product = 0;
    for (const [feature, weight] of vector) product += weight * (group.sum.get(feature) ?? 0);
    const cosine = product / group.length;
    if (cosine >= highest) [best, highest] = [group, cosine];
  }
  return best;
}

function cosineOf(one: Group, other: Group): number {
  let product = 0;
  for (const [feature, weight] of other.sum) product += weight * (one.sum.get(feature) ?? 0);
  return product / (one.length * other.length);
}

const namesIn = (features: Features): string => features.filter(isName).toSorted().join(' ');

/** TF-IDF vectors of length 1. */
function vectorsOf(read: readonly Features[]): Vector[] {
  const counts = new Map<string, number>();
  for (const features of read) for (const one of new Set(features)) counts.set(one, (counts.get(one) ?? 0) + 1);
  return read.map((features) => {
    const vector = new Map<string, number>();
    for (const feature of new Set(features)) {
      const weight = weightOf(feature);
      if (weight > 0) vector.set(feature, weight * Math.log(1 + read.length / counts.get(feature)!));
    }
    const length = Math.hypot(...vector.values()) || 1;
    for (const [feature, weight] of vector) vector.set(feature, weight / length);
    return vector;
  });
}

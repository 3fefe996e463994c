import { formatTokens } from '../knowledge/formatTokens.ts';
import type { Model } from '../knowledge/Model.ts';
import { isBefore, timeBetween } from './dateOrder.ts';
import { firstThatFits, MAX_SHORT } from './firstThatFits.ts';
import { listed } from './listed.ts';
import { modalities } from './modelFacts.ts';
import { formatDate, onDate } from '../knowledge/formatDate.ts';

/**
 * The main difference between models in one sentence, from their facts alone.
 *
 * @param models - Two or more, in the order of release.
 */
export function differenceSentence(models: readonly Model[]): string {
  const [start, ...additions] = models.length === 2 ? pair(models[0]!, models[1]!) : several(models);
  const sentence = additions.reduce((said, part) => {
    const longer = `${said}; ${part}`;
    return longer.length < MAX_SHORT ? longer : said;
  }, start!);
  return `${sentence}.`;
}

/** The parts of the sentence, the most telling first. */
function pair(older: Model, newer: Model): readonly string[] {
  const takes = newer.input.filter((modality) => !older.input.includes(modality));
  const gives = newer.output.filter((modality) => !older.output.includes(modality));
  const gap = gapBetween(older, newer);
  // "It" is the newer one, so without an order both need their names.
  const [it, its] = gap === undefined ? [newer.name, `${newer.name}'s`] : ['it', 'its'];
  return [
    releaseOrder(older, newer),
    ...(takes.length > 0 ? [`${it} also takes ${modalities(takes)}`] : []),
    ...(gives.length > 0 ? [`${it} also gives out ${modalities(gives)}`] : []),
    ...contextWindows(older, newer).map((difference) => `${its} ${difference}`),
    ...cutoffs(older, newer).map((difference) => `${its} ${difference}`),
  ];
}

/** When the newer one came out, seen from the older one, as a sentence without a full stop. */
export function releaseOrder(older: Model, newer: Model): string {
  const gap = gapBetween(older, newer);
  return gap === undefined ? bothReleases(older, newer) : `${cameOut(newer)}, ${gap}`;
}

/** `about 4 months after GPT-3.5`; `undefined` when it is not certain which came first. */
function gapBetween(older: Model, newer: Model): string | undefined {
  const gap = timeBetween(older.released, newer.released);
  if (gap) return `${gap} after ${older.name}`;
  return isBefore(older.released, newer.released) ? `after ${older.name} (${formatDate(older.released)})` : undefined;
}

function bothReleases(older: Model, newer: Model): string {
  if (older.released !== null && older.released === newer.released) {
    return `${older.name} and ${newer.name} were both released ${onDate(newer.released)}`;
  }
  return `${cameOut(older)} and ${cameOut(newer)}`;
}

function cameOut({ name, released }: Model): string {
  return released === null ? `${name} has no date of release on record` : `${name} came out ${onDate(released)}`;
}

function contextWindows(older: Model, newer: Model): readonly string[] {
  if (!older.contextWindow || !newer.contextWindow || older.contextWindow === newer.contextWindow) return [];
  return [`context window is ${formatTokens(newer.contextWindow)} instead of ${formatTokens(older.contextWindow)}`];
}

function cutoffs(older: Model, newer: Model): readonly string[] {
  const [before, after] = [older.knowledgeCutoff, newer.knowledgeCutoff];
  if (!before || !after || (!isBefore(before, after) && !isBefore(after, before))) return [];
  return [`knowledge ends ${onDate(after)} instead of ${formatDate(before)}`];
}

function several(models: readonly Model[]): readonly string[] {
  const dated = models.filter(({ released }) => released !== null);
  const order = dated.map((model) => `${model.name} (${formatDate(model.released)})`);
  const names = dated.map(({ name }) => name);
  const undated = models.filter(({ released }) => released === null).map(({ name }) => name);
  const [first] = dated;
  const newcomer = dated.find((model) => model.input.some((modality) => !first!.input.includes(modality)));
  const gained = newcomer?.input.filter((modality) => !first!.input.includes(modality)) ?? [];
  return [
    ...(dated.length > 0 ? [firstThatFits([order, names].map((list) => `In order of release: ${listed(list)}`))] : []),
    ...(undated.length > 0 ? [`${listed(undated)}: no date of release on record`] : []),
    ...(newcomer ? [`${newcomer.name} is the first of them to take ${modalities(gained)}`] : []),
  ];
}

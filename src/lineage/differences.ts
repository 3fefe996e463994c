import { MAX_SHORT } from '../knowledge/Answer.ts';
import { formatDate, isBefore, onDate } from '../knowledge/dates.ts';
import { formatTokens, type Model } from '../knowledge/Model.ts';
import type { CompareFact } from '../knowledge/Phrasings.ts';
import { listed, number } from '../shared/text.ts';
import { firstThatFits } from './completeAnswer.ts';
import { descentSentence, releaseOrder, successionSentence } from './descent.ts';
import { hasLeftApi, modalities, priceInOut, sizePhrase, withDate } from './modelFacts.ts';
import * as strings from './strings.ts';
import { type KnowledgeToday, timeBetween } from './timeline.ts';

/** A figure that is asked about several models: in which order to name them, and what to say of each, or without it. */
interface Figure {
  /** The least first; `undefined` if it is not known. */
  readonly rank: (model: Model) => number | undefined;
  /** After its name. What the figure is only has to be said of the first one. */
  readonly phrase: (model: Model, isFirst: boolean, knowledge: KnowledgeToday) => string;
  readonly unknown: (models: readonly Model[], areAll: boolean) => string;
}

const FIGURES: Readonly<Record<'size' | 'window' | 'price', Figure>> = {
  size: {
    rank: ({ parameters }) => (parameters === null ? undefined : 0),
    phrase: ({ parameters }, isFirst) => sizePhrase(parameters!).replace(isFirst ? '' : ' parameters', ''),
    unknown: strings.unknownSizes,
  },
  window: {
    rank: ({ contextWindow }) => (contextWindow === null ? undefined : -contextWindow),
    phrase: ({ contextWindow }, isFirst) =>
      `has ${isFirst ? 'a context window of ' : ''}${formatTokens(contextWindow)}`,
    unknown: strings.unknownFigures('context window'),
  },
  price: {
    rank: ({ price }) => (price ? price.input + price.output : undefined),
    phrase: (model, isFirst, knowledge) =>
      `${hasLeftApi(model, knowledge) ? 'cost' : 'costs'} ${priceInOut(model.price!)}${isFirst ? ' per million tokens in and out' : ''}`,
    unknown: strings.unknownFigures('price'),
  },
};

/**
 * The sentence that a comparison leads with if it is asked about one thing: true by itself.
 *
 * @param models - In the order of release; two for what one of them is to the other.
 */
export function leadOf(fact: CompareFact, models: readonly Model[], knowledge: KnowledgeToday): string {
  const [older, newer] = models as unknown as readonly [older: Model, newer: Model];
  if (fact === 'base') return descentSentence(knowledge, older, newer);
  if (fact === 'successor') return successionSentence(knowledge, older, newer);
  if (fact === 'released') return models.length === 2 ? daysOf(older, newer) : orderSentence(models);
  if (fact !== 'better') return figureSentence(FIGURES[fact], models, knowledge);
  return `${strings.TASTE_DECIDES} ${differenceSentence(models, MAX_SHORT - strings.TASTE_DECIDES.length - 1)}`;
}

function daysOf(older: Model, newer: Model): string {
  const gap = timeBetween(older.released, newer.released);
  return gap !== undefined && isBefore(older.released, newer.released)
    ? `${older.name} came out ${onDate(older.released!)}, ${newer.name} ${onDate(newer.released!)}, ${gap} later.`
    : `${releaseOrder(older, newer)}.`;
}

/** @param some - In the order of release. */
export function orderSentence(some: readonly Pick<Model, 'name' | 'released'>[]): string {
  const [first, ...others] = some;
  const day = first!.released!;
  if (day?.length === 10 && others.every(({ released }) => released === day)) {
    return `${listed(some.map(({ name }) => name))} came out on the same day, ${formatDate(day)}.`;
  }
  return others.every(({ released }) => isBefore(first!.released, released))
    ? `${withDate(first!)} came first, then ${listed(others.map(withDate))}.`
    : `In order of release: ${listed(some.map(withDate))}.`;
}

/** `Gemini 2.5 Pro has a context window of 1,048,576 tokens; GPT-5 has 400,000 tokens.` */
function figureSentence(
  { rank, phrase, unknown }: Figure,
  models: readonly Model[],
  knowledge: KnowledgeToday,
): string {
  const known = models.filter((model) => rank(model) !== undefined).toSorted((a, b) => rank(a)! - rank(b)!);
  const others = models.filter((model) => !known.includes(model));
  const said = known.map((model, index) => `${model.name} ${phrase(model, index === 0, knowledge)}`);
  const inShort = said.map((clause) => clause.split(/, of which|;| \(/, 1)[0]!);
  const open = others.length > 0 ? unknown(others, known.length === 0) : '';
  if (said.length === 0) return open;
  return firstThatFits([
    ...[said, inShort].map((some) => `${some.join('; ')}. ${open}`.trimEnd()),
    `${inShort.join('; ')}.`,
  ]);
}

/** More of them are a list to read instead of what matters. The table has them all. */
const MOST_ADDITIONS = 2;

/** A sentence that may say more or less. */
interface Difference {
  /** Without a full stop. */
  readonly say: (additions: readonly string[]) => string;
  /** Most important first. */
  readonly additions: readonly string[];
}

/**
 * The main difference between models in one sentence, from their facts alone.
 *
 * @param models - Two or more, in the order of release.
 * @param room - It stays shorter than this many characters, if the most important part alone does.
 * @example
 * 'GPT-5 is about 1 year and 3 months newer than GPT-4o, reads 400,000 tokens instead of 128,000, and can reason before it answers.'
 */
export function differenceSentence(models: readonly Model[], room = MAX_SHORT): string {
  const { say, additions } = models.length === 2 ? between(models[0]!, models[1]!) : among(models);
  const said: string[] = [];
  for (const addition of additions.slice(0, MOST_ADDITIONS)) {
    if (say(said.concat(addition)).length + 1 < room) said.push(addition);
  }
  return `${say(said)}.`;
}

function between(older: Model, newer: Model): Difference {
  const additions = differencesOf(older, newer);
  const gap = timeBetween(older.released, newer.released);
  const start = gap
    ? `${newer.name} is ${gap} newer than ${older.name}`
    : `${withDate(newer)} is newer than ${withDate(older)}`;
  if (gap || isBefore(older.released, newer.released)) {
    return { additions, say: (said) => inSeries([start, ...said]) };
  }
  // Without an order, "newer" would be wrong.
  const order = releaseOrder(older, newer);
  return { additions, say: (said) => (said.length > 0 ? `${order}; ${newer.name} ${inSeries(said)}` : order) };
}

/** With a comma before "and", because the parts may have an "and" of their own; of two, if the first has a comma too. */
const inSeries = (parts: readonly string[]): string =>
  parts.length < 2 || (parts.length === 2 && !parts[0]!.includes(', '))
    ? listed(parts)
    : `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)!}`;

/** What the newer one does, as verb phrases, most important first. */
function differencesOf(older: Model, newer: Model): readonly string[] {
  const takes = newer.input.filter((modality) => !older.input.includes(modality));
  const gives = newer.output.filter((modality) => !older.output.includes(modality));
  const gains = [
    ...(takes.length > 0 ? [`also accepts ${modalities(takes)}`] : []),
    ...(gives.length > 0 ? [`can also output ${modalities(gives)}`] : []),
  ];
  return [
    ...(isMadeFrom(newer, older) ? [strings.MADE_FROM_IT] : []),
    ...(gains.length > 0 ? [gains.join(' and ')] : []),
    ...changed(older, newer, ({ contextWindow }) => contextWindow)
      // A million tokens and 1,048,576 are the same to a reader.
      .filter(([before, after]) => Math.abs(after - before) > before / 10)
      .map(([before, after]) => `reads ${formatTokens(after)} instead of ${number(before)}`),
    ...(older.reasoning === 'no' && newer.reasoning ? strings.REASONING_GAINED[newer.reasoning] : []),
    ...changed(older, newer, ({ architecture }) => architecture)
      .filter(([, after]) => after.length <= MOST_OF_ARCHITECTURE)
      .map(([, after]) => `is ${after}`),
    ...changed(older, newer, onlySize).map(([before, after]) => `has ${after} parameters instead of ${before}`),
    ...changed(older, newer, ({ price }) => price && priceInOut(price)).map(
      ([before, after]) => `costs ${after} per million tokens in and out, not ${before}`,
    ),
    ...lost(older, newer),
    ...changed(older, newer, ({ knowledgeCutoff }) => knowledgeCutoff)
      .filter(([before, after]) => isBefore(before, after) || isBefore(after, before))
      .map(([before, after]) => `has a knowledge cutoff of ${formatDate(after)} instead of ${formatDate(before)}`),
    ...(newer.openWeights === older.openWeights ? [] : [strings.WEIGHTS_DIFFER[newer.openWeights ? 'open' : 'closed']]),
    ...changed(older, newer, ({ maker }) => maker).map(([before, after]) => `comes from ${after}, not ${before}`),
  ];
}

function lost(older: Model, newer: Model): readonly string[] {
  const kinds = older.input.filter((modality) => !newer.input.includes(modality));
  return kinds.length > 0 && kinds.length < older.input.length ? [`does not accept ${modalities(kinds)}`] : [];
}

const isMadeFrom = ({ madeFrom }: Model, { id }: Model): boolean =>
  madeFrom.how === 'disclosed' && madeFrom.model === id;

/** A longer description is for the table. */
const MOST_OF_ARCHITECTURE = 30;

/** `671 billion`, without how many of them are active at a time; `undefined` for a model of several sizes. */
const onlySize = ({ parameters }: Model): string | undefined =>
  /^[\d.]+ (?:million|billion|trillion)(?=$|, of which)/.exec(parameters ?? '')?.[0];

/** Something of both models, if both have it and it differs. */
function changed<T extends string | number>(
  older: Model,
  newer: Model,
  of: (model: Model) => T | 0 | null | undefined,
): readonly (readonly [before: T, after: T])[] {
  const [before, after] = [of(older), of(newer)];
  return before && after && before !== after ? [[before, after]] : [];
}

function among(models: readonly Model[]): Difference {
  const dated = models.filter(({ released }) => released !== null);
  const undated = models.filter(({ released }) => released === null);
  const announced = undated.filter((model) => model.announced !== null).toSorted(byAnnouncement);
  const unknown = undated.filter((model) => model.announced === null).map(({ name }) => name);
  const gainedBy = (model: Model) => model.input.filter((modality) => !dated[0]!.input.includes(modality));
  const newcomer = dated.find((model) => gainedBy(model).length > 0);
  const thinker = dated[0]?.reasoning === 'no' && dated.find(({ reasoning = 'no' }) => reasoning !== 'no');
  const [start, ...additions] = [
    ...(dated.length > 0 ? [`In order of release: ${listed(dated.map(({ name }) => name))}`] : []),
    ...(announced.length > 0
      ? [
          `${dated.length > 0 ? 'announced' : 'Announced'}: ${listed(announced.map(({ name, announced: day }) => `${name} (${formatDate(day)})`))}`,
        ]
      : []),
    ...(unknown.length > 0 ? [`${listed(unknown)}: no known release date`] : []),
    ...(newcomer ? [`${newcomer.name} is the first of them to accept ${modalities(gainedBy(newcomer))}`] : []),
    ...largestWindow(models),
    ...(thinker ? [`${thinker.name} is the first of them to reason before it answers`] : []),
    ...cheapest(models),
    ...latestKnowledge(models),
  ];
  return { additions, say: (said) => [start, ...said].join('; ') };
}

const byAnnouncement = (one: Model, other: Model): number => (one.announced! < other.announced! ? -1 : 1);

/** Which model knows of the latest day, if that is known of all and one is ahead. */
function latestKnowledge(models: readonly Model[]): readonly string[] {
  const known = models.flatMap(({ name, knowledgeCutoff: day }) => (day === null ? [] : [{ name, day }]));
  const latest = known.find((one) => known.every((other) => other === one || isBefore(other.day, one.day)));
  if (known.length < models.length || !latest) return [];
  return [`the knowledge of ${latest.name} goes furthest, to ${formatDate(latest.day)}`];
}

/** Which model has the lowest price in the API for what goes in and for what comes out, if all prices are known. */
function cheapest(models: readonly Model[]): readonly string[] {
  const priced = models.flatMap(({ name, price }) => (price ? [{ name, price }] : []));
  const [first, ...others] = priced.toSorted((a, b) => a.price.input - b.price.input);
  const isLowest = others.every(
    ({ price: { input, output } }) => input > first!.price.input && output > first!.price.output,
  );
  if (priced.length < models.length || !isLowest) return [];
  return [`${first!.name} costs least, ${priceInOut(first!.price)} per million tokens in and out`];
}

/** Which model reads most, if that is known of all and one is ahead. */
function largestWindow(models: readonly Model[]): readonly string[] {
  const sized = models.map(({ name, contextWindow }) => ({ name, size: contextWindow ?? 0 }));
  const [first, second] = sized.toSorted((a, b) => b.size - a.size);
  const isAhead = sized.every(({ size }) => size > 0) && first!.size > second!.size;
  return isAhead ? [`${first!.name} reads most, ${formatTokens(first!.size)}`] : [];
}

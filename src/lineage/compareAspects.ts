import { onDate } from '../knowledge/formatDate.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { isBefore, timeBetween } from './dateOrder.ts';
import { descentSentence } from './descentSentence.ts';
import { releaseOrder } from './differenceSentence.ts';
import { disclosedOrigins } from './familyTree.ts';
import type { CompareAspect } from './madeIds.ts';
import { successionSentence } from './successionSentence.ts';

/** The two models of a comparison, in the order of release. */
export type Pair = readonly [older: Model, newer: Model];

/** What somebody asked of two models, for whom all else that tells them apart comes after. */
export interface Told {
  readonly title: string;
  /** True by itself, at most 200 characters. */
  readonly short: string;
  /** Models that the sentence speaks of besides those compared. */
  readonly further?: readonly Model[];
}

/** What a comparison is called that leads with what was asked, and the sentence that it begins with. */
export function tellCompared(knowledge: Knowledge, pair: Pair, aspect: CompareAspect, today: string): Told {
  return ASPECTS[aspect](pair, knowledge, today);
}

type Telling = (pair: Pair, knowledge: Knowledge, today: string) => Told;

const ASPECTS: Readonly<Record<CompareAspect, Telling>> = {
  base([older, newer], knowledge) {
    return {
      title: `Was ${newer.name} made from ${older.name}?`,
      short: descentSentence(knowledge, older, newer),
      further: disclosedOrigins(knowledge, newer),
    };
  },
  successor([older, newer], knowledge, today) {
    return {
      title: `Did ${newer.name} replace ${older.name}?`,
      short: successionSentence(knowledge, older, newer, today),
    };
  },
  released([older, newer]) {
    const gap = timeBetween(older.released, newer.released);
    const short =
      gap !== undefined && isBefore(older.released, newer.released)
        ? `${older.name} came out ${onDate(older.released!)}, ${newer.name} ${onDate(newer.released!)}, ${gap} later.`
        : `${releaseOrder(older, newer)}.`;
    return { title: `When ${older.name} and ${newer.name} were released`, short };
  },
  size([older, newer]) {
    return { title: `Sizes of ${older.name} and ${newer.name}`, short: sizes(older, newer) };
  },
};

function sizes(older: Model, newer: Model): string {
  const [known, ...others] = [older, newer].filter(({ parameters }) => parameters !== null);
  if (!known) {
    return `Not disclosed: ${newer.maker} has not published how many parameters ${older.name} and ${newer.name} have.`;
  }
  const size = `Parameters of ${known.name}: ${known.parameters!}`;
  if (others.length > 0) return `${size}; of ${newer.name}: ${newer.parameters!}.`;
  const open = known === older ? newer : older;
  return `${size}. How many ${open.name} has, ${open.maker} has not published.`;
}

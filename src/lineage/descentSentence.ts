import { onDate } from '../knowledge/formatDate.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { isBefore, timeBetween } from './dateOrder.ts';
import { disclosedOrigins, isFromScratch } from './familyTree.ts';
import { firstThatFits } from './firstThatFits.ts';
import { isNamedIn } from './isNamedIn.ts';

type Models = Pick<Knowledge, 'models'>;

/**
 * Whether one model was made from the other, in one sentence and from what is disclosed alone: that one came out after
 * the other is told, but never taken for kinship.
 *
 * @param older - The two in the order of release, however the question named them.
 * @example
 * 'Yes: InstructGPT was made from GPT-3.'
 */
export function descentSentence(knowledge: Models, older: Model, newer: Model): string {
  const origins = disclosedOrigins(knowledge, newer);
  return firstThatFits(
    descends(newer, origins, older) ??
      // Nothing keeps models of one day from standing the other way round.
      descends(older, disclosedOrigins(knowledge, older), newer) ??
      fromScratch(newer, origins, older) ??
      toldByName(knowledge, older, newer) ??
      comesFromElsewhere(newer, origins, older) ??
      notDisclosed(newer, origins, older),
  );
}

/** A sentence in several lengths, the fullest first; `undefined` where it would not be true. */
type Sentence = readonly string[] | undefined;

function descends(model: Model, origins: readonly Model[], from: Model): Sentence {
  const place = origins.findIndex(({ id }) => id === from.id);
  if (place < 0) return undefined;
  const sentence = `Yes: ${madeOf([model, ...origins.slice(0, place + 1)])}`;
  const { note } = model.madeFrom;
  return [...(place === 0 && note !== undefined ? [`${sentence} (${note}).`] : []), `${sentence}.`];
}

function fromScratch(newer: Model, origins: readonly Model[], older: Model): Sentence {
  if (!isBefore(older.released, newer.released) || !isFromScratch(origins.at(-1) ?? newer)) return undefined;
  const subject = origins.length === 0 ? newer.name : `${madeOf([newer, ...origins])}, which`;
  return [`No: ${subject} was trained from scratch.`];
}

/** What is said of where one of them comes from may name the other, and then says more than yes or no. */
function toldByName(knowledge: Models, older: Model, newer: Model): Sentence {
  // Of models of one day it says no more than that they came together.
  if (isOneDay(older, newer)) return undefined;
  return noteNaming(knowledge, newer, older) ?? noteNaming(knowledge, older, newer);
}

function noteNaming(knowledge: Models, model: Model, other: Model): Sentence {
  const line = [model, ...disclosedOrigins(knowledge, model)];
  const place = line.findIndex(({ madeFrom }) => isNamedIn(madeFrom.note ?? '', other));
  const note = line[place]?.madeFrom.note;
  if (note === undefined) return undefined;
  const way = line.slice(0, place + 2);
  return [way.length > 1 ? `${madeOf(way)} (${note}).` : `What is disclosed of ${model.name}: ${note}.`];
}

/** What was there before the older model cannot have been made from it. */
function comesFromElsewhere(newer: Model, origins: readonly Model[], older: Model): Sentence {
  const place = origins.findIndex(({ released }) => isBefore(released, older.released));
  const isLater = isBefore(older.released, newer.released);
  return isLater && place >= 0 ? [`No: ${madeOf([newer, ...origins.slice(0, place + 1)])}.`] : undefined;
}

function notDisclosed(newer: Model, origins: readonly Model[], older: Model): readonly string[] {
  const { name, maker, madeFrom, released } = newer;
  if (!isBefore(older.released, released)) {
    const open = `Not disclosed: ${maker} has not said whether one of ${older.name} and ${name} was made from the other`;
    return [isOneDay(older, newer) ? `${open}; both came out ${onDate(released!)}.` : `${open}.`];
  }
  if (origins.length > 0) {
    const way = madeOf([newer, ...origins]);
    return [`Not disclosed: ${way}; whether that goes back to ${older.name}, ${maker} has not said.`];
  }
  const open = `Not disclosed: ${maker} has not said whether ${name} was made from ${older.name}`;
  const gap = timeBetween(older.released, released);
  const later = `${open}; it came out ${gap === undefined ? `later, ${onDate(released!)}` : `${gap} later`}.`;
  return [...(madeFrom.note === undefined ? [] : [`${later} Disclosed of ${name}: ${madeFrom.note}.`]), later];
}

/** `text-davinci-003 was made from text-davinci-002, which was made from code-davinci-002` */
const madeOf = (way: readonly Model[]): string => {
  const [first, ...others] = way.map(({ name }) => name);
  return `${first!} was made from ${others.join(', which was made from ')}`;
};

const isOneDay = (one: Model, other: Model): boolean => one.released?.length === 10 && one.released === other.released;

import { formatDate, isBefore, onDate } from '../knowledge/dates.ts';
import { chatGptPlans, chatGptTimeline, type TimelineEntry } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { firstThatFits } from './completeAnswer.ts';
import { disclosedOrigins, isFromScratch, linkBefore } from './familyTree.ts';
import { leavesPhrase, withName } from './modelFacts.ts';
import { CHATGPT_MAKER, makersHaveNot, ROLE_NAMES } from './strings.ts';
import { type KnowledgeToday, planNames, timeBetween } from './timeline.ts';

/**
 * Whether one model was made from the other, in one sentence, from what is disclosed alone: that one came out after the
 * other is mentioned, but never taken to mean that it was made from it.
 *
 * @param older - The model released first, in whatever order the question named them.
 * @example
 * 'Yes: InstructGPT was made from GPT-3.'
 */
export function descentSentence(knowledge: KnowledgeToday, older: Model, newer: Model): string {
  const origins = disclosedOrigins(knowledge, newer);
  return firstThatFits(
    descends(newer, origins, older) ??
      // Models released on one day may be in either order.
      descends(older, disclosedOrigins(knowledge, older), newer) ??
      scratchSentence(newer, origins, older) ??
      noteAboutOther(knowledge, older, newer) ??
      comesFromElsewhere(newer, origins, older) ??
      notDisclosed(newer, origins, older),
  );
}

/** A sentence in several lengths, the fullest first; `undefined` if it would not be true. */
type Sentence = readonly string[] | undefined;

function descends(model: Model, origins: readonly Model[], from: Model): Sentence {
  const place = origins.findIndex(({ id }) => id === from.id);
  if (place < 0) return undefined;
  const sentence = `Yes: ${madeOf([model, ...origins.slice(0, place + 1)])}`;
  const { note } = model.madeFrom;
  return [...(place === 0 && note !== undefined ? [`${sentence} (${note}).`] : []), `${sentence}.`];
}

function scratchSentence(newer: Model, origins: readonly Model[], older: Model): Sentence {
  if (!isBefore(older.released, newer.released) || !isFromScratch(origins.at(-1) ?? newer)) return undefined;
  const subject = origins.length === 0 ? newer.name : `${madeOf([newer, ...origins])}, which`;
  return [`No: ${subject} was trained from scratch.`];
}

/**
 * A note about where one of them comes from may name the other; it then says more than yes or no. For models released on
 * one day, it only says that they came together.
 */
const noteAboutOther = (knowledge: KnowledgeToday, older: Model, newer: Model): Sentence =>
  isOneDay(older, newer) ? undefined : (noteNaming(knowledge, newer, older) ?? noteNaming(knowledge, older, newer));

function noteNaming(knowledge: KnowledgeToday, model: Model, other: Model): Sentence {
  const line = [model, ...disclosedOrigins(knowledge, model)];
  const place = line.findIndex(({ madeFrom }) => isNamedIn(madeFrom.note ?? '', other));
  const note = line[place]?.madeFrom.note;
  if (note === undefined) return undefined;
  const way = line.slice(0, place + 2);
  return [way.length > 1 ? `${madeOf(way)} (${note}).` : `Disclosed about ${model.name}: ${note}.`];
}

/** A model from before the older one cannot have been made from it. */
function comesFromElsewhere(newer: Model, origins: readonly Model[], older: Model): Sentence {
  const place = origins.findIndex(({ released }) => isBefore(released, older.released));
  const isLater = isBefore(older.released, newer.released);
  return isLater && place >= 0 ? [`No: ${madeOf([newer, ...origins.slice(0, place + 1)])}.`] : undefined;
}

function notDisclosed(newer: Model, origins: readonly Model[], older: Model): readonly string[] {
  const { name, maker, madeFrom, released } = newer;
  if (!isBefore(older.released, released)) {
    const open = `Not disclosed: ${makersHaveNot([older, newer])} said whether ${older.name} or ${name} was made from the other`;
    return [isOneDay(older, newer) ? `${open}; both came out ${onDate(released!)}.` : `${open}.`];
  }
  if (origins.length > 0) {
    // What the last of them was made from is for its own maker to say.
    const way = `${madeOf([newer, ...origins])}; ${origins.at(-1)!.maker} has not said`;
    return [`Not disclosed: ${way} whether that goes back to ${older.name}.`];
  }
  const open = `Not disclosed: ${maker} has not said whether ${name} was made from ${older.name}`;
  const gap = timeBetween(older.released, released);
  const later = `${open}; it came out ${gap === undefined ? `later, ${onDate(released!)}` : `${gap} later`}.`;
  return [...(madeFrom.note === undefined ? [] : [`${later} Disclosed about ${name}: ${madeFrom.note}.`]), later];
}

/** `text-davinci-003 was made from text-davinci-002, which was made from code-davinci-002` */
const madeOf = (way: readonly Model[]): string => {
  const [first, ...others] = way.map(({ name }) => name);
  return `${first!} was made from ${others.join(', which was made from ')}`;
};

const isOneDay = (one: Model, other: Model): boolean => one.released?.length === 10 && one.released === other.released;

/**
 * Whether one model replaced another, in one sentence: on some ChatGPT plan, on one day. Coming out later is not enough.
 *
 * @param older - The model released first, in whatever order the question named them.
 * @example
 * 'Yes: GPT-4o took over from GPT-4 on 13 May 2024 as the default on Plus; GPT-4 left ChatGPT on 30 Apr 2025.'
 */
export function successionSentence(knowledge: KnowledgeToday, older: Model, newer: Model): string {
  const end =
    leavesPhrase('ChatGPT', older.retired?.chatgpt, knowledge) ??
    leavesPhrase('the API', older.retired?.api, knowledge);
  const ending = end === undefined ? '' : `; ${older.name} ${end}`;
  const isNext = linkBefore(knowledge, newer)?.from.id === older.id;
  for (const role of ROLES) {
    // Many options may come and go on one day; only a model and its successor replace each other.
    const days = role !== 'choice' || isNext ? handovers(knowledge, role, older.id, newer.id) : [];
    // That of most plans; of several, the first.
    const [handover] = days.toSorted((one, other) => other.plans.length - one.plans.length);
    if (!handover) continue;
    const as = `${ROLE_NAMES[role]} on ${planNames(knowledge, handover.plans)}`;
    const sentence = `Yes: ${newer.name} took over from ${older.name} ${onDate(handover.date)} as ${as}`;
    return firstThatFits([`${sentence}${ending}.`, `${sentence}.`]);
  }
  if ([older, newer].some(({ maker }) => maker !== CHATGPT_MAKER)) return successionElsewhere(older, newer, isNext);
  const open = `No ChatGPT plan is known to have switched from ${older.name} to ${newer.name}.`;
  const known = noteOn(newer, older) ?? noteOn(older, newer) ?? open;
  const order = releaseOrder(older, newer);
  return firstThatFits([`${known} ${order}${ending}.`, `${known} ${order}.`, known, open]);
}

/** Of models that ChatGPT never had, no more is known than which came next. */
function successionElsewhere(older: Model, newer: Model, isNext: boolean): string {
  const order = releaseOrder(older, newer);
  if (isNext) return `It was the next of its line: ${order}.`;
  if (older.maker !== newer.maker) return `No, they come from different makers. ${order}.`;
  return firstThatFits([
    `It is not known whether ${newer.name} replaced ${older.name}. ${order}.`,
    `It is not known. ${order}.`,
  ]);
}

/**
 * Which models took over from one that ChatGPT's plans had without choosing it, in the order of the days.
 *
 * @returns A model with the phrase of its handover: `GPT-4o on Free (13 May 2024)`.
 */
export function handoversFrom(knowledge: KnowledgeToday, older: Model) {
  return (['default', 'fallback'] as const)
    .flatMap((role) =>
      [...knowledge.models.values()].flatMap(({ id, name }) =>
        (id === older.id ? [] : handovers(knowledge, role, older.id, id)).map(({ date, plans }) => {
          const as = role === 'default' ? '' : ` as ${ROLE_NAMES[role]}`;
          return { date, name, phrase: `${name}${as} on ${planNames(knowledge, plans)} (${formatDate(date)})` };
        }),
      ),
    )
    .toSorted((one, other) => one.date.localeCompare(other.date));
}

type Role = TimelineEntry['role'];

/** Most important first. */
const ROLES = ['default', 'fallback', 'choice'] as const satisfies readonly Role[];

/** The sentence in one model's `chatgptNote` that names the other one. */
function noteOn({ name, chatgptNote = '' }: Model, other: Model): string | undefined {
  const sentence = chatgptNote.split(/(?<=\.) (?=[A-Z])/).find((one) => isNamedIn(one, other));
  return sentence && withName(name, sentence);
}

/** The days on which one model ended and the other began, on the same plans and in the same role. */
function handovers(knowledge: KnowledgeToday, role: Role, older: string, newer: string) {
  const timeline = chatGptTimeline(knowledge);
  const ends = timeline.filter((entry) => entry.model === older && entry.role === role && !entry.end);
  const begins = timeline.filter((entry) => entry.model === newer && entry.role === role);
  const days = begins.flatMap(({ from, plans }) =>
    ends
      .filter(({ to }) => to === from)
      .map((end) => ({ date: from, plans: plans.filter((one) => end.plans.includes(one)) })),
  );
  const begun = days.filter(({ date, plans }) => plans.length > 0 && !isBefore(knowledge.today, date));
  const byDate = Map.groupBy(begun, ({ date }) => date);
  return Array.from(byDate, ([date, some]) => {
    const had = new Set(some.flatMap(({ plans }) => plans));
    return { date, plans: chatGptPlans(knowledge.plans).filter((plan) => had.has(plan)) };
  });
}

/** When the newer one came out, relative to the older one, as a sentence without a full stop. */
export function releaseOrder(older: Model, newer: Model): string {
  const gap = gapBetween(older, newer);
  if (gap !== undefined) return `${cameOut(newer)}, ${gap}`;
  if (older.released === null || older.released !== newer.released) return `${cameOut(older)} and ${cameOut(newer)}`;
  return `${older.name} and ${newer.name} were both released ${onDate(older.released)}`;
}

/** `about 4 months after GPT-3.5`; `undefined` if it is not certain which came first. */
function gapBetween(older: Model, newer: Model): string | undefined {
  const gap = timeBetween(older.released, newer.released);
  if (gap) return `${gap} after ${older.name}`;
  return isBefore(older.released, newer.released) ? `after ${older.name} (${formatDate(older.released)})` : undefined;
}

function cameOut({ name, released, announced }: Model): string {
  if (released !== null) return `${name} came out ${onDate(released)}`;
  return announced === null ? `${name} has no known release date` : `${name} was announced ${onDate(announced)}`;
}

/** Whether a text names the model: `GPT-5.2` and `gpt-5-codex` do not name GPT-5. */
function isNamedIn(text: string, { name }: Pick<Model, 'name'>): boolean {
  const literally = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w.-])${literally}(?![\w-]|\.\d)`).test(text);
}

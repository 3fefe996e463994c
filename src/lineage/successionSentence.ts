import { onDate } from '../knowledge/formatDate.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { PartialDate } from '../knowledge/PartialDate.ts';
import { CHATGPT_PLANS, type Plan, type TimelineEntry } from '../knowledge/Timeline.ts';
import { isBefore } from './dateOrder.ts';
import { releaseOrder } from './differenceSentence.ts';
import { linkBefore } from './familyTree.ts';
import { firstThatFits } from './firstThatFits.ts';
import { isNamedIn } from './isNamedIn.ts';
import { asSaidOf, leavesPhrase } from './modelFacts.ts';
import { planNames } from './planNames.ts';

type Role = TimelineEntry['role'];

/** The most telling first. */
const ROLES = ['default', 'fallback', 'choice'] as const satisfies readonly Role[];

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  default: 'the default',
  fallback: 'the model after the limit',
  choice: 'a choice',
};

/**
 * Whether one model took the place of another, in one sentence: on some plan of ChatGPT, from one day to the next. That
 * it came out later does not say so.
 *
 * @param older - The two in the order of release, however the question named them.
 * @example
 * 'Yes: GPT-4o took over from GPT-4 on 13 May 2024 as the default of Plus; GPT-4 left ChatGPT on 30 Apr 2025.'
 */
export function successionSentence(knowledge: Knowledge, older: Model, newer: Model, today: string): string {
  const ending = endOf(older, today);
  const handover = handoverOf(knowledge, older, newer, today);
  if (handover) {
    const role = `${ROLE_NAMES[handover.role]} of ${planNames(handover.plans)}`;
    const sentence = `Yes: ${newer.name} took over from ${older.name} ${onDate(handover.date)} as ${role}`;
    return firstThatFits([`${sentence}${ending}.`, `${sentence}.`]);
  }
  const open = `No day is on record on which a plan of ChatGPT changed from ${older.name} to ${newer.name}.`;
  const known = notesOn(newer, older) ?? notesOn(older, newer) ?? open;
  const order = releaseOrder(older, newer);
  return firstThatFits([`${known} ${order}${ending}.`, `${known} ${order}.`, known, open]);
}

/** `; GPT-4 left ChatGPT on 30 Apr 2025` */
function endOf({ name, retired }: Model, today: string): string {
  const end = leavesPhrase('ChatGPT', retired?.chatgpt, today) ?? leavesPhrase('the API', retired?.api, today);
  return end === undefined ? '' : `; ${name} ${end}`;
}

/** What dates cannot say of one model's use in ChatGPT, where that is said with the other one's name. */
function notesOn({ name, chatgptNote = '' }: Model, other: Model): string | undefined {
  const sentence = chatgptNote.split(/(?<=\.) (?=[A-Z])/).find((one) => isNamedIn(one, other));
  return sentence === undefined ? undefined : asSaidOf(name, sentence);
}

interface Handover {
  readonly role: Role;
  readonly date: PartialDate;
  readonly plans: readonly Plan[];
}

/** The first day on which one model had to go and the other began, on the same plans and in the same role. */
function handoverOf(knowledge: Knowledge, older: Model, newer: Model, today: string): Handover | undefined {
  const isNext = linkBefore(knowledge, newer)?.from.id === older.id;
  // Of many choices that come and go on one day, only those that follow each other took each other's place.
  const roles = ROLES.filter((role) => role !== 'choice' || isNext);
  return roles
    .map((role) => handoverAs(role, knowledge.timeline, older, newer, today))
    .find((one) => one !== undefined);
}

function handoverAs(
  role: Role,
  timeline: readonly TimelineEntry[],
  older: Model,
  newer: Model,
  today: string,
): Handover | undefined {
  const ends = timeline.filter((entry) => entry.model === older.id && entry.role === role && !entry.end);
  const begins = timeline.filter((entry) => entry.model === newer.id && entry.role === role);
  const days = begins.flatMap(({ from, plans }) =>
    ends
      .filter(({ to }) => to === from)
      .map((end) => ({ date: from, plans: plans.filter((one) => end.plans.includes(one)) })),
  );
  const first = days.find(({ plans }) => plans.length > 0);
  if (!first || isBefore(today, first.date)) return undefined;
  const had = new Set(days.filter(({ date }) => date === first.date).flatMap(({ plans }) => plans));
  return { role, date: first.date, plans: CHATGPT_PLANS.filter((plan) => had.has(plan)) };
}

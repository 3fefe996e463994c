import type { Knowledge } from '../knowledge/Knowledge.ts';
import { formatDate } from '../knowledge/formatDate.ts';
import type { PartialDate } from '../knowledge/PartialDate.ts';
import type { Plan, TimelineEntry } from '../knowledge/Timeline.ts';
import { isBefore } from './dateOrder.ts';
import { firstThatFits } from './firstThatFits.ts';
import { listed } from './listed.ts';
import type { AskedPlans } from './madeIds.ts';
import { inTime, isApiAlone, nameOf, subjectOf, type PlanUse } from './plansInTime.ts';
import { planNames } from './planNames.ts';
import { firstDay } from './timeline.ts';

/** As many names as say what was new then. */
const MOST_NEWEST = 3;

/**
 * What plans used without choosing at some time, with the days on which it changed.
 *
 * @param uses - What the timeline has of it; never empty.
 * @example
 * 'In 2024 ChatGPT Free ran on GPT-3.5 until 13 May 2024, then on GPT-4o.'
 */
export function planSentence(
  knowledge: Knowledge,
  uses: readonly PlanUse[],
  { plans, date }: AskedPlans,
  today: string,
): string {
  const when = capitalised(inTime(date));
  if (isApiAlone(plans)) return apiSentence(knowledge, when, uses);
  const chosen = namesOf(knowledge, uses, 'choice');
  const choice = chosen.length > 0 ? ` By choice there was ${listed(chosen)}.` : '';
  const defaults = plansByDefaults(knowledge, uses, date, today);
  if (defaults.size === 0) {
    const none = `${when} no default model of ${subjectOf(plans)} is documented.`;
    return firstThatFits([none + choice, none]);
  }
  const models = namesOf(knowledge, uses, 'default');
  const inShort = [
    `${when} the default models of ${subjectOf(plans)} were ${listed(models)}.`,
    `${when} ${subjectOf(plans)} had ${models.length} default models, from ${models[0]!} to ${models.at(-1)!}.`,
  ];
  const [[told] = []] = defaults;
  if (plans.length === 1) {
    const sentence = `${when} ${subjectOf(plans)} ran on ${told}.`;
    return firstThatFits([sentence + choice, sentence, ...inShort]);
  }
  const byPlan = Array.from(defaults, ([ran, of]) => `${ran} (${planNames(of)})`);
  const sentence = `${when} ChatGPT ran on ${byPlan.join('; ')}.`;
  const api = uses.find((use) => isApiAlone(use.plans));
  return firstThatFits([
    ...(api ? [`${sentence} The API had ${counted(api.entries.length)} on record.`] : []),
    sentence,
    ...inShort,
  ]);
}

/** The API has too many to name them all. */
function apiSentence(knowledge: Knowledge, when: string, uses: readonly PlanUse[]): string {
  const names = namesOf(knowledge, uses, 'choice');
  const newest = names.slice(-MOST_NEWEST);
  const all = `${when} the API had ${listed(names)}.`;
  return firstThatFits([
    all,
    `${when} the API had ${counted(names.length)} on record, the newest of them ${listed(newest)}.`,
    `${when} the API had ${counted(names.length)} on record.`,
  ]);
}

const counted = (count: number): string => (count === 1 ? 'one model' : `${count} models`);

/** What was the default, in words, and the plans of which that is true. */
function plansByDefaults(
  knowledge: Knowledge,
  uses: readonly PlanUse[],
  date: PartialDate,
  today: string,
): ReadonlyMap<string, readonly Plan[]> {
  const defaults = new Map<string, readonly Plan[]>();
  for (const { plans, entries } of uses) {
    const told = toldDefaults(knowledge, entries, date, today);
    if (told !== undefined) defaults.set(told, [...(defaults.get(told) ?? []), ...plans]);
  }
  return defaults;
}

/** `GPT-3.5 until 13 May 2024, then on GPT-4o`; `undefined` when no default is documented. */
function toldDefaults(
  knowledge: Knowledge,
  entries: readonly TimelineEntry[],
  date: PartialDate,
  today: string,
): string | undefined {
  const defaults = entries.filter(({ role }) => role === 'default');
  const parts = defaults.map((entry, place) => {
    const before = defaults[place - 1];
    const after = defaults[place + 1];
    // The first day stands there when it is in this time and is not the day on which the one before ended.
    const begins = before ? before.to !== entry.from : firstDay(date) < firstDay(entry.from);
    const ends = entry.to !== undefined && (after !== undefined || !isBefore(date, entry.to));
    const from = begins ? ` from ${formatDate(entry.from)}` : '';
    const until = ends ? ` until ${formatDate(entry.to!)}${isBefore(today, entry.to!) ? ' (announced)' : ''}` : '';
    if (entry.end) return `${nameOf(knowledge, entry)}${from}, whose end is not documented`;
    return nameOf(knowledge, entry) + from + until + (entry.to === undefined ? ', as last documented' : '');
  });
  return parts.length > 0 ? parts.join(', then on ') : undefined;
}

/** In the order in which they came, each once. */
function namesOf(knowledge: Knowledge, uses: readonly PlanUse[], role: TimelineEntry['role']): readonly string[] {
  const entries = uses.flatMap((use) => use.entries).filter((entry) => entry.role === role);
  return [...new Set(entries.toSorted((a, b) => (a.from < b.from ? -1 : 1)).map((entry) => nameOf(knowledge, entry)))];
}

const capitalised = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

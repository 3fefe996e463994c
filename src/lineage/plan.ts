import { byStart, formatDate, isBefore, onDate, type PartialDate } from '../knowledge/dates.ts';
import { API } from '../knowledge/ids.ts';
import { chatGptPlans, type Knowledge, type TimelineEntry } from '../knowledge/Knowledge.ts';
import { listed } from '../shared/text.ts';
import { type AnswerParts, completeAnswer, firstThatFits, type Subject } from './completeAnswer.ts';
import { type AskedPlans, CHATGPT_LINEAGE, planId } from './ids.ts';
import { spanPhrase } from './modelFacts.ts';
import * as strings from './strings.ts';
import {
  apiUse,
  firstDay,
  isApiAlone,
  isDuring,
  nameOf,
  planNames,
  type PlanUse,
  subjectOf,
  usesIn,
} from './timeline.ts';

/** Most names of models listed as the newest ones. */
const MOST_NEWEST = 3;

/**
 * The default models of plans at some time, with the days on which they changed.
 *
 * @param uses - What the timeline has about it; never empty.
 * @example
 * 'In 2024, ChatGPT Free ran on GPT-3.5 until 13 May 2024, then on GPT-4o.'
 */
function planSentence(
  knowledge: Knowledge,
  uses: readonly PlanUse[],
  { plans, date }: AskedPlans,
  today: string,
): string {
  const when = `${capitalised(onDate(date))},`;
  if (isApiAlone(plans)) return apiSentence(knowledge, when, uses);
  const chosen = namesOf(knowledge, uses, 'choice');
  const choice = chosen.length > 0 ? ` Also available: ${listed(chosen)}.` : '';
  const defaults = plansByDefaults(knowledge, uses, date, today);
  if (defaults.size === 0) {
    const none = `${when} the default model of ${subjectOf(knowledge, plans)} is not documented.`;
    return firstThatFits([none + choice, none]);
  }
  const models = namesOf(knowledge, uses, 'default');
  const inShort = [
    `${when} the default models of ${subjectOf(knowledge, plans)} were ${listed(models)}.`,
    `${when} ${subjectOf(knowledge, plans)} had ${models.length} default models, from ${models[0]!} to ${models.at(-1)!}.`,
  ];
  const [[phrase] = []] = defaults;
  if (plans.length === 1) {
    const sentence = `${when} ${subjectOf(knowledge, plans)} ran on ${phrase}.`;
    return firstThatFits([sentence + choice, sentence, ...inShort]);
  }
  const byPlan = Array.from(defaults, ([ran, of]) => `${ran} (${planNames(knowledge, of)})`);
  const sentence = `${when} ChatGPT ran on ${byPlan.join('; ')}.`;
  const api = uses.find((use) => isApiAlone(use.plans));
  return firstThatFits([
    ...(api ? [`${sentence} The API had ${counted(api.entries.length)}.`] : []),
    sentence,
    ...inShort,
  ]);
}

/** The API often has too many models to name them all. */
function apiSentence(knowledge: Knowledge, when: string, uses: readonly PlanUse[]): string {
  const names = namesOf(knowledge, uses, 'choice');
  const newest = names.slice(-MOST_NEWEST);
  const all = `${when} the API had ${listed(names)}.`;
  return firstThatFits([
    all,
    `${when} the API had ${counted(names.length)}, the newest of them ${listed(newest)}.`,
    `${when} the API had ${counted(names.length)}.`,
  ]);
}

const counted = (count: number): string => (count === 1 ? 'one known model' : `${count} known models`);

/** The default models in words, and the plans that had them. */
function plansByDefaults(
  knowledge: Knowledge,
  uses: readonly PlanUse[],
  date: PartialDate,
  today: string,
): ReadonlyMap<string, readonly string[]> {
  const defaults = new Map<string, readonly string[]>();
  for (const { plans, entries } of uses) {
    const phrase = defaultsPhrase(knowledge, entries, date, today);
    if (phrase !== undefined) defaults.set(phrase, [...(defaults.get(phrase) ?? []), ...plans]);
  }
  return defaults;
}

/** `GPT-3.5 until 13 May 2024, then on GPT-4o`; `undefined` when no default is documented. */
function defaultsPhrase(
  knowledge: Knowledge,
  entries: readonly TimelineEntry[],
  date: PartialDate,
  today: string,
): string | undefined {
  const defaults = entries.filter(({ role }) => role === 'default');
  const parts = defaults.map((entry, place) => {
    const before = defaults[place - 1];
    const after = defaults[place + 1];
    // Give the first day if it is within this time and isn't the day on which the one before ended.
    const begins = before ? before.to !== entry.from : firstDay(date) < firstDay(entry.from);
    const ends = entry.to !== undefined && (after !== undefined || !isBefore(date, entry.to));
    const from = begins ? ` from ${formatDate(entry.from)}` : '';
    const until = ends ? ` until ${formatDate(entry.to!)}${isBefore(today, entry.to!) ? ' (announced)' : ''}` : '';
    if (entry.end) return `${nameOf(knowledge, entry)}${from}, whose end is not documented`;
    return nameOf(knowledge, entry) + from + until + (entry.to === undefined ? ', as last documented' : '');
  });
  return parts.length > 0 ? parts.join(', then on ') : undefined;
}

/** Each once, in the order in which they came. */
function namesOf(knowledge: Knowledge, uses: readonly PlanUse[], role: TimelineEntry['role']): readonly string[] {
  const entries = uses.flatMap((use) => use.entries).filter((entry) => entry.role === role);
  return [...new Set(entries.toSorted(byStart).map((entry) => nameOf(knowledge, entry)))];
}

const capitalised = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

const ROLES = ['default', 'choice', 'fallback'] as const satisfies readonly TimelineEntry['role'][];

/** Most related answers. */
const MOST_RELATED = 5;

/**
 * What ChatGPT's plans, or the API, had at some time: `plan:plus:2023-04`. For a time before the first entry, after the
 * facts were last checked, or in the future, it says so.
 *
 * @returns `undefined` if nothing about these plans up to today is on record.
 */
export function planSubject(knowledge: Knowledge, asked: AskedPlans, today: string): Subject | undefined {
  const plans = asked.plans.length > 0 ? asked.plans : chatGptPlans(knowledge.plans);
  const history = historyOf(knowledge, plans, today);
  if (history.length === 0) return undefined;
  const title = strings.titleOfPlan(subjectOf(knowledge, asked.plans), onDate(asked.date));
  return { title, answer: () => completeAnswer({ title, ...planAnswer(knowledge, asked, plans, history, today) }) };
}

function planAnswer(
  knowledge: Knowledge,
  asked: AskedPlans,
  plans: readonly string[],
  history: readonly TimelineEntry[],
  today: string,
): Omit<AnswerParts, 'title'> {
  const { date } = asked;
  const known = lastCheck(knowledge, history, today);
  const uses = firstDay(date) > known ? [] : usesIn(history, plans, date);
  const shown = history.filter((entry) => uses.some(({ entries }) => entries.includes(entry)));
  const near = nearestTo(history, date);
  const cited = shown.length > 0 ? shown : [near];
  return {
    id: planId(asked),
    short:
      uses.length > 0 ? planSentence(knowledge, uses, asked, today) : nothingDocumented(knowledge, near, asked, today),
    body: [
      ...uses.map((use) => useList(knowledge, use, today)),
      ...missingNote(knowledge, asked, uses),
      ...(uses.length > 0 && plans.includes(API) ? undatedNote(knowledge, date) : []),
      ...(shown.some(({ to }) => to === undefined) ? [strings.knownUntil(formatDate(known), whereToLook(plans))] : []),
    ].join('\n\n'),
    related: isApiAlone(plans) ? relatedToApi(knowledge, cited) : related(knowledge, cited),
    models: [...knowledge.models.values()].filter(({ id }) => cited.some(({ model }) => model === id)),
    entries: cited,
    cited,
  };
}

/** What is on record about some plans up to today. */
function historyOf(knowledge: Knowledge, plans: readonly string[], today: string): readonly TimelineEntry[] {
  return [...knowledge.timeline, ...(plans.includes(API) ? apiUse(knowledge) : [])].filter(
    (entry) =>
      knowledge.models.has(entry.model) &&
      !isBefore(today, entry.from) &&
      plans.some((plan) => entry.plans.includes(plan)),
  );
}

/** The last day on which the facts were checked: what came after it is not documented. */
function lastCheck({ models }: Knowledge, history: readonly TimelineEntry[], today: string): string {
  const last = history
    .map(({ model }) => models.get(model)!.checked)
    .reduce((one, other) => (one > other ? one : other));
  return last < today ? last : today;
}

/** The last entry that had begun by then, a default if there is one; the first entry if none had. */
function nearestTo(history: readonly TimelineEntry[], date: string): TimelineEntry {
  const begun = history.filter(({ from }) => !isBefore(date, from));
  return begun.findLast(({ role }) => role === 'default') ?? begun.at(-1) ?? history[0]!;
}

function nothingDocumented(knowledge: Knowledge, near: TimelineEntry, asked: AskedPlans, today: string): string {
  const { date, plans } = asked;
  const [launch] = knowledge.timeline;
  const model = `${nameOf(knowledge, near)} (${spanPhrase(near, today)})`;
  if (launch && !plans.includes(API) && isBefore(date, launch.from)) {
    return `ChatGPT did not exist yet ${onDate(date)}: it launched ${onDate(launch.from)} with ${nameOf(knowledge, launch)}.`;
  }
  const nothing = `It is not known what ${subjectOf(knowledge, plans)} had ${onDate(date)}`;
  if (isBefore(date, near.from)) return `${nothing}: the first known model is ${model}.`;
  const last = `The last known model is ${model}${near.to === undefined ? `; check ${whereToLook(plans)}` : ''}.`;
  if (isBefore(today, date))
    return `What ${subjectOf(knowledge, plans)} will have ${onDate(date)} is not known yet. ${last}`;
  return `${nothing}. ${last}`;
}

/** Where people can look up what they have today. */
const whereToLook = (plans: readonly string[]): string =>
  isApiAlone(plans) ? strings.API_MODEL_LIST : strings.MODEL_PICKER;

/** A heading for the plans, then a line for each model with its role and dates. */
function useList(knowledge: Knowledge, { plans, entries }: PlanUse, today: string): string {
  if (isApiAlone(plans)) return apiList(knowledge, entries, today);
  const lines = ROLES.flatMap((role) => {
    const items = entries
      .filter((entry) => entry.role === role)
      .map(
        (entry) =>
          `- ${strings.ROLE_LABELS[role]}: ${nameOf(knowledge, entry)}, ${spanPhrase(entry, today)}${noteOf(entry)}`,
      );
    return items.length > 0 || role !== 'default' ? items : [`- ${strings.NO_DEFAULT_DOCUMENTED}`];
  });
  return `**${planNames(knowledge, plans)}**\n${lines.join('\n')}`;
}

/** Newest first, since there are many. */
function apiList(knowledge: Knowledge, entries: readonly TimelineEntry[], today: string): string {
  const lines = entries.toReversed().map((entry) => `- ${nameOf(knowledge, entry)}, ${spanPhrase(entry, today)}`);
  return `**API**\n${lines.join('\n')}`;
}

/** Models that the API had at that time, although no source says since when. */
function undatedNote({ models }: Knowledge, date: PartialDate): readonly string[] {
  const names = [...models.values()]
    .filter(({ releasedInApi, released }) => releasedInApi === null && released !== null && !isBefore(date, released))
    .filter(({ retired }) => !retired?.api || isDuring({ from: date, to: retired.api }, date))
    .map(({ name }) => name);
  return names.length > 0 ? [`No source says when the API got ${listed(names)}.`] : [];
}

const noteOf = ({ note }: TimelineEntry): string => (note === undefined ? '' : ` (${note})`);

/** The plans in the question that have nothing on record, although others have. */
function missingNote(knowledge: Knowledge, { plans, date }: AskedPlans, uses: readonly PlanUse[]): readonly string[] {
  const missing = plans.filter((plan) => !uses.some((use) => use.plans.includes(plan)));
  if (uses.length === 0 || missing.length === 0) return [];
  return [`**${planNames(knowledge, missing)}:** nothing known ${onDate(date)}`];
}

/** The whole history, curated answers, then the models, defaults first. */
function related({ related: { plan } }: Knowledge, entries: readonly TimelineEntry[]): readonly string[] {
  const byRole = ROLES.flatMap((role) => entries.filter((entry) => entry.role === role));
  const models = new Set(byRole.map(({ model }) => `model:${model}`));
  return [CHATGPT_LINEAGE, ...plan, ...models].slice(0, MOST_RELATED);
}

/** Curated answers, then the newest models. */
function relatedToApi({ related: { api } }: Knowledge, entries: readonly TimelineEntry[]): readonly string[] {
  return [...api, ...entries.toReversed().map(({ model }) => `model:${model}`)].slice(0, MOST_RELATED);
}

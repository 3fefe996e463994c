import { byStart, formatDate, isBefore, onDate, type PartialDate } from '../knowledge/dates.ts';
import { API, type AskedPlans } from '../knowledge/ids.ts';
import { chatGptPlans, chatGptTimeline, type TimelineEntry } from '../knowledge/Knowledge.ts';
import { capitalized, listed } from '../shared/text.ts';
import { type AnswerParts, firstThatFits, list, paragraphs, type Subject, subject } from './completeAnswer.ts';
import { CHATGPT_LINEAGE, planId } from './ids.ts';
import { noted, spanPhrase } from './modelFacts.ts';
import * as strings from './strings.ts';
import {
  apiUse,
  firstDay,
  isApiAlone,
  isDuring,
  type KnowledgeToday,
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
function planSentence(knowledge: KnowledgeToday, uses: readonly PlanUse[], asked: AskedPlans): string {
  const { plans } = asked;
  const on = whenAsked(asked);
  const when = `${capitalized(on)},`;
  if (isApiAlone(plans)) return apiSentence(knowledge, when, uses);
  const models = namesOf(knowledge, uses, 'default');
  // When it could be chosen matters of what was also the default at another time.
  const chosen = namesOf(knowledge, uses, 'choice', (name, { from }) =>
    models.includes(name) ? `${name} from ${formatDate(from)}` : name,
  );
  const choice = chosen.length > 0 ? ` Also available: ${listed(chosen)}.` : '';
  const about = subjectOf(knowledge, plans);
  // The default models in words, and the plans that had them.
  const had = uses.flatMap((use) => {
    const ran = defaultsPhrase(knowledge, use.entries, asked);
    return ran === undefined ? [] : [{ ran, plans: use.plans }];
  });
  if (had.length === 0) {
    const none = `${when} the default model of ${about} is not documented.`;
    return firstThatFits([none + choice, none]);
  }
  const inShort = [
    `${when} the default models of ${about} were ${listed(models)}.`,
    `${when} ${about} had ${models.length} default models, from ${models[0]!} to ${models.at(-1)!}.`,
  ];
  if (plans.length === 1) {
    const sentence = `${when} ${about} ran on ${had[0]!.ran}.`;
    return firstThatFits([sentence + choice, sentence, ...inShort]);
  }
  const byPlan = Array.from(
    Map.groupBy(had, ({ ran }) => ran),
    ([ran, of]) => {
      return `${ran} (${planNames(
        knowledge,
        of.flatMap((one) => one.plans),
      )})`;
    },
  );
  const sentence = `${when} ChatGPT ran on ${byPlan.join('; ')}.`;
  const api = uses.find((use) => isApiAlone(use.plans));
  const withApi = api ? [`${sentence} The API had ${counted(api.entries.length)}.`] : [];
  return firstThatFits([...withApi, sentence, ...inShort]);
}

/** The API often has too many models to name them all. */
function apiSentence(knowledge: KnowledgeToday, when: string, uses: readonly PlanUse[]): string {
  const names = namesOf(knowledge, uses, 'choice');
  const count = `${when} ${strings.OPENAI_API} had ${counted(names.length)}`;
  return firstThatFits([
    `${when} ${strings.OPENAI_API} had ${listed(names)}.`,
    `${count}, the newest of them ${listed(names.slice(-MOST_NEWEST))}.`,
    `${count}.`,
  ]);
}

const counted = (count: number): string => (count === 1 ? 'one known model' : `${count} known models`);

/** `GPT-3.5 until 13 May 2024, then on GPT-4o`; `undefined` when no default is documented. */
function defaultsPhrase(
  knowledge: KnowledgeToday,
  entries: readonly TimelineEntry[],
  { date, until = date }: AskedPlans,
): string | undefined {
  const defaults = entries.filter(({ role }) => role === 'default');
  const parts = defaults.map((entry, place) => {
    const before = defaults[place - 1];
    const after = defaults[place + 1];
    // Give the first day if it is within this time and isn't the day on which the one before ended.
    const begins = before ? before.to !== entry.from : firstDay(date) < firstDay(entry.from);
    const ends = entry.to !== undefined && (after !== undefined || !isBefore(until, entry.to));
    const from = begins ? ` from ${formatDate(entry.from)}` : '';
    const ending = ends
      ? ` until ${formatDate(entry.to!)}${isBefore(knowledge.today, entry.to!) ? ' (announced)' : ''}`
      : '';
    if (entry.end) return `${nameOf(knowledge, entry)}${from}, whose end is not documented`;
    return nameOf(knowledge, entry) + from + ending + (entry.to === undefined ? ', as last documented' : '');
  });
  return parts.length > 0 ? parts.join(', then on ') : undefined;
}

/** Each once, in the order in which they came. */
function namesOf(
  knowledge: KnowledgeToday,
  uses: readonly PlanUse[],
  wanted: TimelineEntry['role'],
  phrase = (name: string, _entry: TimelineEntry): string => name,
): readonly string[] {
  const entries = uses.flatMap((use) => use.entries).filter(({ role }) => role === wanted);
  const first = Map.groupBy(entries.toSorted(byStart), (entry) => nameOf(knowledge, entry));
  return Array.from(first, ([name, [entry]]) => phrase(name, entry!));
}

/** `on 1 Jun 2025`, `in 2024`, `from Jun to Aug 2024` */
const whenAsked = ({ date, until }: AskedPlans): string =>
  until === undefined ? onDate(date) : `from ${formatDate(date).slice(0, 3)} to ${formatDate(until)}`;

const ROLES = ['default', 'choice', 'fallback'] as const satisfies readonly TimelineEntry['role'][];

/** Most related answers. */
const MOST_RELATED = 5;

/**
 * What ChatGPT's plans, or the API, had at some time: `plan:plus:2023-04`. For a time before the first entry, after the
 * facts were last checked, or in the future, it says so.
 *
 * @returns `undefined` if nothing about these plans up to today is on record.
 */
export function planSubject(knowledge: KnowledgeToday, asked: AskedPlans): Subject | undefined {
  const { models, today } = knowledge;
  const plans = asked.plans.length > 0 ? asked.plans : chatGptPlans(knowledge.plans);
  const history = [...chatGptTimeline(knowledge), ...(plans.includes(API) ? apiUse(knowledge) : [])].filter(
    (entry) =>
      models.has(entry.model) && !isBefore(today, entry.from) && plans.some((plan) => entry.plans.includes(plan)),
  );
  if (history.length === 0) return undefined;
  const isToCome = isBefore(today, asked.date);
  const title = strings.titleOfPlan(subjectOf(knowledge, asked.plans), whenAsked(asked), isToCome);
  return subject(planId(asked), title, () => planAnswer(knowledge, asked, plans, history));
}

/** @param history - What is on record about the plans up to today; never empty. */
function planAnswer(
  knowledge: KnowledgeToday,
  asked: AskedPlans,
  plans: readonly string[],
  history: readonly TimelineEntry[],
): AnswerParts {
  const { models, today } = knowledge;
  // What came after the last day on which the facts were checked is not documented.
  const known = [
    ...history
      .map(({ model }) => models.get(model)!.checked)
      .toSorted()
      .slice(-1),
    today,
  ].toSorted()[0]!;
  // So what was the case on that day is the answer for the days since then.
  const shownAt: AskedPlans =
    firstDay(asked.date) > known && !isBefore(today, asked.date) ? { plans: asked.plans, date: known } : asked;
  const { date } = shownAt;
  const uses = firstDay(date) > known ? [] : usesIn(history, plans, shownAt);
  const shown = history.filter((entry) => uses.some(({ entries }) => entries.includes(entry)));
  const isOpen = shown.some(({ to }) => to === undefined);
  const near = nearestTo(history, date);
  const cited = shown.length > 0 ? shown : [near];
  return {
    short: uses.length > 0 ? planSentence(knowledge, uses, shownAt) : nothingDocumented(knowledge, near, asked),
    body: paragraphs(
      ...uses.map((use) => useList(knowledge, use)),
      missingNote(knowledge, shownAt, uses),
      uses.length > 0 && plans.includes(API) ? undatedNote(knowledge, date) : '',
      isOpen ? strings.knownUntil(formatDate(known), whereToLook(plans)) : '',
    ),
    related: related(knowledge, plans, cited).slice(0, MOST_RELATED),
    models: [...models.values()].filter(({ id }) => cited.some(({ model }) => model === id)),
    entries: cited,
    cited,
  };
}

/** The last entry that had begun by then, a default if there is one; the first entry if none had. */
function nearestTo(history: readonly TimelineEntry[], date: string): TimelineEntry {
  const begun = history.filter(({ from }) => !isBefore(date, from));
  return begun.findLast(({ role }) => role === 'default') ?? begun.at(-1) ?? history[0]!;
}

function nothingDocumented(knowledge: KnowledgeToday, near: TimelineEntry, asked: AskedPlans): string {
  const { today } = knowledge;
  const { date, plans, until = date } = asked;
  const when = whenAsked(asked);
  const [launch] = chatGptTimeline(knowledge);
  const model = `${nameOf(knowledge, near)} (${spanPhrase(near, today)})`;
  if (launch && !plans.includes(API) && isBefore(until, launch.from)) {
    return `ChatGPT did not exist yet ${when}: it launched ${onDate(launch.from)} with ${nameOf(knowledge, launch)}.`;
  }
  const about = subjectOf(knowledge, plans);
  const nothing = `It is not known what ${about} had ${when}`;
  if (isBefore(until, near.from)) return `${nothing}: the first known model is ${model}.`;
  const last = `The last known model is ${model}${near.to === undefined ? `; check ${whereToLook(plans)}` : ''}.`;
  if (isBefore(today, date)) return `What ${about} will have ${when} is not known yet. ${last}`;
  return `${nothing}. ${last}`;
}

/** Where people can look up what they have today. */
const whereToLook = (plans: readonly string[]): string =>
  isApiAlone(plans) ? strings.API_MODEL_LIST : strings.MODEL_PICKER;

/** A heading for the plans, then a line for each model with its dates, the newest first: by role, unless it is the API. */
function useList(knowledge: KnowledgeToday, { plans, entries }: PlanUse): string {
  const dated = (entry: TimelineEntry): string => `${nameOf(knowledge, entry)}, ${spanPhrase(entry, knowledge.today)}`;
  if (isApiAlone(plans)) return `**API**\n${list(entries.toReversed().map(dated))}`;
  const lines = ROLES.flatMap((role) => {
    const items = entries
      .filter((entry) => entry.role === role)
      .toReversed()
      .map((entry) => `${strings.ROLE_LABELS[role]}: ${noted(dated(entry), entry.note)}`);
    return items.length > 0 || role !== 'default' ? items : [strings.NO_DEFAULT_DOCUMENTED];
  });
  return `**${planNames(knowledge, plans)}**\n${list(lines)}`;
}

/** Models that the API had at that time, although no source says since when. */
function undatedNote({ models }: KnowledgeToday, date: PartialDate): string {
  const names = [...models.values()]
    .filter(({ maker }) => maker === strings.CHATGPT_MAKER)
    .filter(({ releasedInApi, released }) => releasedInApi === null && released !== null && !isBefore(date, released))
    .filter(({ retired }) => !retired?.api || isDuring({ from: date, to: retired.api }, date))
    .map(({ name }) => name);
  return names.length > 0 ? `When the API got ${listed(names)} is not known.` : '';
}

/** The plans in the question that have nothing on record, although others have. */
function missingNote(knowledge: KnowledgeToday, asked: AskedPlans, uses: readonly PlanUse[]): string {
  const missing = asked.plans.filter((plan) => !uses.some((use) => use.plans.includes(plan)));
  if (uses.length === 0 || missing.length === 0) return '';
  return `**${planNames(knowledge, missing)}:** nothing known ${whenAsked(asked)}`;
}

/** Of the API curated answers, then the newest models; of plans the whole history first, and their default models. */
function related(
  { related: { plan, api } }: KnowledgeToday,
  plans: readonly string[],
  entries: readonly TimelineEntry[],
) {
  if (isApiAlone(plans)) return [...api, ...entries.toReversed().map(({ model }) => `model:${model}`)];
  const byRole = ROLES.flatMap((role) => entries.filter((entry) => entry.role === role));
  return [CHATGPT_LINEAGE, ...plan, ...new Set(byRole.map(({ model }) => `model:${model}`))];
}

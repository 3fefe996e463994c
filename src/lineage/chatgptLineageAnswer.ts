import type { Answer } from '../knowledge/Answer.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import { CHATGPT_PLANS, type Plan, type TimelineEntry } from '../knowledge/Timeline.ts';
import { isBefore } from './dateOrder.ts';
import { firstThatFits } from './firstThatFits.ts';
import { listed } from './listed.ts';
import { madeAnswer } from './madeAnswer.ts';
import { CHATGPT_LINEAGE } from './madeIds.ts';
import { spanPhrase } from './modelFacts.ts';
import { planHistories, type PlanHistory } from './planHistories.ts';
import { planNames } from './planNames.ts';
import { formatDate } from '../knowledge/formatDate.ts';
import { entriesOn, joinedSpans } from './timeline.ts';

/** What ChatGPT has run on from its launch to today, by plan: `lineage:chatgpt`. `undefined` without a timeline. */
export function chatgptLineageAnswer(knowledge: Knowledge, today: string): Answer | undefined {
  const begun = knowledge.timeline.filter(({ from }) => !isBefore(today, from));
  const entries = begun.filter(({ role }) => role === 'default');
  const choices = begun.filter(({ role }) => role === 'choice');
  const histories = planHistories(entries);
  const models = [...knowledge.models.values()].filter(({ id }) => entries.some(({ model }) => model === id));
  if (histories.length === 0 || models.length === 0) return undefined;
  return madeAnswer({
    id: CHATGPT_LINEAGE,
    title: 'What ChatGPT has run on',
    short: fromLaunchToToday(knowledge, entries, today),
    body: [
      'What each plan used without choosing:',
      ...histories.map((history) => toldHistory(knowledge, history)),
      ...toldChoices(knowledge, choices, today),
    ].join('\n\n'),
    related: related(knowledge, entries),
    models,
    entries,
    cited: [...entries, ...choices],
  });
}

function fromLaunchToToday(knowledge: Knowledge, entries: readonly TimelineEntry[], today: string): string {
  const first = entries[0]!;
  const start = `ChatGPT began on ${nameOf(knowledge, first)} (${formatDate(first.from)}).`;
  const now = modelsNow(knowledge, entries, today).map(([model, plans]) => `${model} (${planNames(plans)})`);
  if (now.length === 0) return start;
  return firstThatFits([`${start} Its last documented defaults are ${listed(now)}.`, start]);
}

/** The models used without choosing today, each with its plans, cheapest plan first. */
function modelsNow(
  knowledge: Knowledge,
  entries: readonly TimelineEntry[],
  today: string,
): readonly (readonly [string, Plan[]])[] {
  const plansOf = new Map<string, Plan[]>();
  for (const plan of CHATGPT_PLANS) {
    const entry = entriesOn(entries, plan, today).at(-1);
    if (!entry) continue;
    const name = nameOf(knowledge, entry);
    plansOf.set(name, [...(plansOf.get(name) ?? []), plan]);
  }
  return [...plansOf];
}

/** A heading for the plan, then a line for each model. */
function toldHistory(knowledge: Knowledge, { plan, entries, sameAs }: PlanHistory): string {
  if (sameAs)
    return `**${planNames([plan])}:** since ${formatDate(entries[0]!.from)} the same as ${planNames([sameAs])}`;
  const lines = entries.map((entry) => `- ${formatDate(entry.from)}: ${nameOf(knowledge, entry)}`);
  return `**${planNames([plan])}**\n${lines.join('\n')}`;
}

/** When each model was there for those who asked for it, in the order of the first day. */
function toldChoices(knowledge: Knowledge, choices: readonly TimelineEntry[], today: string): readonly string[] {
  if (choices.length === 0) return [];
  const models = [...new Set(choices.map(({ model }) => model))];
  const lines = models.map((model) => {
    const spans = joinedSpans(choices.filter((entry) => entry.model === model));
    return `- ${spans.map((span) => spanPhrase(span, today)).join(', ')}: ${nameOf(knowledge, { model })}`;
  });
  return [`**By choice, on some plans**\n${lines.join('\n')}`];
}

const nameOf = ({ models }: Knowledge, { model }: Pick<TimelineEntry, 'model'>): string =>
  models.get(model)?.name ?? model;

/** The curated overview of today, then the model that came last. */
function related(knowledge: Knowledge, entries: readonly TimelineEntry[]): readonly string[] {
  const newest = entries.at(-1)!.model;
  return [
    ...['which-model-now', 'free-vs-plus-model'].filter((id) => knowledge.answers.has(id)),
    ...(knowledge.models.has(newest) ? [`model:${newest}`] : []),
  ];
}

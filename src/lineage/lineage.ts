import type { Answer } from '../knowledge/Answer.ts';
import { formatDate, isBefore } from '../knowledge/dates.ts';
import { type Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { entriesOf, firstThatFits, listed, generatedAnswer } from './generatedAnswer.ts';
import { CHATGPT_LINEAGE, compareId, lineageId, modelId } from './ids.ts';
import { madeFromPhrase, modalities, spanPhrase, usesInChatGpt } from './modelFacts.ts';
import { planHistories, type PlanHistory, planNames } from './plans.ts';
import { entriesOn, joinedSpans } from './timeline.ts';
import { chainTo } from './familyTree.ts';
import { isFromScratch } from './familyTree.ts';
import type { Link } from './familyTree.ts';
import { linkBefore } from './familyTree.ts';
import { linksAfter } from './familyTree.ts';
import { releasedBefore } from './familyTree.ts';
import type { LineageFact } from '../knowledge/Phrasings.ts';
import type { TimelineEntry } from '../knowledge/Timeline.ts';
import { chatGptPlans } from '../knowledge/Names.ts';

const ARROWS: Record<Link['how'], string> = { disclosed: '→', 'release-order': '⇢' };

const LEGEND: Record<Link['how'], string> = {
  disclosed: '→ made from the one before, as disclosed',
  'release-order': '⇢ came next, by order of release only',
};

export const lineageTitle = ({ name }: Model): string => `Lineage of ${name}`;

/**
 * Where one model stands in the family tree: `lineage:gpt-4o`.
 *
 * @param fact - What to begin with: what it was made from, or what came after it. Default: what came before it.
 */
export function lineageAnswer(knowledge: Knowledge, model: Model, today: string, fact?: LineageFact): Answer {
  const before = linkBefore(knowledge, model)?.from;
  const after = linksAfter(knowledge, model);
  return generatedAnswer({
    id: lineageId(model, fact),
    title: lineageTitle(model),
    short: fact === undefined ? cameFrom(knowledge, model) : LEADS[fact](knowledge, model),
    body: [
      chain(knowledge, model),
      [
        `- **Made from:** ${madeFromPhrase(knowledge, model)}`,
        ...madeFromIt(after),
        ...cameNext(after),
        ...useInChatGpt(knowledge, model, today),
      ].join('\n'),
    ]
      .filter(Boolean)
      .join('\n\n'),
    related: [modelId(model), ...(before ? [compareId(knowledge, [before, model])] : []), CHATGPT_LINEAGE],
    models: [model],
    entries: entriesOf(knowledge, [model]),
  });
}

/** Answers "what is it based on?" and "what came after it?" in one sentence. */
const LEADS: Readonly<Record<LineageFact, (knowledge: Knowledge, model: Model) => string>> = {
  base(knowledge, model) {
    const { name, maker, madeFrom } = model;
    const link = linkBefore(knowledge, model);
    if (link?.how !== 'release-order') return cameFrom(knowledge, model);
    const before = ` Before it came ${link.from.name}${released(link.from)}.`;
    if (isFromScratch(model)) return `${fromNoModel(model)}.${before}`;
    const lead = madeFrom.note
      ? `${maker} names no earlier model that ${name} was made from (${madeFrom.note}).`
      : `${maker} has not disclosed what ${name} was made from.`;
    return firstThatFits([lead + before, lead]);
  },
  after(knowledge, model) {
    const links = linksAfter(knowledge, model);
    const made = links.filter(({ how }) => how === 'disclosed').map(({ to }) => to);
    const next = links.filter(({ how }) => how === 'release-order').map(({ to }) => to);
    if (links.length === 0) return `No model is on record that came after ${model.name} in its family.`;
    const parts = (dated: boolean): string =>
      [
        ...(next.length > 0 ? [`After ${model.name} came ${names(next, dated)}.`] : []),
        ...(made.length > 0 ? [`Made from ${model.name}: ${names(made, dated)}.`] : []),
      ].join(' ');
    return firstThatFits([parts(true), parts(false)]);
  },
};

const names = (models: readonly Model[], dated: boolean): string =>
  listed(models.map((model) => model.name + (dated ? released(model) : '')));

/** Answers "what came before it?" in one sentence. */
function cameFrom(knowledge: Knowledge, model: Model): string {
  const { name, madeFrom, maker } = model;
  const link = linkBefore(knowledge, model);
  if (link?.how === 'disclosed') return `${name} was made from ${link.from.name}${released(link.from)}.`;
  if (link) {
    const order = `Before ${name} came ${link.from.name}${released(link.from)}`;
    const open = `${order}. Whether the one was made from the other, ${maker} has not disclosed.`;
    if (!madeFrom.note) return open;
    return firstThatFits([`${order}. What is disclosed of ${name}: ${madeFrom.note}.`, `${order}.`]);
  }
  const previous = releasedBefore(knowledge, model);
  const release = model.output.includes('text') ? 'release' : `model for ${modalities(model.output)}`;
  const order = previous ? ` ${maker}'s ${release} before it was ${previous.name}${released(previous)}.` : '';
  if (madeFrom.how === 'disclosed') {
    return firstThatFits([`${fromNoModel(model)}.${order}`, `${name} was not made from an earlier model.${order}`]);
  }
  if (!madeFrom.note) return `${maker} has not disclosed what ${name} was made from.${order}`;
  const open = `${maker} names no earlier model that ${name} was made from`;
  return firstThatFits([`${open} (${madeFrom.note}).${order}`, `${open} (${madeFrom.note}).`, `${open}.`]);
}

const fromNoModel = ({ name, madeFrom }: Model): string =>
  `${name} was not made from an earlier model: ${madeFrom.note ?? 'it was trained from scratch'}`;

const released = (model: Model): string => (model.released === null ? '' : ` (${formatDate(model.released)})`);

/** `GPT-3 → GPT-3.5 ⇢ GPT-4`, with what the arrows mean. */
function chain(knowledge: Knowledge, model: Model): string {
  const before = chainTo(knowledge, model);
  const after = linksAfter(knowledge, model);
  const next = after.length === 1 ? after : [];
  const links = [...before, ...next];
  if (links.length === 0) return '';
  const steps = links.map(({ how, to }) => ` ${ARROWS[how]} ${emphasised(to, model)}`);
  const legend = (['disclosed', 'release-order'] as const).filter((how) => links.some((link) => link.how === how));
  return `${emphasised(links[0]!.from, model)}${steps.join('')}\n*${legend.map((how) => LEGEND[how]).join('. ')}.*`;
}

const emphasised = (one: Model, subject: Model): string => (one.id === subject.id ? `**${one.name}**` : one.name);

function madeFromIt(after: readonly Link[]): readonly string[] {
  const children = after.filter(({ how }) => how === 'disclosed').map(({ to }) => to.name);
  return children.length > 0 ? [`- **Made from it:** ${listed(children)}`] : [];
}

function cameNext(after: readonly Link[]): readonly string[] {
  const next = after.filter(({ how }) => how === 'release-order').map(({ to }) => to.name);
  return next.length > 0 ? [`- **Came next in the family:** ${listed(next)}`] : [];
}

function useInChatGpt(knowledge: Knowledge, model: Model, today: string): readonly string[] {
  const uses = usesInChatGpt(knowledge, model, today).map(({ plans, when }) => `${plans}: ${when}`);
  if (uses.length > 1) return [`- **In ChatGPT:**${uses.map((use) => `\n  - ${use}`).join('')}`];
  const only = uses[0] ?? model.chatgptNote;
  return only === undefined ? [] : [`- **In ChatGPT:** ${only}`];
}

/** @returns `undefined` when no default model is documented up to today, as {@link chatgptLineageAnswer}. */
export function chatgptLineageTitle({ timeline, models }: Knowledge, today: string): string | undefined {
  const isKnown = timeline.some(
    ({ role, from, model }) => role === 'default' && models.has(model) && !isBefore(today, from),
  );
  return isKnown ? CHATGPT_TITLE : undefined;
}

const CHATGPT_TITLE = 'What ChatGPT has run on';

/** What ChatGPT has run on from its launch to today, by plan: `lineage:chatgpt`. `undefined` without a timeline. */
export function chatgptLineageAnswer(knowledge: Knowledge, today: string): Answer | undefined {
  const begun = knowledge.timeline.filter(({ from }) => !isBefore(today, from));
  const entries = begun.filter(({ role }) => role === 'default');
  const choices = begun.filter(({ role }) => role === 'choice');
  const histories = planHistories(knowledge, entries);
  const models = [...knowledge.models.values()].filter(({ id }) => entries.some(({ model }) => model === id));
  if (histories.length === 0 || models.length === 0) return undefined;
  return generatedAnswer({
    id: CHATGPT_LINEAGE,
    title: CHATGPT_TITLE,
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
  const now = modelsNow(knowledge, entries, today).map(([model, plans]) => `${model} (${planNames(knowledge, plans)})`);
  if (now.length === 0) return start;
  return firstThatFits([`${start} Its last documented defaults are ${listed(now)}.`, start]);
}

/** The models used without choosing today, each with its plans, cheapest plan first. */
function modelsNow(
  knowledge: Knowledge,
  entries: readonly TimelineEntry[],
  today: string,
): readonly (readonly [string, string[]])[] {
  const plansOf = new Map<string, string[]>();
  for (const plan of chatGptPlans(knowledge.plans)) {
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
    return `**${planNames(knowledge, [plan])}:** since ${formatDate(entries[0]!.from)} the same as ${planNames(knowledge, [sameAs])}`;
  const lines = entries.map((entry) => `- ${formatDate(entry.from)}: ${nameOf(knowledge, entry)}`);
  return `**${planNames(knowledge, [plan])}**\n${lines.join('\n')}`;
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
  return [...knowledge.related.history, ...(knowledge.models.has(newest) ? [`model:${newest}`] : [])];
}

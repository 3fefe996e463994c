import type { Answer } from '../knowledge/Answer.ts';
import { formatDate, isBefore, joinedSpans } from '../knowledge/dates.ts';
import { chatGptPlans, type Knowledge, type TimelineEntry } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { LineageFact } from '../knowledge/Phrasings.ts';
import { listed } from '../shared/text.ts';
import { completeAnswer, entriesOf, firstThatFits, type Subject } from './completeAnswer.ts';
import {
  chainTo,
  isFromScratch,
  type Link,
  linkBefore,
  linksAfter,
  releasedAfter,
  releasedBefore,
} from './familyTree.ts';
import { CHATGPT_LINEAGE, compareId, lineageId, modelId } from './ids.ts';
import { inBrackets, inChatGpt, listItem, modalities, PHRASES, spanPhrase, usesInChatGpt } from './modelFacts.ts';
import * as strings from './strings.ts';
import { LABELS } from './strings.ts';
import { chatGptPicture } from './pictures/timelinePicture.ts';
import { treePicture } from './pictures/treePicture.ts';
import { entriesOn, nameOf, planHistories, type PlanHistory, planNames } from './timeline.ts';

/** A maker's releases around a model: enough to see the branches. */
const MOST_RELEASES = 3;

/**
 * A model's place in the family tree: `lineage:gpt-4o`.
 *
 * @param fact - What to begin with: what it was made from, or what came after it. Default: what came before it.
 */
export function lineageAnswer(knowledge: Knowledge, model: Model, today: string, fact?: LineageFact): Answer {
  const before = linkBefore(knowledge, model)?.from;
  const { made, next } = cameAfter(knowledge, model);
  return completeAnswer({
    id: lineageId(model, fact),
    title: strings.lineageTitle(model),
    short: fact === undefined ? cameFrom(knowledge, model) : LEADS[fact](knowledge, model),
    body: [
      chain(knowledge, model),
      [
        `- **${LABELS.madeFrom}:** ${PHRASES.madeFrom(model, knowledge)}`,
        ...line(LABELS.madeFromIt, namesOf(made, false)),
        ...line(LABELS.nextInFamily, namesOf(next, false)),
        // The maker's releases just before and after, whatever their line.
        ...line(
          LABELS.releasedBefore(model.maker),
          namesOf(releasedBefore(knowledge, model).slice(-MOST_RELEASES), true),
        ),
        ...line(
          LABELS.releasedAfter(model.maker),
          namesOf(releasedAfter(knowledge, model).slice(0, MOST_RELEASES), true),
        ),
        ...(model.chatgptNote === undefined && usesInChatGpt(knowledge, model, today).length === 0
          ? []
          : [listItem(LABELS.inChatGpt, inChatGpt(model, knowledge, today))]),
      ].join('\n'),
    ]
      .filter(Boolean)
      .join('\n\n'),
    picture: treePicture(knowledge, model, today),
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
    const before = ` ${link.from.name}${inBrackets(link.from)} came before it.`;
    if (isFromScratch(model)) return `${fromNoModel(model)}.${before}`;
    const lead = madeFrom.note
      ? `${maker} does not name an earlier model that ${name} was made from (${madeFrom.note}).`
      : `${maker} has not disclosed what ${name} was made from.`;
    return firstThatFits([lead + before, lead]);
  },
  after(knowledge, model) {
    const { made, next } = cameAfter(knowledge, model);
    if (made.length + next.length === 0) return laterReleases(knowledge, model);
    const parts = (dated: boolean): string =>
      [
        ...(next.length > 0 ? [`After ${model.name} came ${listed(namesOf(next, dated))}.`] : []),
        ...(made.length > 0 ? [`Made from ${model.name}: ${listed(namesOf(made, dated))}.`] : []),
      ].join(' ');
    return firstThatFits([parts(true), parts(false)]);
  },
};

/** For a model that has no successor of its own. */
function laterReleases(knowledge: Knowledge, model: Model): string {
  const later = releasedAfter(knowledge, model).slice(0, MOST_RELEASES);
  if (later.length === 0) return `${model.name} is the newest model of ${model.maker} of its kind.`;
  const sentence = (some: readonly Model[]): string =>
    `After ${model.name}, ${model.maker} released ${listed(namesOf(some, true))}.`;
  return firstThatFits([sentence(later), sentence(later.slice(0, 1))]);
}

/** The models made from one, and those that are only known to have come after it in its family. */
function cameAfter(knowledge: Knowledge, model: Model) {
  const links = Map.groupBy(linksAfter(knowledge, model), ({ how }) => how);
  const through = (how: Link['how']): readonly Model[] => links.get(how)?.map(({ to }) => to) ?? [];
  return { made: through('disclosed'), next: through('release-order') };
}

const namesOf = (models: readonly Model[], dated: boolean): readonly string[] =>
  models.map((model) => model.name + (dated ? inBrackets(model) : ''));

/** Answers "what came before it?" in one sentence. */
function cameFrom(knowledge: Knowledge, model: Model): string {
  const { name, madeFrom, maker } = model;
  const link = linkBefore(knowledge, model);
  if (link?.how === 'disclosed') return `${name} was made from ${link.from.name}${inBrackets(link.from)}.`;
  if (link) {
    const order = `Before ${name} came ${link.from.name}${inBrackets(link.from)}`;
    const last = releasedBefore(knowledge, model).at(-1);
    const between =
      last && last !== link.from ? `; ${maker}'s last release before it was ${last.name}${inBrackets(last)}` : '';
    const open = `${order}${between}. ${maker} has not disclosed whether one was made from the other.`;
    if (!madeFrom.note) return firstThatFits([open, `${order}${between}.`]);
    return firstThatFits([
      `${order}${between}. Disclosed about ${name}: ${madeFrom.note}.`,
      `${order}${between}.`,
      `${order}.`,
    ]);
  }
  const previous = releasedBefore(knowledge, model).at(-1);
  const release = model.output.includes('text') ? 'release' : `model for ${modalities(model.output)}`;
  const order = previous ? ` ${maker}'s ${release} before it was ${previous.name}${inBrackets(previous)}.` : '';
  if (madeFrom.how === 'disclosed') {
    return firstThatFits([`${fromNoModel(model)}.${order}`, `${name} was not made from an earlier model.${order}`]);
  }
  if (!madeFrom.note) return `${maker} has not disclosed what ${name} was made from.${order}`;
  const open = `${maker} does not name an earlier model that ${name} was made from`;
  return firstThatFits([`${open} (${madeFrom.note}).${order}`, `${open} (${madeFrom.note}).`, `${open}.`]);
}

const fromNoModel = ({ name, madeFrom }: Model): string =>
  `${name} was not made from an earlier model: ${madeFrom.note ?? `it was ${strings.FROM_SCRATCH}`}`;

/** `GPT-3 → GPT-3.5 ⇢ GPT-4`, and what the arrows mean. */
function chain(knowledge: Knowledge, model: Model): string {
  const before = chainTo(knowledge, model);
  const after = linksAfter(knowledge, model);
  const next = after.length === 1 ? after : [];
  const links = [...before, ...next];
  if (links.length === 0) return '';
  const steps = links.map(({ how, to }) => ` ${strings.ARROWS[how].arrow} ${emphasised(to, model)}`);
  const legend = (['disclosed', 'release-order'] as const).filter((how) => links.some((link) => link.how === how));
  return `${emphasised(links[0]!.from, model)}${steps.join('')}\n*${legend.map((how) => strings.ARROWS[how].meaning).join('. ')}.*`;
}

const emphasised = (one: Model, subject: Model): string => (one.id === subject.id ? `**${one.name}**` : one.name);

/** Nothing if there is nothing to list. */
const line = (label: string, names: readonly string[]): readonly string[] =>
  names.length > 0 ? [`- **${label}:** ${listed(names)}`] : [];

/** What ChatGPT has run on since its launch, by plan: `lineage:chatgpt`. `undefined` if no default up to today is known. */
export function chatgptLineage(knowledge: Knowledge, today: string): Subject | undefined {
  const begun = knowledge.timeline.filter(({ from }) => !isBefore(today, from));
  const entries = begun.filter(({ role }) => role === 'default');
  const choices = begun.filter(({ role }) => role === 'choice');
  const models = [...knowledge.models.values()].filter(({ id }) => entries.some(({ model }) => model === id));
  if (models.length === 0) return undefined;
  const title = strings.HISTORY_TITLE;
  const answer = (): Answer => {
    const histories = planHistories(knowledge, entries);
    return completeAnswer({
      id: CHATGPT_LINEAGE,
      title,
      short: fromLaunchToToday(knowledge, entries, today),
      body: [
        strings.DEFAULTS_BY_PLAN,
        ...histories.map((history) => historyOf(knowledge, history)),
        ...choicesOf(knowledge, choices, today),
      ].join('\n\n'),
      picture: chatGptPicture(knowledge, histories, today),
      related: related(knowledge, entries),
      models,
      entries,
      cited: [...entries, ...choices],
    });
  };
  return { title, answer };
}

function fromLaunchToToday(knowledge: Knowledge, entries: readonly TimelineEntry[], today: string): string {
  const first = entries[0]!;
  const start = `ChatGPT launched with ${nameOf(knowledge, first)} (${formatDate(first.from)}).`;
  const now = modelsNow(knowledge, entries, today).map(
    ([id, plans]) => `${nameOf(knowledge, { model: id })} (${planNames(knowledge, plans)})`,
  );
  if (now.length === 0) return start;
  return firstThatFits([`${start} Its last documented defaults are ${listed(now)}.`, start]);
}

/** Ids of today's default models, each with its plans, cheapest plan first. */
export function modelsNow(
  knowledge: Knowledge,
  entries: readonly TimelineEntry[],
  today: string,
): readonly (readonly [string, string[]])[] {
  const plansOf = new Map<string, string[]>();
  for (const plan of chatGptPlans(knowledge.plans)) {
    const entry = entriesOn(entries, plan, today).at(-1);
    if (!entry) continue;
    plansOf.set(entry.model, [...(plansOf.get(entry.model) ?? []), plan]);
  }
  return [...plansOf];
}

/** A heading for the plan, then a line for each model. */
function historyOf(knowledge: Knowledge, { plan, entries, sameAs }: PlanHistory): string {
  if (sameAs)
    return `**${planNames(knowledge, [plan])}:** since ${formatDate(entries[0]!.from)}, the same as ${planNames(knowledge, [sameAs])}`;
  const lines = entries.map((entry) => `- ${formatDate(entry.from)}: ${nameOf(knowledge, entry)}`);
  return `**${planNames(knowledge, [plan])}**\n${lines.join('\n')}`;
}

/** When each model could be chosen, in the order of the first day. */
function choicesOf(knowledge: Knowledge, choices: readonly TimelineEntry[], today: string): readonly string[] {
  if (choices.length === 0) return [];
  const models = [...new Set(choices.map(({ model }) => model))];
  const lines = models.map((model) => {
    const spans = joinedSpans(choices.filter((entry) => entry.model === model));
    return `- ${spans.map((span) => spanPhrase(span, today)).join(', ')}: ${nameOf(knowledge, { model })}`;
  });
  return [`**${strings.ALSO_AVAILABLE}**\n${lines.join('\n')}`];
}

/** The curated overviews, then the newest model. */
function related(knowledge: Knowledge, entries: readonly TimelineEntry[]): readonly string[] {
  const newest = entries.at(-1)!.model;
  return [...knowledge.related.history, ...(knowledge.models.has(newest) ? [`model:${newest}`] : [])];
}

import { formatDate, isBefore, joinedSpans, onDate } from '../knowledge/dates.ts';
import type { Assistant, AssistantUse } from '../knowledge/Knowledge.ts';
import { CHATGPT } from '../knowledge/ids.ts';
import type { Model } from '../knowledge/Model.ts';
import type { AssistantFact } from '../knowledge/Phrasings.ts';
import { listed } from '../shared/text.ts';
import { type AnswerParts, firstThatFits, list, paragraphs, type Subject, subject } from './completeAnswer.ts';
import { assistantId, modelId, newestId } from './ids.ts';
import { inBrackets, noted, spanPhrase, withDate } from './modelFacts.ts';
import { timelinePicture } from './pictures/timelinePicture.ts';
import * as strings from './strings.ts';
import { ASSISTANT_TITLES, BASED_ON_GPT, LABELS, newestOf } from './strings.ts';
import {
  type DatedUse,
  entriesOn,
  isDuring,
  isStillUsed,
  type KnowledgeToday,
  nameOf,
  planHistories,
  type PlanHistory,
  planNames,
} from './timeline.ts';

/** Of a maker, newest first. */
const MOST_NEWEST = 8;

/** More models than this are of no use below an answer. */
const MOST_RELATED = 2;

/**
 * Which model an assistant runs on: `assistant:siri`.
 *
 * @param fact - What to begin with: `gpt`, whether that is GPT; `maker`; `released`, if that is known; `history`, what it ran on first and last. `newest` lists the
 *   newest models of its maker instead, if it runs on one of them.
 */
export function assistantSubject(knowledge: KnowledgeToday, assistant: Assistant, fact?: AssistantFact): Subject {
  const { name, maker, runsOn } = assistant;
  if (fact === 'newest') {
    return runsOnOwnModel(knowledge, assistant)
      ? newestSubject(knowledge, maker, assistantId(assistant, fact))
      : { ...assistantSubject(knowledge, assistant), title: ASSISTANT_TITLES.newest(name, maker) };
  }
  return subject(assistantId(assistant, fact), ASSISTANT_TITLES[fact ?? 'now'](name, maker), () => {
    const byPlan = fact === 'history' ? historyByPlan(knowledge, assistant) : undefined;
    if (byPlan) return byPlan;
    const uses = runsOn.map((use) => usePhrase(knowledge, assistant, use)).toReversed();
    return {
      short: SHORTS[fact ?? 'now'](assistant, knowledge),
      picture: fact === 'history' ? timelinePicture(knowledge, assistant) : undefined,
      body: paragraphs(list(uses), list([...launchItem(assistant), gptItem(assistant), ...assistant.facts])),
      related: [
        ...newestModelIds(assistant).map((id) => modelId({ id })),
        ...(runsOn.length > 1 && fact !== 'history' ? [assistantId(assistant, 'history')] : []),
        `compare:${CHATGPT}+${assistant.id}`,
      ],
      models: [],
      cited: [assistant, ...runsOn],
      dated: [assistant],
    };
  });
}

/** Newest first. None from before the newest ones that the set only has by name: they are long gone. */
function newestModelIds({ runsOn }: Assistant): readonly string[] {
  const lastUnnamed = runsOn.findLastIndex(({ model }) => model === undefined);
  const ids = runsOn
    .slice(lastUnnamed + 1)
    .toReversed()
    .flatMap(({ model }) => model ?? []);
  return [...new Set(ids)].slice(0, MOST_RELATED);
}

const launchItem = ({ launched, launchedNote = '' }: Assistant): readonly string[] =>
  launched === undefined ? [] : [`**${LABELS.launched}:** ${noted(formatDate(launched), launchedNote)}`];

const gptItem = ({ basedOnGpt: is, basedOnGptNote: note }: Assistant): string =>
  `**${LABELS.basedOnGpt}:** ${BASED_ON_GPT[is].toLowerCase()}${note ? `. ${note}` : ''}`;

/** "Models in HuggingChat" are those that it offers, not those that Hugging Face has made. */
const runsOnOwnModel = ({ models }: KnowledgeToday, { runsOn, maker }: Assistant): boolean =>
  runsOn.some(({ model }) => model !== undefined && models.get(model)!.maker === maker);

/**
 * The newest models of a maker: `newest:moonshot-ai`.
 *
 * @param id - Another one, if its assistant was named: `assistant:kimi:newest`.
 */
export function newestSubject(knowledge: KnowledgeToday, maker: string, id = newestId(maker)): Subject {
  return subject(id, ASSISTANT_TITLES.newest('', maker), () => {
    const newest = [...knowledge.models.values()].filter((model) => model.maker === maker).toReversed();
    const models = newest.slice(0, MOST_NEWEST);
    const own = [...knowledge.assistants.values()].filter(
      (one) => one.maker === maker && runsOnOwnModel(knowledge, one),
    );
    return {
      short: newestShort(maker, newest),
      body: list(models.map((model) => `**${model.name}**${inBrackets(model)}`)),
      related: [...models.slice(0, MOST_RELATED).map((model) => modelId(model)), ...own.map((one) => assistantId(one))],
      models,
    };
  });
}

/** Models that came out on the same day are named together: none of them is the newest. */
function newestShort(maker: string, newest: readonly Model[]): string {
  const { released, short } = newest[0]!;
  if (released === null) return short;
  const together = newest.filter((model) => model.released === released).map(({ name }) => name);
  return firstThatFits([newestOf(together.toReversed(), released, maker), short]);
}

const SHORTS = {
  now: ({ short }: Assistant): string => short,
  gpt: gptSentence,
  maker: madeBy,
  released: cameOut,
  history: fromFirstToLast,
} as const;

function gptSentence({ basedOnGpt, basedOnGptNote = '', short }: Assistant): string {
  const yesOrNo = BASED_ON_GPT[basedOnGpt];
  return firstThatFits([`${yesOrNo}. ${basedOnGptNote || short}`, `${yesOrNo}.`]);
}

function madeBy({ name, maker, short }: Assistant): string {
  const sentence = `${maker === name ? 'The company of that name' : maker} makes ${name}.`;
  return firstThatFits([`${sentence} ${short}`, sentence]);
}

function cameOut({ name, launched, launchedNote = '', short }: Assistant): string {
  const came = `${noted(`${name} came out ${onDate(launched!)}`, launchedNote)}.`;
  return firstThatFits([`${came} ${short}`, came]);
}

function fromFirstToLast({ name, runsOn, short }: Assistant, knowledge: KnowledgeToday): string {
  const [first, last] = [runsOn[0], runsOn.at(-1)];
  // What has no date may have come in any order.
  if (!first || !last || first === last || first.from === null) return short;
  const dated = (use: AssistantUse): string => withDate({ name: nameOf(knowledge, use), released: use.from });
  const start = `The first known model of ${name} is ${dated(first)}`;
  const latest = last.from === null ? `; today it runs on ${nameOf(knowledge, last)}` : `, the latest ${dated(last)}`;
  return firstThatFits([`${start}${latest}.`, `${start}. ${short}`, `${start}.`]);
}

/**
 * `since 13 Oct 2026: Gemini 4 Argon (Ultra plan)`. Of an earlier model whose end nobody has published, only the start is
 * said: `from 14 Mar 2023: Claude 1`.
 */
function usePhrase(knowledge: KnowledgeToday, assistant: Assistant, use: AssistantUse): string {
  const { from, to, end, plans, note } = use;
  const details = [planNames(knowledge, plans), note].filter(Boolean).join('; ');
  const isOpen = end !== undefined || (to === undefined && !isStillUsed(knowledge, assistant, use));
  const name = noted(nameOf(knowledge, use), details);
  if (from === null) {
    // Where nothing has a date, all of it is of today.
    const isLatest = isStillUsed(knowledge, assistant, use) && assistant.runsOn.some((one) => one.from !== null);
    return isLatest ? `today: ${name}` : name;
  }
  return `${isOpen ? `from ${formatDate(from)}` : spanPhrase({ from, to }, knowledge.today)}: ${name}`;
}

/** The default models of each plan since the start, and what could be chosen; `undefined` unless it has plans like ChatGPT's. */
function historyByPlan(knowledge: KnowledgeToday, assistant: Assistant): AnswerParts | undefined {
  const { name, runsOn } = assistant;
  const begun = runsOn
    .filter((use): use is DatedUse => use.from !== null && !isBefore(knowledge.today, use.from))
    .filter(({ plans }) => plans.some((plan) => knowledge.plans.has(plan)));
  const entries = begun.filter(({ role }) => role === 'default');
  const choices = begun.filter(({ role }) => role === 'choice');
  const models = [...knowledge.models.values()].filter(({ id }) => entries.some(({ model }) => model === id));
  if (models.length === 0) return undefined;
  const launch = `launched with ${nameOf(knowledge, entries[0]!)} (${formatDate(entries[0]!.from)}).`;
  const now = defaultsNow(knowledge, assistant).map(
    ({ use, plans }) => `${nameOf(knowledge, use)} (${planNames(knowledge, plans)})`,
  );
  return {
    short: firstThatFits([
      ...(now.length > 0 ? [`${name} runs on ${listed(now)}, as last documented. It ${launch}`] : []),
      `${name} ${launch}`,
    ]),
    body: paragraphs(
      strings.DEFAULTS_BY_PLAN,
      ...planHistories(knowledge, assistant).map((history) => planParagraph(knowledge, history)),
      choicesOf(knowledge, choices),
    ),
    picture: timelinePicture(knowledge, assistant),
    // The curated overviews, then the newest model.
    related: [...knowledge.related.history, modelId({ id: entries.at(-1)!.model! })],
    models,
    entries,
    cited: [...entries, ...choices],
  };
}

/** Today's default models of an assistant with plans like ChatGPT's, each with its plans; that of the cheapest first. */
export function defaultsNow(knowledge: KnowledgeToday, { runsOn }: Assistant) {
  const { plans, today } = knowledge;
  const defaults = runsOn.filter(({ role }) => role === 'default');
  const used = [...plans.keys()].flatMap((plan) => {
    const use = entriesOn(defaults, plan, today).at(-1);
    return use ? [{ plan, use }] : [];
  });
  return Array.from(Map.groupBy(used, ({ use }) => use.model).values(), (same) => ({
    use: same[0]!.use,
    plans: same.map(({ plan }) => plan),
  }));
}

/** A heading for the plan, then a line for each model, the newest first. */
function planParagraph(knowledge: KnowledgeToday, { plan, entries, sameAs }: PlanHistory): string {
  if (sameAs) return `**${plan}:** since ${formatDate(entries[0]!.from)}, the same as ${sameAs}`;
  const lines = entries.toReversed().map((entry) => `${formatDate(entry.from)}: ${nameOf(knowledge, entry)}`);
  return `**${plan}**\n${list(lines)}`;
}

/** When each model could be chosen, the newest first. */
function choicesOf(knowledge: KnowledgeToday, choices: readonly DatedUse[]): string {
  if (choices.length === 0) return '';
  const lines = Array.from(
    Map.groupBy(choices, ({ model }) => model),
    ([model, entries]) => {
      const spans = joinedSpans(entries).map((span) => spanPhrase(span, knowledge.today));
      return `${spans.join(', ')}: ${nameOf(knowledge, { model })}`;
    },
  );
  return `**${strings.ALSO_AVAILABLE}**\n${list(lines.toReversed())}`;
}

/**
 * How an assistant uses the model that stands for it: what it has run on last, or the default of its dearest plan, if its
 * maker made that. A product that offers models of others runs on none in particular, and what many others have followed is
 * gone.
 */
export function currentUse(knowledge: KnowledgeToday, assistant: Assistant): AssistantUse | undefined {
  const use =
    defaultsNow(knowledge, assistant).at(-1)?.use ??
    assistant.runsOn.findLast((one) => isInUse(knowledge, assistant, one));
  return knowledge.models.get(use?.model ?? '')?.maker === assistant.maker ? use : undefined;
}

function isInUse(knowledge: KnowledgeToday, assistant: Assistant, use: AssistantUse): boolean {
  const { today } = knowledge;
  const { from, to } = use;
  return to === undefined ? isStillUsed(knowledge, assistant, use) : isDuring({ from: from ?? today, to }, today);
}

/** The model of {@link currentUse}. */
export const currentModel = (knowledge: KnowledgeToday, assistant: Assistant): Model | undefined =>
  knowledge.models.get(currentUse(knowledge, assistant)?.model ?? '');

import type { Answer } from '../knowledge/Answer.ts';
import { formatDate } from '../knowledge/dates.ts';
import type { Assistant, AssistantUse, Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { AssistantFact } from '../knowledge/Phrasings.ts';
import { completeAnswer, firstThatFits } from './completeAnswer.ts';
import { assistantId, CHATGPT, modelId } from './ids.ts';
import { inBrackets, spanPhrase } from './modelFacts.ts';
import { ASSISTANT_TITLES, BASED_ON_GPT, LABELS, newestTogether, NO_DATE } from './strings.ts';
import { assistantPicture } from './pictures/timelinePicture.ts';
import { isDuring, nameOf } from './timeline.ts';

/** Of a maker, newest first. */
const MOST_NEWEST = 8;

/** More models than this are of no use below an answer. */
const MOST_RELATED = 2;

export const assistantTitle = ({ name, maker }: Assistant, fact?: AssistantFact): string =>
  ASSISTANT_TITLES[fact ?? 'now'](name, maker);

/**
 * Which model an assistant runs on: `assistant:siri`.
 *
 * @param fact - What to begin with: `gpt`, whether that is GPT; `history`, what it ran on first and last. `newest` lists the
 *   newest models of its maker instead, if it runs on one of them.
 */
export function assistantAnswer(
  knowledge: Knowledge,
  assistant: Assistant,
  today: string,
  fact?: AssistantFact,
): Answer {
  const lead = { id: assistantId(assistant, fact), title: assistantTitle(assistant, fact) };
  if (fact === 'newest') {
    return runsOnOwnModel(knowledge, assistant)
      ? newestModels(knowledge, assistant, lead)
      : assistantAnswer(knowledge, assistant, today);
  }
  const { runsOn, facts, basedOnGpt, basedOnGptNote } = assistant;
  const uses = runsOn
    .map((use, index) => `- ${usePhrase(knowledge, use, today, index === runsOn.length - 1)}`)
    .toReversed();
  const gpt = `- **${LABELS.basedOnGpt}:** ${BASED_ON_GPT[basedOnGpt].toLowerCase()}${basedOnGptNote ? `. ${basedOnGptNote}` : ''}`;
  const models = [...new Set(runsOn.toReversed().flatMap(({ model }) => model ?? []))];
  return completeAnswer({
    ...lead,
    short: SHORTS[fact ?? 'now'](assistant, knowledge),
    picture: fact === 'history' ? assistantPicture(knowledge, assistant, today) : undefined,
    body: [uses.join('\n'), [gpt, ...facts.map((one) => `- ${one}`)].join('\n')].filter(Boolean).join('\n\n'),
    related: [
      ...models.slice(0, MOST_RELATED).map((id) => modelId({ id })),
      ...(runsOn.length > 1 && fact !== 'history' ? [assistantId(assistant, 'history')] : []),
      `compare:${CHATGPT}+${assistant.id}`,
    ],
    models: [],
    entries: [],
    cited: [assistant, ...runsOn],
    dated: [assistant],
  });
}

/** "Models in HuggingChat" are those that it offers, not those that Hugging Face has made. */
function runsOnOwnModel({ models }: Knowledge, { runsOn, maker }: Assistant): boolean {
  return runsOn.some(({ model }) => model !== undefined && models.get(model)!.maker === maker);
}

function newestModels(knowledge: Knowledge, assistant: Assistant, lead: Pick<Answer, 'id' | 'title'>): Answer {
  const newest = [...knowledge.models.values()].filter(({ maker }) => maker === assistant.maker).toReversed();
  const shown = newest.slice(0, MOST_NEWEST);
  return completeAnswer({
    ...lead,
    short: newestShort(assistant, newest),
    body: shown.map((model) => `- **${model.name}**${inBrackets(model)}`).join('\n'),
    related: [...shown.slice(0, MOST_RELATED).map((model) => modelId(model)), assistantId(assistant)],
    models: shown,
    entries: [],
    cited: [assistant, ...shown],
    dated: [assistant, ...shown],
  });
}

/** Models that came out on the same day are named together: none of them is the newest. */
function newestShort({ short, maker }: Assistant, newest: readonly Model[]): string {
  const [first] = newest;
  if (!first) return short;
  const together = newest.filter(({ released }) => released !== null && released === first.released);
  if (together.length < 2) return first.short;
  return firstThatFits([
    newestTogether(together.map(({ name }) => name).toReversed(), first.released!, maker),
    first.short,
  ]);
}

const SHORTS = { now: ({ short }: Assistant): string => short, gpt: gptSentence, history: fromFirstToLast } as const;

function gptSentence({ basedOnGpt, basedOnGptNote = '', short }: Assistant): string {
  const yesOrNo = BASED_ON_GPT[basedOnGpt];
  return firstThatFits([`${yesOrNo}. ${basedOnGptNote || short}`, `${yesOrNo}.`]);
}

function fromFirstToLast({ name, runsOn, short }: Assistant, knowledge: Knowledge): string {
  const [first, last] = [runsOn[0], runsOn.at(-1)];
  if (!first || !last || first === last) return short;
  const dated = (use: AssistantUse): string => nameOf(knowledge, use) + inBrackets({ released: use.from });
  const start = `The first known model of ${name} is ${dated(first)}`;
  return firstThatFits([`${start}, the latest ${dated(last)}.`, `${start}.`]);
}

/**
 * `since 13 Oct 2026: Gemini 4 Argon (Ultra plan)`. Of an earlier model whose end nobody has published, only the start is
 * said: `from 14 Mar 2023: Claude 1`.
 */
function usePhrase(knowledge: Knowledge, use: AssistantUse, today: string, isLast: boolean): string {
  const details = [use.plan, use.note].filter((detail) => detail !== undefined).join('; ');
  const span = use.from === null ? NO_DATE : spanPhrase({ from: use.from, to: use.to }, today);
  const when = use.from !== null && use.to === undefined && !isLast ? `from ${formatDate(use.from)}` : span;
  return `${when}: ${nameOf(knowledge, use)}${details === '' ? '' : ` (${details})`}`;
}

/** The model of the set that an assistant runs on today; `undefined` if none is known. */
export function currentModel({ models }: Knowledge, { runsOn }: Assistant, today: string): Model | undefined {
  const use = runsOn.findLast(
    ({ model, from, to }) => model !== undefined && isDuring({ from: from ?? today, to }, today),
  );
  return use?.model === undefined ? undefined : models.get(use.model);
}

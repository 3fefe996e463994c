import { formatDate } from '../knowledge/dates.ts';
import type { Assistant, AssistantUse } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import type { AssistantFact } from '../knowledge/Phrasings.ts';
import { type AnswerParts, firstThatFits, list, paragraphs, type Subject, subject } from './completeAnswer.ts';
import { assistantId, CHATGPT, modelId } from './ids.ts';
import { inBrackets, noted, spanPhrase, withDate } from './modelFacts.ts';
import { assistantPicture } from './pictures/timelinePicture.ts';
import { ASSISTANT_TITLES, BASED_ON_GPT, LABELS, newestTogether, NO_DATE } from './strings.ts';
import { isDuring, isStillUsed, type KnowledgeToday, nameOf } from './timeline.ts';

/** Of a maker, newest first. */
const MOST_NEWEST = 8;

/** More models than this are of no use below an answer. */
const MOST_RELATED = 2;

/**
 * Which model an assistant runs on: `assistant:siri`.
 *
 * @param fact - What to begin with: `gpt`, whether that is GPT; `maker`; `history`, what it ran on first and last. `newest` lists the
 *   newest models of its maker instead, if it runs on one of them.
 */
export function assistantSubject(knowledge: KnowledgeToday, assistant: Assistant, fact?: AssistantFact): Subject {
  const { name, maker, runsOn } = assistant;
  if (fact === 'newest' && !runsOnOwnModel(knowledge, assistant)) {
    return { ...assistantSubject(knowledge, assistant), title: ASSISTANT_TITLES.newest(name, maker) };
  }
  return subject(assistantId(assistant, fact), ASSISTANT_TITLES[fact ?? 'now'](name, maker), () => {
    if (fact === 'newest') return newestModels(knowledge, assistant);
    const uses = runsOn.map((use) => usePhrase(knowledge, assistant, use)).toReversed();
    const models = [...new Set(runsOn.toReversed().flatMap(({ model }) => model ?? []))];
    return {
      short: SHORTS[fact ?? 'now'](assistant, knowledge),
      picture: fact === 'history' ? assistantPicture(knowledge, assistant) : undefined,
      body: paragraphs(list(uses), list([gptItem(assistant), ...assistant.facts])),
      related: [
        ...models.slice(0, MOST_RELATED).map((id) => modelId({ id })),
        ...(runsOn.length > 1 && fact !== 'history' ? [assistantId(assistant, 'history')] : []),
        `compare:${CHATGPT}+${assistant.id}`,
      ],
      models: [],
      cited: [assistant, ...runsOn],
      dated: [assistant],
    };
  });
}

const gptItem = ({ basedOnGpt: is, basedOnGptNote: note }: Assistant): string =>
  `**${LABELS.basedOnGpt}:** ${BASED_ON_GPT[is].toLowerCase()}${note ? `. ${note}` : ''}`;

/** "Models in HuggingChat" are those that it offers, not those that Hugging Face has made. */
const runsOnOwnModel = ({ models }: KnowledgeToday, { runsOn, maker }: Assistant): boolean =>
  runsOn.some(({ model }) => model !== undefined && models.get(model)!.maker === maker);

function newestModels(knowledge: KnowledgeToday, assistant: Assistant): AnswerParts {
  const newest = [...knowledge.models.values()].filter(({ maker }) => maker === assistant.maker).toReversed();
  const models = newest.slice(0, MOST_NEWEST);
  return {
    short: newestShort(assistant, newest),
    body: list(models.map((model) => `**${model.name}**${inBrackets(model)}`)),
    related: [...models.slice(0, MOST_RELATED).map((model) => modelId(model)), assistantId(assistant)],
    models,
    cited: [assistant, ...models],
    dated: [assistant, ...models],
  };
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

const SHORTS = {
  now: ({ short }: Assistant): string => short,
  gpt: gptSentence,
  maker: madeBy,
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

function fromFirstToLast({ name, runsOn, short }: Assistant, knowledge: KnowledgeToday): string {
  const [first, last] = [runsOn[0], runsOn.at(-1)];
  if (!first || !last || first === last) return short;
  const dated = (use: AssistantUse): string => withDate({ name: nameOf(knowledge, use), released: use.from });
  const start = `The first known model of ${name} is ${dated(first)}`;
  return firstThatFits([`${start}, the latest ${dated(last)}.`, `${start}. ${short}`, `${start}.`]);
}

/**
 * `since 13 Oct 2026: Gemini 4 Argon (Ultra plan)`. Of an earlier model whose end nobody has published, only the start is
 * said: `from 14 Mar 2023: Claude 1`.
 */
function usePhrase(knowledge: KnowledgeToday, assistant: Assistant, use: AssistantUse): string {
  const { from, to, plan, note } = use;
  const details = [plan, note].filter((detail) => detail !== undefined).join('; ');
  const isOpen = to === undefined && !isStillUsed(knowledge, assistant, use);
  const when =
    from === null ? NO_DATE : isOpen ? `from ${formatDate(from)}` : spanPhrase({ from, to }, knowledge.today);
  return noted(`${when}: ${nameOf(knowledge, use)}`, details);
}

/**
 * How an assistant uses the model that stands for it: what it has run on last, if its maker made that. A product that offers
 * models of others runs on none in particular, and what many others have followed is gone.
 */
export function currentUse(knowledge: KnowledgeToday, assistant: Assistant): AssistantUse | undefined {
  const use = assistant.runsOn.findLast((one) => isInUse(knowledge, assistant, one));
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

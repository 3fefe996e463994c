import { formatDate, isBefore, NOT_DISCLOSED, onDate, type PartialDate, type Span } from '../knowledge/dates.ts';
import { chatGptPlans } from '../knowledge/Knowledge.ts';
import { formatTokens, type Model } from '../knowledge/Model.ts';
import { listed } from '../shared/text.ts';
import { linkBefore } from './familyTree.ts';
import * as strings from './strings.ts';
import type { LABELS } from './strings.ts';
import { type KnowledgeToday, planNames, spansByPlan } from './timeline.ts';

/** A fact of a model, without a full stop, in the same words everywhere. Never empty. */
export type Phrase = (model: Model, knowledge: KnowledgeToday) => string;

/** What the maker has not published is "not disclosed". */
export const PHRASES = {
  maker: ({ maker }) => maker,
  released: releasedPhrase,
  madeFrom: madeFromPhrase,
  tuning: ({ tuning }) => tuning ?? NOT_DISCLOSED,
  input: ({ input }) => modalities(input),
  output: ({ output }) => modalities(output),
  contextWindow: ({ contextWindow, contextWindowNote }) => noted(formatTokens(contextWindow), contextWindowNote),
  maxOutput: ({ maxOutput }) => formatTokens(maxOutput),
  knowledgeCutoff: ({ knowledgeCutoff, knowledgeCutoffNote }) =>
    noted(formatDate(knowledgeCutoff), knowledgeCutoffNote),
  size: ({ parameters }) => parameters ?? NOT_DISCLOSED,
  architecture: ({ architecture }) => architecture ?? strings.NOT_KNOWN,
  weights: ({ openWeights, licence }) => (openWeights ? noted(strings.PUBLIC, licence) : strings.NOT_PUBLISHED),
  reasoning: ({ reasoning }) => (reasoning === undefined ? strings.NOT_KNOWN : strings.REASONING_PHRASES[reasoning]),
  price: pricePhrase,
  retired: retiredPhrase,
} as const satisfies Readonly<Partial<Record<keyof typeof LABELS, Phrase>>>;

type Fact = keyof typeof PHRASES | 'inChatGpt' | 'apiNames';

/** Facts that only some models have. Where none of the models has it, it is not worth a line. */
const IS_KNOWN: Readonly<Partial<Record<Fact, (model: Model) => boolean>>> = {
  inChatGpt: ({ maker }) => maker === strings.CHATGPT_MAKER,
  architecture: ({ architecture }) => architecture !== undefined,
  // Most weights are closed, which is worth a line only beside public ones.
  weights: ({ openWeights }) => openWeights === true,
  reasoning: ({ reasoning }) => reasoning !== undefined,
  price: ({ price, otherPrice }) => price !== undefined || otherPrice !== undefined,
  retired: ({ retired }) => retired !== null,
  apiNames: ({ apiIds }) => apiIds.length > 0,
};

/** Those facts that are worth a line about these models. */
export function knownFacts<F extends Fact>(facts: readonly F[], models: readonly Model[]): readonly F[] {
  return facts.filter((fact) => models.some(IS_KNOWN[fact] ?? (() => true)));
}

/** `GPT-3 (fine-tuned on code)`; `trained from scratch`; `not disclosed; came after GPT-3.5`. */
function madeFromPhrase(model: Model, knowledge: KnowledgeToday): string {
  const { how, note } = model.madeFrom;
  const link = linkBefore(knowledge, model);
  if (link?.how === 'disclosed') return noted(link.from.name, note);
  if (how === 'disclosed') return note ?? strings.FROM_SCRATCH;
  const known = note ?? NOT_DISCLOSED;
  return link ? `${known}; came after ${link.from.name}` : known;
}

/** `14 Mar 2023 (with a waiting list)`; `5 Dec 2024 (in ChatGPT), in the API 17 Dec 2024` */
function releasedPhrase({ released, releasedNote, releasedInApi }: Model): string {
  const first = noted(released === null ? strings.NOT_KNOWN : formatDate(released), releasedNote);
  return releasedInApi ? `${first}, in the API ${formatDate(releasedInApi)}` : first;
}

/** A model with its day, or something like it. */
type Dated = Pick<Model, 'name' | 'released'> & Partial<Pick<Model, 'announced'>>;

/** ` (13 May 2024)` after a name; nothing if no date is known, or if the name has its year already: `Codex (2021)`. */
export function inBrackets({ name, released, announced = null }: Dated): string {
  if (/\(\d{4}\)$/.test(name)) return '';
  if (released !== null) return ` (${formatDate(released)})`;
  return announced === null ? '' : ` (announced ${formatDate(announced)})`;
}

/** `GPT-4o (13 May 2024)`, `PaLM (announced Apr 2022)` */
export const withDate = (model: Dated): string => model.name + inBrackets(model);

const MODALITIES = { text: 'text', image: 'images', audio: 'audio', video: 'video' } as const;

export function modalities(of: Model['input']): string {
  const kinds = Object.keys(MODALITIES) as (keyof typeof MODALITIES)[];
  return listed(kinds.filter((kind) => of.includes(kind)).map((kind) => MODALITIES[kind]));
}

/** `$5 and $30 per million tokens in and out (as of 21 Nov 2026)` */
function pricePhrase({ price, otherPrice }: Model): string {
  if (!price) return otherPrice ?? strings.NOT_KNOWN;
  const phrase = `${priceInOut(price)} per million tokens in and out`;
  return noted(phrase, [`as of ${formatDate(price.on)}`, price.note].filter((part) => part !== undefined).join('; '));
}

/** `$5 and $30` */
export const priceInOut = ({ input, output }: NonNullable<Model['price']>): string =>
  `${dollars(input)} and ${dollars(output)}`;

/** `$0.25`, `$15` */
const dollars = (amount: number): string => `$${Number.isInteger(amount) ? amount : amount.toFixed(2)}`;

/** `has 175 billion parameters`, `comes in sizes of 8 and 70 billion parameters` */
export function sizePhrase(parameters: string): string {
  // The unit of the first number, or of the range that begins with it.
  const sizes = parameters.replace(/(?:m|b|tr)illion(?! (?:and|to) )/, '$& parameters');
  const areSeveral = /(?:\d|illion) (?:and|to) /.test(sizes.split(' parameters')[0]!);
  return `${areSeveral ? 'comes in sizes of' : 'has'} ${sizes}`;
}

export const hasLeftApi = ({ retired }: Model, { today }: KnowledgeToday): boolean =>
  retired?.api !== undefined && !isBefore(today, retired.api);

/** When some of ChatGPT's plans had a model. */
export interface Use {
  readonly planIds: readonly string[];
  /** The place of the cheapest of these plans among all. */
  readonly cheapest: number;
  /** `Plus and Pro` */
  readonly plans: string;
  /** `13 May 2024 – 7 Aug 2025, 12 Aug 2025 – 13 Feb 2026` */
  readonly when: string;
  /** The same without its gaps: `13 May 2024 – 13 Feb 2026 (with a break)`. */
  readonly inShort: string;
  /** Whether they no longer have it. */
  readonly isOver: boolean;
}

/** When ChatGPT's plans had the model, cheapest plan first. Empty if the timeline doesn't name it. */
export function usesInChatGpt(knowledge: KnowledgeToday, model: Model): readonly Use[] {
  const { today } = knowledge;
  const all = chatGptPlans(knowledge.plans);
  return spansByPlan(knowledge, model.id).map(({ plans, entries }) => ({
    planIds: plans,
    cheapest: all.indexOf(plans[0]!),
    plans: planNames(knowledge, plans),
    when: entries.map((span) => spanPhrase(span, today)).join(', '),
    inShort: noted(
      spanPhrase({ ...entries.at(-1)!, from: entries[0]!.from }, today),
      entries.length > 1 ? strings.WITH_A_BREAK : undefined,
    ),
    isOver: entries.every(({ to, end }) => to !== undefined && !end && !isBefore(today, to)),
  }));
}

/** `Plus and Pro 13 May 2024 – 7 Aug 2025` */
export const plansAndDays = ({ plans, when }: Use): string => `${plans} ${when}`;

/** One line for one group of plans, a list for several. */
export function inChatGpt(model: Model, knowledge: KnowledgeToday): string {
  const uses = usesInChatGpt(knowledge, model).map(({ plans, when }) => `${plans}: ${when}`);
  const note = model.chatgptNote === undefined ? [] : [model.chatgptNote];
  if (uses.length === 0) return note[0] ?? strings.NOT_IN_CHATGPT;
  if (uses.length === 1) return [uses[0]!, ...note].join('. ');
  return [...uses, ...note].map((line) => `\n  - ${line}`).join('');
}

/** @param phrase - A list begins with a line break. */
export const listItem = (label: string, phrase: string): string =>
  `- **${label}:**${phrase.startsWith('\n') ? '' : ' '}${phrase}`;

/** `13 May 2024 – 7 Aug 2025`; `since 8 Oct 2026`; `from 12 Sep 2024, end not documented`. */
export function spanPhrase({ from, to, end }: Span, today: string): string {
  if (end) return `from ${formatDate(from)}, end not documented`;
  if (to === undefined) return `${isBefore(today, from) ? 'announced for' : 'since'} ${formatDate(from)}`;
  const phrase = from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`;
  return isBefore(today, to) ? `${phrase} (announced)` : phrase;
}

/** `ChatGPT 30 Apr 2025; API announced for 23 Oct 2026`; `no date known`. */
function retiredPhrase({ retired }: Model, { today }: KnowledgeToday): string {
  if (!retired) return strings.NO_RETIREMENT_DATE;
  const when = (place: string, date: PartialDate | undefined): string | undefined =>
    date && `${place} ${isBefore(today, date) ? 'announced for ' : ''}${formatDate(date)}`;
  const parts = [when('ChatGPT', retired.chatgpt), when('API', retired.api)].filter((part) => part !== undefined);
  if (parts.length === 0) return retired.note ?? strings.RETIRED_UNKNOWN_DATE;
  return noted(parts.join('; '), retired.note);
}

/** `left ChatGPT on 30 Apr 2025`; `leaves the API on 14 Jan 2027, as announced` */
export function leavesPhrase(
  place: string,
  date: PartialDate | undefined,
  { today }: KnowledgeToday,
): string | undefined {
  if (date === undefined) return undefined;
  return isBefore(today, date) ? `leaves ${place} ${onDate(date)}, as announced` : `left ${place} ${onDate(date)}`;
}

/** A sentence from `chatgptNote`, which may begin with "It", with the model's name. */
export function withName(name: string, sentence: string): string {
  return sentence.startsWith('It ') ? sentence.replace('It', name) : `${name} in ChatGPT: ${sentence}`;
}

/** A phrase with what is known besides, in brackets. */
export function noted(phrase: string, note: string | undefined): string {
  return note ? `${phrase} (${note})` : phrase;
}

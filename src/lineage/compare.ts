import { type Answer, MAX_SHORT, MAX_TITLE, type Table } from '../knowledge/Answer.ts';
import { byStart, formatDate, isBefore } from '../knowledge/dates.ts';
import type { Assistant } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { type CompareFact, PAIR_FACTS, type PairFact } from '../knowledge/Phrasings.ts';
import type { ComparisonPicture } from '../shared/Picture.ts';
import { listed } from '../shared/text.ts';
import { currentUse, defaultsNow } from './assistant.ts';
import { differenceSentence, leadOf, orderSentence } from './differences.ts';
import { entriesOf, firstThatFits, list, paragraphs, type Subject, subject } from './completeAnswer.ts';
import { disclosedOrigins } from './familyTree.ts';
import { assistantId, compareId, lineageId, modelId } from './ids.ts';
import { mainMember } from './model.ts';
import { comparisonPicture } from './pictures/comparisonPicture.ts';
import {
  knownFacts,
  noted,
  type Phrase,
  PHRASES,
  plansAndDays,
  priceInOut,
  spanPhrase,
  usesInChatGpt,
  withDate,
} from './modelFacts.ts';
import * as strings from './strings.ts';
import { LABELS } from './strings.ts';
import { type KnowledgeToday, nameOf, planNames, spansByPlan } from './timeline.ts';

/** Characters of a phone's line in the title and in the text below it, and how many lines of both leave room for a picture. */
const PHONE = { title: 30, text: 35, lines: 6 } as const;

/** How many more lines than usual are around a picture: above it a long text, below it the sources of several makers. */
function linesAround(title: string, short: string, models: readonly Model[]): number {
  const sources = Number(makersOf(models).length > 1);
  const text = Math.ceil(title.length / PHONE.title) + Math.ceil(short.length / PHONE.text);
  return sources + Number(text + sources > PHONE.lines);
}

type PictureRow = ComparisonPicture['rows'][number];

/** A fact with one cell per model. */
interface Row extends PictureRow {
  /** The same for a picture, in fewer words where possible. */
  readonly brief: PictureRow;
}

/**
 * Models side by side: `compare:gpt-3.5+gpt-4`. Facts that are the same for all become one line of the body instead of a
 * row.
 *
 * @param asked - Two to four, in the order in which to show them. A question of what came from the other or replaced
 *   it has them in the order of release.
 * @param fact - What to begin with: `compare:gpt-3+instructgpt:size`. Default: the main difference.
 * @param drawn - Title and names of the picture and the text above it, if they are others than of the models alone.
 */
export function compareSubject(
  knowledge: KnowledgeToday,
  asked: readonly Model[],
  fact?: CompareFact,
  drawn?: Pick<ComparisonPicture, 'title' | 'columns'> & { readonly short: string },
): Subject {
  const released = byRelease(knowledge, asked);
  const models = isPairFact(fact) ? released : asked;
  const title = titleFor(models, fact);
  return subject(compareId(models, fact), title, () => {
    const rows = compareRows(knowledge, models);
    const same = rows.filter(isSame);
    const different = rows.filter((row) => !isSame(row));
    const columns = models.map(({ name }) => name);
    const short = fact === undefined ? differenceSentence(released) : leadOf(fact, released, knowledge);
    return {
      short,
      body:
        same.length > 0 ? `Same for ${models.length === 2 ? 'both' : 'all'}: ${same.map(sameFact).join(' · ')}` : '',
      ...(different.length > 0 && {
        table: asTable(columns, different),
        picture: comparisonPicture(
          {
            title: drawn?.title ?? titleFor(models),
            columns: drawn?.columns ?? columns,
            // Prices of different days can be the same in brief.
            rows: different.map(({ brief }) => brief).filter((row) => !isSame(row)),
          },
          linesAround(drawn?.title ?? title, drawn?.short ?? short, models),
        ),
      }),
      related: [
        ...(fact === 'better' ? knowledge.related.better : []),
        lineageId(released.at(-1)!),
        ...released.toReversed().map((model) => modelId(model)),
      ],
      // The sentence about descent also names what the newer one was made from.
      models: [...models, ...(fact === 'base' ? disclosedOrigins(knowledge, released[1]!) : [])],
      entries: entriesOf(knowledge, models),
    };
  });
}

/** What one of two models is to the other. */
export const isPairFact = (fact?: CompareFact): fact is PairFact => PAIR_FACTS.some((one) => one === fact);

function titleFor(sides: readonly { readonly name: string }[], fact?: CompareFact): string {
  const names = sides.map(({ name }) => name);
  const compared = strings.comparedTitle(names);
  const title = fact === undefined ? compared : strings.COMPARE_TITLES[fact](names);
  return title.length <= MAX_TITLE ? title : compared;
}

const makersOf = (models: readonly Model[]): readonly string[] => [...new Set(models.map(({ maker }) => maker))];

const byRelease = ({ models }: KnowledgeToday, some: readonly Model[]): readonly Model[] =>
  [...models.values()].filter((model) => some.includes(model));

const isSame = ({ cells }: Pick<PictureRow, 'cells'>): boolean => new Set(cells).size === 1;

const FACTS = [
  ...(['maker', 'released', 'madeFrom', 'tuning', 'input', 'output', 'contextWindow'] as const),
  ...(['knowledgeCutoff', 'size', 'weights', 'price', 'reasoning', 'inChatGpt', 'retired'] as const),
];

function compareRows(knowledge: KnowledgeToday, models: readonly Model[]): readonly Row[] {
  const phrases = { ...PHRASES, inChatGpt };
  const isOneMaker = makersOf(models).length === 1;
  return knownFacts(FACTS, models)
    .filter((fact) => fact !== 'maker' || !isOneMaker)
    .map((fact): Row => {
      const cells = models.map((model) => phrases[fact](model, knowledge));
      const { label = LABELS[fact], phrase } = BRIEFLY[fact] ?? {};
      const brief = phrase ? models.map((model) => phrase(model, knowledge)) : cells;
      return { label: LABELS[fact], cells, brief: { label, cells: brief } };
    });
}

/** The note is a sentence; a cell holds a phrase. */
function inChatGpt(model: Model, knowledge: KnowledgeToday): string {
  if (model.maker !== strings.CHATGPT_MAKER) return strings.NEVER;
  const uses = usesInChatGpt(knowledge, model).map(plansAndDays);
  return uses.join('; ') || (model.chatgptNote?.replace(/\.$/, '') ?? strings.NOT_IN_CHATGPT);
}

/** `30 Nov 2022 – 18 Jul 2024`: from the first day on any plan to the last one. */
function timeInChatGpt(model: Model, knowledge: KnowledgeToday): string {
  const spans = spansByPlan(knowledge, model.id).flatMap(({ entries }) => entries);
  const first = spans.toSorted(byStart)[0];
  if (!first) return inChatGpt(model, knowledge);
  const isOver = spans.every(({ to, end }) => to !== undefined && !end);
  const to = spans.map((span) => span.to ?? '').reduce((last, one) => (one > last ? one : last));
  return spanPhrase({ from: first.from, ...(isOver && { to }) }, knowledge.today);
}

/** What a picture has less room for. */
const BRIEFLY: Readonly<Record<string, { readonly label?: string; readonly phrase: Phrase }>> = {
  released: { phrase: ({ released }) => formatDate(released) },
  price: {
    label: LABELS.pricePerMillion,
    phrase: ({ price }) => (price ? priceInOut(price).replace(' and ', ' / ') : strings.NOT_KNOWN),
  },
  contextWindow: {
    label: LABELS.windowInTokens,
    phrase: (model) => PHRASES.contextWindow(model).replace(' tokens', ''),
  },
  inChatGpt: { phrase: timeInChatGpt },
};

const sameFact = ({ label, cells }: Row): string => `**${label[0]!.toLowerCase()}${label.slice(1)}** ${cells[0]!}`;

const asTable = (columns: readonly string[], rows: readonly Row[]): Table => ({
  columns: [LABELS.fact, ...columns],
  rows: rows.map(({ label, cells }) => [label, ...cells].map((text) => ({ text, sources: [] }))),
});

/** One of the things compared, when they are not models alone. */
interface Side {
  readonly id: string;
  readonly name: string;
  /** The model that stands for it; `undefined` for an assistant whose model is not known. */
  readonly model: Model | undefined;
  /** Says which one that is. Absent for a model. */
  readonly standIn?: string;
  /** The same without a full stop and in fewer words. Absent unless it is an assistant whose model is known. */
  readonly inShort?: string;
  /** The answer about it alone. */
  readonly about: string;
  readonly assistant?: Assistant;
}

/** Families that are compared as their main models, which their difference names. */
const isOfModels = ({ models, families }: KnowledgeToday, sides: readonly Side[]): boolean =>
  sides.every(({ id }) => models.has(id) || families.has(id));

/**
 * @param beside - The models that it is compared with. An assistant beside earlier models of its maker is compared as it was at its
 *   launch: "GPT-3 vs ChatGPT".
 * @returns `undefined` if nothing that is known has this id.
 */
export function sideOf(knowledge: KnowledgeToday, id: string, beside: readonly Model[] = []): Side | undefined {
  const { models, families, assistants } = knowledge;
  const model = models.get(id);
  if (model) return { id, name: model.name, model, about: modelId(model) };
  const family = families.get(id);
  if (family) {
    const main = mainMember(family);
    const standIn = `${family.name} is compared as ${main.name}.`;
    return { id, name: family.name, model: main, standIn, about: modelId(family) };
  }
  const assistant = assistants.get(id);
  if (!assistant) return undefined;
  const [first] = assistant.runsOn;
  const isEarlier = (one: Model): boolean =>
    one.maker === assistant.maker && isBefore(one.released, first?.from ?? null);
  const atLaunch = beside.length > 0 && beside.every(isEarlier) ? models.get(first?.model ?? '') : undefined;
  if (atLaunch) {
    const standIn = strings.launchedWith(assistant.name, withDate({ name: atLaunch.name, released: first!.from }));
    return { id, name: assistant.name, model: atLaunch, standIn, about: assistantId(assistant, 'history') };
  }
  const use = currentUse(knowledge, assistant);
  const current = models.get(use?.model ?? '');
  const byPlan = defaultsNow(knowledge, assistant);
  const lesser = byPlan
    .slice(0, -1)
    .map((one) => `${nameOf(knowledge, one.use)} for ${planNames(knowledge, one.plans)}`);
  const note = byPlan.length > 0 ? lesser.join(', ') : use && (planNames(knowledge, use.plans) || use.note);
  const inShort = current && `${assistant.name} runs on ${current.name}`;
  const isOfItsMaker = assistant.name.startsWith(assistant.maker);
  const whose = isOfItsMaker ? assistant.name : `${assistant.name} is ${assistant.maker}'s and`;
  const standIn = current ? `${noted(`${whose} runs on ${current.name}`, note)}.` : assistant.short;
  const side = { id, name: assistant.name, model: current, standIn, ...(inShort && { inShort }) };
  // What plans had is as old as its models, and is cited with them.
  if (byPlan.length > 0) return { ...side, about: assistantId(assistant, 'history') };
  return { ...side, about: assistantId(assistant), assistant };
}

const sentences = (...texts: readonly string[]): string => texts.filter((text) => text !== '').join(' ');

/** For assistants alone, without their plans: `Gemini runs on Gemini 4 Argon and Grok runs on Grok 4.7. …` */
function runningInShort(sides: readonly Side[]): readonly string[] {
  const running = sides.flatMap(({ inShort }) => inShort ?? []);
  const unknown = sides.filter(({ model }) => !model).map(({ name }) => name);
  if (running.length === 0 || running.length + unknown.length < sides.length) return [];
  return [[`${listed(running)}.`, ...(unknown.length > 0 ? [strings.noOneModel(unknown)] : [])].join(' ')];
}

/** What can be said in one sentence: `Grok runs on Grok 4.7; Claude runs on Claude Opus 5.5.` */
function inOneSentence(standIns: readonly string[]): readonly string[] {
  if (standIns.some((standIn) => standIn.slice(0, -1).includes('. '))) return standIns;
  return [`${standIns.map((standIn) => standIn.slice(0, -1)).join('; ')}.`];
}

/** `ChatGPT with GPT-3.5 (30 Nov 2022) came first, then Claude with Claude 1 (14 Mar 2023).` */
function firstDays(knowledge: KnowledgeToday, sides: readonly Side[]): string {
  const days = sides.flatMap(({ id, name, model }) => {
    const { launched, runsOn: [first] = [] } = knowledge.assistants.get(id) ?? {};
    if (launched !== undefined) return [{ from: launched, alone: name, name }];
    const from = first ? first.from : (model?.released ?? null);
    const alone = first ? name : model!.name;
    return from === null ? [] : [{ from, alone, name: first ? `${name} with ${nameOf(knowledge, first)}` : alone }];
  });
  if (days.length < sides.length) return '';
  const inOrder = days.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return firstThatFits([
    orderSentence(inOrder.map(({ name, from }) => ({ name, released: from }))),
    orderSentence(inOrder.map(({ alone, from }) => ({ name: alone, released: from }))),
  ]);
}

/**
 * Compares assistants by the models that they run on today, and families by their main models: `compare:chatgpt+gemini`,
 * `compare:gpt-5.6+claude-opus-5.5`. Says first which model stands for which side, unless one thing is asked.
 *
 * @param fact - What is asked about them. Default: everything.
 */
export function sidesSubject(
  knowledge: KnowledgeToday,
  sides: readonly Side[],
  fact?: Exclude<CompareFact, PairFact>,
): Subject {
  const models = [...new Set(sides.flatMap(({ model }) => model ?? []))];
  const standIns = inOneSentence(sides.flatMap(({ standIn }) => standIn ?? []));
  const id = compareId(sides, fact);
  const title = titleFor(sides, fact);
  const related = [...(fact === 'better' ? knowledge.related.better : []), ...sides.map(({ about }) => about)];
  const asked = (): string => {
    if (fact === 'better') return strings.TASTE_DECIDES;
    if (fact === 'released' && !isOfModels(knowledge, sides)) return firstDays(knowledge, sides);
    return fact === undefined || models.length < 2 ? '' : leadOf(fact, byRelease(knowledge, models), knowledge);
  };
  /** What is asked, and what each side runs on. */
  const opening = () => {
    const lead = asked();
    return {
      lead,
      // What they run on today says nothing about their first days.
      alone: fact === 'released' && lead !== '' ? [lead] : [],
      start: sentences(lead, ...standIns),
      inShort: runningInShort(sides).map((text) => sentences(lead, text)),
      least: lead || standIns[0]!,
    };
  };
  if (models.length < 2) {
    const dated = [...sides.flatMap(({ assistant }) => assistant ?? []), ...models];
    return subject(id, title, () => {
      const { alone, start, inShort, least } = opening();
      const short = firstThatFits([...alone, start, ...inShort, least]);
      const body = list(standIns.filter((standIn) => !short.includes(standIn)));
      return { short, body, related, models, cited: dated, dated };
    });
  }
  /** `ChatGPT: GPT-6 Sol`; `Claude Opus 5` for Claude. */
  const withSides = (model: Model): string => {
    const standingFor = sides.filter((side) => side.model === model).map(({ name }) => name);
    const others = standingFor.filter(
      (name) => !`${model.name} `.startsWith(name) && !name.startsWith(`${model.name} `),
    );
    return [...others, model.name].join(': ');
  };
  const answer = (): Answer => {
    const released = byRelease(knowledge, models);
    const withText = (short: string, body: string): Answer => {
      const drawn = { title: titleFor(sides), columns: models.map(withSides), short };
      const base = compareSubject(knowledge, models, undefined, drawn).answer();
      return { ...base, id, title, related, short, body: paragraphs(body, base.body) };
    };
    if (isOfModels(knowledge, sides)) {
      const short = fact ? leadOf(fact, released, knowledge) : differenceSentence(released);
      return withText(short, strings.BY_MAIN_MODEL);
    }
    const isGeneral = fact === undefined || fact === 'better';
    const { lead, alone, start, inShort, least } = opening();
    const whole = differenceSentence(released);
    const fitting = differenceSentence(released, MAX_SHORT - start.length - 1);
    const short = firstThatFits([
      ...alone,
      ...(isGeneral ? [`${start} ${fitting}`] : []),
      start,
      ...inShort,
      ...(isGeneral ? [sentences(lead, whole)] : []),
      least,
    ]);
    if (isGeneral && short.endsWith(fitting)) return withText(short, '');
    const unsaid = isGeneral ? [whole] : standIns;
    return withText(short, unsaid.filter((text) => !short.includes(text)).join(' '));
  };
  return { title, answer };
}

import { byStart, formatDate, isBefore, type PartialDate } from '../../knowledge/dates.ts';
import { CHATGPT } from '../../knowledge/ids.ts';
import { formatTokens, type Model } from '../../knowledge/Model.ts';
import type { PosterPicture, TreeNode, TreePicture } from '../../shared/Picture.ts';
import { counted, listed } from '../../shared/text.ts';
import { chainTo, linkBefore, linksAfter } from '../familyTree.ts';
import { modalities, usesInChatGpt } from '../modelFacts.ts';
import { shortened } from './comparisonPicture.ts';
import * as strings from '../strings.ts';
import { type KnowledgeToday, spansByPlan } from '../timeline.ts';

/** How far back the picture goes. The text names all ancestors. */
const STEPS_BACK = 3;

/** Of so many of them, their other branches too. */
const STEPS_WITH_BRANCHES = 2;

/** More models, or more nodes with the assistants, make a picture that is longer than a phone's screen. */
const MOST = { models: 8, nodes: 9 } as const;

/** Names of other assistants than ChatGPT. */
const MOST_PRODUCTS = 4;

/** About two lines of a node. */
const MOST_OF_A_FACT = 76;

/**
 * A model's neighbourhood in the family tree: its last ancestors with their other branches, what follows from it in two
 * steps, and the assistants that run on it.
 *
 * @returns `undefined` if there is nothing around it.
 */
export function treePicture(knowledge: KnowledgeToday, model: Model): TreePicture | undefined {
  const chain = chainTo(knowledge, model);
  const ancestors = chain.slice(-STEPS_BACK).map(({ from }) => from);
  const products = productsOf(knowledge, model);
  const models = neighbours(knowledge, model, { ancestors, most: Math.min(MOST.models, MOST.nodes - products.length) });
  if (models.length + products.length < 2) return undefined;
  const shown = new Set(models);
  const nodes = models.map((one) => nodeOf(knowledge, one, shown, model));
  const earlier = chain.slice(0, -STEPS_BACK).map(({ from }) => from.name);
  const title = strings.lineageTitle(model);
  const all = [...nodes, ...products];
  return {
    kind: 'tree',
    title,
    earlier: earlier.length > MOST_EARLIER ? `${earlier[0]!} … ${earlier.at(-1)!}` : listed(earlier),
    nodes: all,
    alt: strings.pictureAlt(title, sentencesOf(all)),
  };
}

/** Names of earlier models that fit a line. */
const MOST_EARLIER = 3;

/** In the order of release: parents come before their children. */
function neighbours(
  knowledge: KnowledgeToday,
  model: Model,
  { ancestors, most }: { readonly ancestors: readonly Model[]; readonly most: number },
): readonly Model[] {
  // What continues the family says more than its variants.
  const childrenOf = (one: Model): readonly Model[] =>
    linksAfter(knowledge, one)
      .toSorted((a, b) => Number(b.how === 'release-order') - Number(a.how === 'release-order'))
      .map(({ to }) => to);
  const children = childrenOf(model);
  const branches = ancestors.slice(-STEPS_WITH_BRANCHES).toReversed().flatMap(childrenOf);
  // The nearest first, in case there are too many.
  const wanted = [...ancestors, model, ...children, ...branches, ...children.flatMap(childrenOf)];
  const chosen = new Set([...new Set(wanted)].slice(0, most));
  const depth = (one: Model): number => chainTo(knowledge, one).length;
  return [...knowledge.models.values()].filter((one) => chosen.has(one)).toSorted((a, b) => depth(a) - depth(b));
}

/**
 * @param shown - A model that follows from one which isn't shown begins a tree.
 * @param subject - What the picture is about. Default: all of them.
 */
function nodeOf(knowledge: KnowledgeToday, model: Model, shown: ReadonlySet<Model>, subject?: Model): TreeNode {
  const link = linkBefore(knowledge, model);
  const leftOut = descendantsOf(knowledge, model, shown);
  return {
    id: model.id,
    name: model.name,
    when: monthOf(model.released ?? model.announced),
    fact: shortened(factOf(model, link?.from), MOST_OF_A_FACT),
    ...(link && shown.has(link.from) && { from: { id: link.from.id, how: link.how } }),
    ...(model === subject && { isSubject: true }),
    ...(leftOut > 0 && { leftOut }),
  };
}

/**
 * All models, by the makers of their oldest known ancestors.
 *
 * @param small - Those of makers with few models.
 * @param lines - What it shows, in words.
 */
export function posterPicture(
  { models }: KnowledgeToday,
  { large, small }: { large: readonly (readonly [maker: string, models: readonly Model[]])[]; small: readonly Model[] },
  lines: readonly string[],
): PosterPicture {
  const groupOf = (label: string, maker: string, of: readonly Model[]) => ({
    label,
    nodes: of.map((model): TreeNode => {
      const link = linkBefore({ models }, model);
      return {
        id: model.id,
        name: model.name,
        when: (model.released ?? model.announced)?.slice(0, 4) ?? '',
        fact: model.maker === maker ? '' : model.maker,
        ...(link && { from: { id: link.from.id, how: link.how } }),
      };
    }),
  });
  return {
    kind: 'poster',
    title: strings.POSTER_TITLE,
    groups: [
      ...large.map(([maker, of]) => groupOf(maker, maker, of)),
      ...(small.length > 0 ? [groupOf(strings.OTHER_MAKERS, '', small)] : []),
    ],
    alt: strings.pictureAlt(strings.POSTER_TITLE, lines),
  };
}

/** `May 2024` */
const monthOf = (date: PartialDate | null): string => (date === null ? '' : formatDate(date.slice(0, 7)));

/** What sets a model apart from the one before it, or else the most telling thing about it. */
function factOf(model: Model, before: Model | undefined): string {
  const { madeFrom, reasoning, input, output, contextWindow, knowledgeCutoff, parameters, openWeights } = model;
  const gained = before ? input.filter((kind) => !before.input.includes(kind)) : [];
  const given = before ? output.filter((kind) => !before.output.includes(kind)) : [];
  if (madeFrom.how === 'disclosed' && madeFrom.note) return madeFrom.note;
  if (gained.length > 0) return `also accepts ${modalities(gained)}`;
  if (given.length > 0) return `can also output ${modalities(given)}`;
  if (reasoning === 'yes' && before?.reasoning !== 'yes') return strings.REASONS_FIRST;
  if (contextWindow && contextWindow !== before?.contextWindow) return contextOf(contextWindow);
  if (parameters) return `parameters: ${parameters}`;
  if (openWeights) return strings.WEIGHTS_PUBLIC;
  if (madeFrom.note) return madeFrom.note;
  if (knowledgeCutoff && knowledgeCutoff !== before?.knowledgeCutoff)
    return `knowledge until ${monthOf(knowledgeCutoff)}`;
  return contextWindow ? contextOf(contextWindow) : '';
}

/** `128,000-token context` */
const contextOf = (tokens: number): string => `${formatTokens(tokens).replace(' tokens', '-token')} context`;

/** How many models that the picture does not show follow directly from one that it does. */
function descendantsOf(knowledge: KnowledgeToday, model: Model, shown: ReadonlySet<Model>): number {
  return linksAfter(knowledge, model)
    .filter(({ to }) => !shown.has(to))
    .reduce((count, { to }) => count + 1 + descendantsOf(knowledge, to, shown), 0);
}

/** ChatGPT, then other assistants that run or ran on the model. */
function productsOf(knowledge: KnowledgeToday, model: Model): readonly TreeNode[] {
  const from = { id: model.id, how: 'product' } as const;
  const spans = spansByPlan(knowledge, model.id).flatMap(({ entries }) => entries);
  const first = spans.filter((span) => !isBefore(knowledge.today, span.from)).toSorted(byStart)[0];
  const plans = usesInChatGpt(knowledge, model).map((use) => use.plans);
  const fact = plans.join(', ').replaceAll(' and ', ', ');
  const chatGpt = first ? [{ id: 'product:chatgpt', name: 'ChatGPT', when: monthOf(first.from), fact, from }] : [];
  const others = [...knowledge.assistants.values()]
    .filter(({ id, runsOn }) => id !== CHATGPT && runsOn.some((use) => use.model === model.id))
    .map(({ name }) => name);
  if (others.length === 0) return chatGpt;
  const more = others.length - MOST_PRODUCTS;
  const named = listed(more > 0 ? [...others.slice(0, MOST_PRODUCTS), `${more} more`] : others);
  const [name, among] = others.length === 1 ? [named, ''] : [strings.otherAssistants(chatGpt.length > 0), named];
  return [...chatGpt, { id: 'product:other', name, when: '', fact: among, from }];
}

/** One sentence for each node that follows from another: `GPT-4o came next after GPT-4 Turbo`. */
function sentencesOf(nodes: readonly TreeNode[]): readonly string[] {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return nodes.map(({ name, when, from, leftOut }) => {
    const dated = when === '' ? name : `${name} (${when})`;
    const step = from ? `${dated} ${strings.TREE_STEPS[from.how]} ${names.get(from.id)!}` : dated;
    return leftOut ? `${step}, with ${counted(leftOut, 'later model')}` : step;
  });
}

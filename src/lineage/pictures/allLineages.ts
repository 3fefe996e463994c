import type { Answer } from '../../knowledge/Answer.ts';
import type { Knowledge } from '../../knowledge/Knowledge.ts';
import type { Model } from '../../knowledge/Model.ts';
import type { TreeNode } from '../../shared/Picture.ts';
import { counted, listed } from '../../shared/text.ts';
import { completeAnswer } from '../completeAnswer.ts';
import { chainTo } from '../familyTree.ts';
import { ALL_LINEAGES, CHATGPT_LINEAGE } from '../ids.ts';
import { inBrackets } from '../modelFacts.ts';
import { allModels, OTHER_MAKERS, pictureAlt, POSTER_TITLE } from '../strings.ts';
import { nodeOf } from './treePicture.ts';

/** A maker with fewer models than this has no part of the poster of its own. */
const FEWEST_OF_A_MAKER = 3;

/** The family trees of all makers: `lineage:all`. A model made from another maker's stays with that one. */
export function allLineagesAnswer(knowledge: Knowledge): Answer {
  const models = [...knowledge.models.values()];
  const shown = new Set(models);
  const rootMaker = (model: Model): string => chainTo(knowledge, model)[0]?.from.maker ?? model.maker;
  const nodesOf = (maker: string, of: readonly Model[]): readonly TreeNode[] =>
    of.map((model) => {
      const { id, name, from } = nodeOf(knowledge, model, { shown });
      const when = model.released?.slice(0, 4) ?? '';
      return { id, name, when, fact: model.maker === maker ? '' : model.maker, ...(from && { from }) };
    });
  const makers = [...Map.groupBy(models, rootMaker)].toSorted(([, one], [, other]) => other.length - one.length);
  const large = makers.filter(([, of]) => of.length >= FEWEST_OF_A_MAKER);
  const small = makers.filter(([, of]) => of.length < FEWEST_OF_A_MAKER).flatMap(([, of]) => of);
  const lines = large.map(([maker, of]) => [maker, fromFirstToLast(of)] as const);
  return completeAnswer({
    id: ALL_LINEAGES,
    title: POSTER_TITLE,
    short: allModels(models.length, new Set(models.map(({ maker }) => maker)).size),
    body: [
      ...lines.map(([maker, line]) => `- **${maker}:** ${line}`),
      ...(small.length > 0 ? [`- **${OTHER_MAKERS}:** ${listed(small.map(({ name }) => name))}`] : []),
    ].join('\n'),
    picture: {
      kind: 'poster',
      title: POSTER_TITLE,
      groups: [
        ...large.map(([label, of]) => ({ label, nodes: nodesOf(label, of) })),
        ...(small.length > 0 ? [{ label: OTHER_MAKERS, nodes: nodesOf('', small) }] : []),
      ],
      alt: pictureAlt(
        POSTER_TITLE,
        lines.map(([maker, line]) => `${maker}: ${line}`),
      ),
    },
    related: [CHATGPT_LINEAGE],
    models,
    entries: [],
  });
}

/** `70 models, from GPT-1 (11 Jun 2018) to GPT-Live-1.1 (20 Nov 2026)` */
function fromFirstToLast(models: readonly Model[]): string {
  const dated = models.filter(({ released }) => released !== null);
  const [first, last] = [dated[0] ?? models[0]!, dated.at(-1) ?? models.at(-1)!];
  return `${counted(models.length, 'model')}, from ${first.name}${inBrackets(first)} to ${last.name}${inBrackets(last)}`;
}

import { isBefore } from '../knowledge/dates.ts';
import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';

/**
 * One step of the family tree.
 *
 * `disclosed`: the maker says that `to` was made from `from`. `release-order`: all that is known is that `to` came next
 * in its family.
 */
export interface Link {
  readonly from: Model;
  readonly to: Model;
  readonly how: 'disclosed' | 'release-order';
}

type Models = Pick<Knowledge, 'models'>;

/** The link to what a model was made from; `undefined` if that is not disclosed, or if it was trained from scratch. */
export function linkBefore({ models }: Models, model: Model): Link | undefined {
  const { how, model: fromId } = model.madeFrom;
  const from = fromId === undefined ? undefined : models.get(fromId);
  if (!from || how === 'not-disclosed') return undefined;
  return { from, to: model, how };
}

/**
 * The links from a model's earliest known ancestor to the model, oldest first; empty if it has none. Stops at a circle,
 * although the check of the set allows none.
 */
export function chainTo(knowledge: Models, model: Model): readonly Link[] {
  const links: Link[] = [];
  const seen = new Set([model.id]);
  for (let link = linkBefore(knowledge, model); link; link = linkBefore(knowledge, link.from)) {
    if (seen.has(link.from.id)) break;
    seen.add(link.from.id);
    links.unshift(link);
  }
  return links;
}

/** What a model was made from, what that was made from, and so on, as far back as the maker has disclosed it. */
export function disclosedOrigins(knowledge: Models, model: Model): readonly Model[] {
  const links = chainTo(knowledge, model);
  const open = links.findLastIndex(({ how }) => how !== 'disclosed');
  return Array.from(links.slice(open + 1).toReversed(), ({ from }) => from);
}

/** Whether the maker says that it was not made from an earlier model. */
export function isFromScratch({ madeFrom: { how, model, fromScratch } }: Model): boolean {
  return fromScratch === true || (how === 'disclosed' && model === undefined);
}

/** The links to models that were made from this one or came after it, in the order of release. */
export function linksAfter(knowledge: Models, model: Model): readonly Link[] {
  return [...knowledge.models.values()].flatMap((other) => {
    const link = linkBefore(knowledge, other);
    return link?.from.id === model.id && other.id !== model.id ? [link] : [];
  });
}

/**
 * The models for the same kind of work that the same maker released before this one, or before it was announced if that is
 * all that is known, in the order of release. They need not be ancestors.
 */
export const releasedBefore = (knowledge: Models, model: Model): readonly Model[] =>
  alike(knowledge, model).filter(({ released }) => isBefore(released, model.released ?? model.announced));

/** Likewise those that came after it. */
export const releasedAfter = (knowledge: Models, model: Model): readonly Model[] =>
  alike(knowledge, model).filter(({ released }) => isBefore(model.released ?? model.announced, released));

const alike = ({ models }: Models, model: Model): readonly Model[] =>
  [...models.values()].filter((other) => other.maker === model.maker && doesTheWorkOf(other, model));

/** Both accept something in common, and both output text or exactly the same: no image model comes before a GPT. */
function doesTheWorkOf(one: Model, other: Model): boolean {
  if (!other.input.some((kind) => one.input.includes(kind))) return false;
  if (other.output.includes('text')) return one.output.includes('text');
  return one.output.length === other.output.length && other.output.every((kind) => one.output.includes(kind));
}

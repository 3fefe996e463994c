import type { Knowledge } from '../knowledge/Knowledge.ts';
import type { Model } from '../knowledge/Model.ts';
import { isBefore } from '../knowledge/dates.ts';

/**
 * One step of the family tree.
 *
 * `disclosed`: the maker says that `to` was made from `from`. `release-order`: nothing is known but that `to` is
 * what its family brought out after `from`.
 */
export interface Link {
  readonly from: Model;
  readonly to: Model;
  readonly how: 'disclosed' | 'release-order';
}

type Models = Pick<Knowledge, 'models'>;

/** The link to what a model was made from; `undefined` when that is not disclosed, or when it was trained from scratch. */
export function linkBefore({ models }: Models, model: Model): Link | undefined {
  const { how, model: fromId } = model.madeFrom;
  const from = fromId === undefined ? undefined : models.get(fromId);
  if (!from || how === 'not-disclosed') return undefined;
  return { from, to: model, how };
}

/**
 * The way to a model from the earliest known one before it, oldest link first. Empty for a model without a link.
 * A circle, which the knowledge check refuses, ends the way instead of running forever.
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

/** What a model is disclosed to have been made from, then what that was made from, as far back as it is disclosed. */
export function disclosedOrigins(knowledge: Models, model: Model): readonly Model[] {
  const links = chainTo(knowledge, model);
  const open = links.findLastIndex(({ how }) => how !== 'disclosed');
  return links
    .slice(open + 1)
    .toReversed()
    .map(({ from }) => from);
}

/** Whether the maker says that it was made from no earlier model. */
export function isFromScratch({ madeFrom: { how, model, fromScratch } }: Model): boolean {
  return fromScratch === true || (how === 'disclosed' && model === undefined);
}

/** The links to models that name this one as what they were made from or came after, in the order of release. */
export function linksAfter(knowledge: Models, model: Model): readonly Link[] {
  return [...knowledge.models.values()].flatMap((other) => {
    const link = linkBefore(knowledge, other);
    return link?.from.id === model.id && other.id !== model.id ? [link] : [];
  });
}

/**
 * The last model for the same kind of work that the same maker released before this one: an order in time that implies
 * no kinship.
 */
export function releasedBefore({ models }: Models, model: Model): Model | undefined {
  return [...models.values()].findLast(
    (other) => other.maker === model.maker && isBefore(other.released, model.released) && doesTheWorkOf(other, model),
  );
}

/** Both take something in common, and both write text or give out the very same: no image model comes before a GPT. */
function doesTheWorkOf(one: Model, other: Model): boolean {
  if (!other.input.some((kind) => one.input.includes(kind))) return false;
  if (other.output.includes('text')) return one.output.includes('text');
  return one.output.length === other.output.length && other.output.every((kind) => one.output.includes(kind));
}

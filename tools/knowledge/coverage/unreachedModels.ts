import type { Model } from '../../../src/knowledge/Model.ts';
import type { Matcher } from '../../../src/matching/Matcher.ts';

/** A model whose facts a plain question for it does not find first. */
export interface UnreachedModel {
  readonly id: string;
  /** What was asked: `what is GPT-4`. */
  readonly question: string;
  /** The id of the answer that it finds instead; `null` when it finds none. */
  readonly got: string | null;
}

/** @param matcher - Knows all phrasings and names. */
export function unreachedModels(
  models: Iterable<Pick<Model, 'id' | 'name'>>,
  matcher: Matcher,
): readonly UnreachedModel[] {
  return [...models].flatMap(({ id, name }) => {
    const question = `what is ${name}`;
    const got = matcher.match(question, 'direct').candidates[0]?.id ?? null;
    return got === `model:${id}` ? [] : { id, question, got };
  });
}

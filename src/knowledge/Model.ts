import type { Source } from './Answer.ts';
import { number } from '../shared/text.ts';
import { NOT_DISCLOSED } from './dates.ts';
import type { FamilyRecord } from './schemas/entries.ts';
import type { ModelRecord } from './schemas/model.ts';

/** One released AI model with sourced facts. */
export interface Model extends Omit<ModelRecord, 'sources'> {
  readonly id: string;
  readonly sources: readonly Source[];
}

/** `null` is what the maker has not published. @example formatTokens(128_000); // '128,000 tokens' */
export function formatTokens(count: number | null): string {
  if (count === null) return NOT_DISCLOSED;
  return `${number(count)} ${count === 1 ? 'token' : 'tokens'}`;
}

/** What the members have as `family` or `series`: a family may be called `GPT-5 family` because GPT-5 is one of them. */
export const sharedName = ({ name }: Pick<FamilyRecord, 'name'>): string => name.replace(/ family$/, '');

/** Whether a model belongs to a family, by the name that both have. */
export function isMember({ family, series }: Pick<ModelRecord, 'family' | 'series'>, named: FamilyRecord): boolean {
  const name = sharedName(named);
  return family === name || series === name;
}

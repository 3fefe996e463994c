import type { Source } from './Answer.ts';
import { NOT_DISCLOSED } from './dates.ts';
import type { ModelRecord } from './schemas/model.ts';

/** One released AI model with sourced facts. */
export interface Model extends Omit<ModelRecord, 'sources'> {
  readonly id: string;
  readonly sources: readonly Source[];
}

/** `null` is what the maker has not published. @example formatTokens(128_000); // '128,000 tokens' */
export function formatTokens(count: number | null): string {
  if (count === null) return NOT_DISCLOSED;
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'token' : 'tokens'}`;
}

import { quantile } from '../../eval/figures.ts';
import type { Best } from './engines.ts';

const WARM_UP_MS = 500;

export interface Asked {
  /** For each question that was asked. */
  readonly found: readonly Best[];
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Asks one question after the other and times each alone.
 *
 * @param budgetMs - Once it is spent, the questions that are left are not asked; one always is.
 */
export function askAll(match: (text: string) => Best, texts: readonly string[], budgetMs = Infinity): Asked {
  const found: Best[] = [];
  const waits: number[] = [];
  const end = performance.now() + budgetMs;
  for (const text of texts) {
    const begin = performance.now();
    found.push(match(text));
    waits.push(performance.now() - begin);
    if (performance.now() > end) break;
  }
  return { found, p50Ms: quantile(waits, 0.5), p99Ms: quantile(waits, 0.99) };
}

/** Until the code is compiled, a question takes several times as long as later. */
export function warmUp(match: (text: string) => Best, texts: readonly string[]): void {
  askAll(match, texts, WARM_UP_MS);
}

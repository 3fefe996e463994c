import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * How many rows are written or parsed at once: with 4 kB of text each, 100 take about 3 ms. Eight columns of them are
 * 800 parameters of a statement, where SQLite takes 32,766 (https://www.sqlite.org/limits.html).
 */
const ROWS_A_TURN = 100;

/** Deals out a long list in parts. Between them the event loop turns, so that the bot answers others meanwhile. */
export async function* inTurns<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let start = 0; start < items.length; start += ROWS_A_TURN) {
    if (start > 0) await nextTurn();
    yield items.slice(start, start + ROWS_A_TURN);
  }
}

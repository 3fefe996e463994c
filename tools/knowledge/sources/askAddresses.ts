import { askAddress, type Asked } from './askAddress.ts';

export interface AskOptions {
  /** How many are asked at the same time. Default 4. */
  readonly concurrency?: number;
  /** How long a server may take to answer. Default 10,000. */
  readonly timeoutMs?: number;
}

/**
 * Asks each address once, however often it is listed.
 *
 * @returns By address, in their order.
 */
export async function askAddresses(
  addresses: readonly string[],
  { concurrency = 4, timeoutMs = 10_000 }: AskOptions = {},
): Promise<ReadonlyMap<string, Asked>> {
  const distinct = [...new Set(addresses)];
  const asked = new Map<string, Asked>();
  // All workers take from the same iterator: whoever is free asks the next one.
  const waiting = distinct.values();
  const work = async (): Promise<void> => {
    for (const address of waiting) asked.set(address, await askAddress(address, timeoutMs));
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return new Map(distinct.map((address) => [address, asked.get(address)!]));
}

/**
 * Calls back for each item whose key an earlier one has.
 *
 * @param report - Gets the item and the first one with its key.
 */
export function repeated<T, R>(
  items: readonly T[],
  keyOf: (item: T) => string,
  report: (item: T, first: T) => readonly R[],
): R[] {
  const owners = new Map<string, T>();
  return items.flatMap((item) => {
    const key = keyOf(item);
    const first = owners.get(key);
    if (first === undefined) owners.set(key, item);
    return first === undefined ? [] : report(item, first);
  });
}

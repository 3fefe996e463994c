/**
 * The chance that one of `inside` is higher than one of `outside`, equal ones counting half: 1 = all are, 0.5 = blind.
 *
 * @returns `null` when there is nothing to compare.
 */
export function auroc(inside: readonly number[], outside: readonly number[]): number | null {
  if (inside.length === 0 || outside.length === 0) return null;
  const sorted = outside.toSorted((a, b) => a - b);
  const wins = inside.reduce(
    (sum, value) => sum + (countBelow(sorted, value) + countBelow(sorted, value, true)) / 2,
    0,
  );
  return wins / (inside.length * outside.length);
}

/** How many of a sorted list are below a value; `orEqual` counts those that equal it too. */
function countBelow(sorted: readonly number[], value: number, orEqual = false): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle]!;
    if (other < value || (orEqual && other === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

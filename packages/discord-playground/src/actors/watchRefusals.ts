import { describeRefusal, type Refusal } from '../Refusal.ts';

/**
 * Watches what Discord refuses from now on, to explain why an answer did not come.
 *
 * @returns A function that gives ` Refused meanwhile: …`, or nothing when nothing was.
 */
export function watchRefusals(refusals: readonly Refusal[]): () => string {
  const before = refusals.length;
  return () => {
    const since = refusals.slice(before).map(describeRefusal);
    return since.length > 0 ? ` Refused meanwhile: ${since.join('; ')}` : '';
  };
}

import { draftFolder } from './draftFolder.ts';
import type { Fault } from './Fault.ts';
import type { Knowledge } from './Knowledge.ts';
import { linkUp } from './linkUp.ts';

interface CheckedKnowledge {
  /** `undefined` when there are faults. */
  readonly knowledge: Knowledge | undefined;
  /** All of them, in the order of files, then lines. */
  readonly faults: readonly Fault[];
}

/**
 * Reads the curated set and finds everything that is wrong with it.
 *
 * @throws UserError `knowledge-unreadable` when the folder itself cannot be read.
 */
export async function checkKnowledge(folder: string): Promise<CheckedKnowledge> {
  const { drafts, faults: unfit } = await draftFolder(folder);
  const faults = [...unfit];
  if (faults.length > 0) return { knowledge: undefined, faults: faults.toSorted(byPlace) };
  return { knowledge: linkUp(drafts), faults: [] };
}

function byPlace(one: Fault, other: Fault): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

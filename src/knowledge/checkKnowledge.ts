import { checkAliases } from './checks/checkAliases.ts';
import { checkDates } from './checks/checkDates.ts';
import { checkLengths } from './checks/checkLengths.ts';
import { checkLinks } from './checks/checkLinks.ts';
import { checkMadeFrom } from './checks/checkMadeFrom.ts';
import { checkMaskedLinks } from './checks/checkMaskedLinks.ts';
import { checkNearPhrasings } from './checks/checkNearPhrasings.ts';
import { checkOutside } from './checks/checkOutside.ts';
import { checkPhrasings } from './checks/checkPhrasings.ts';
import { checkTimeline } from './checks/checkTimeline.ts';
import { draftFolder } from './draftFolder.ts';
import type { Drafts } from './Drafts.ts';
import type { Fault } from './Fault.ts';
import { fillIn } from './fillIn.ts';
import type { Knowledge } from './Knowledge.ts';
import { linkUp } from './linkUp.ts';

/** What is seen only when all files lie side by side. */
const CHECKS: readonly ((drafts: Drafts) => readonly Fault[])[] = [
  checkLinks,
  checkMadeFrom,
  checkAliases,
  checkPhrasings,
  checkNearPhrasings,
  checkOutside,
  checkDates,
  checkTimeline,
  checkLengths,
  checkMaskedLinks,
];

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
  const { drafts: read, faults: unfit } = await draftFolder(folder);
  const { drafts, faults: unresolved } = fillIn(read);
  const faults = [...unfit, ...unresolved, ...CHECKS.flatMap((check) => check(drafts))];
  if (faults.length > 0) return { knowledge: undefined, faults: faults.toSorted(byPlace) };
  return { knowledge: linkUp(drafts), faults: [] };
}

function byPlace(one: Fault, other: Fault): number {
  if (one.file !== other.file) return one.file < other.file ? -1 : 1;
  return one.line - other.line || one.column - other.column;
}

import { UserError } from '../shared/UserError.ts';
import { checkDates, checkTimeline } from './checks/dates.ts';
import { checkLinks, checkMadeFrom } from './checks/links.ts';
import { checkAliases, checkNearPhrasings, checkOutside, checkPhrasings } from './checks/phrasings.ts';
import { checkLengths, checkMaskedLinks } from './checks/text.ts';
import { type Fault, formatFault } from './faults.ts';
import type { Knowledge } from './Knowledge.ts';
import { linkUp } from './linkUp.ts';
import { draftFolder, type Drafts } from './records.ts';
import { fillIn } from './references.ts';

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

/**
 * Reads the curated set for use.
 *
 * @throws UserError `knowledge-unreadable` when the folder cannot be read, `knowledge-faulty` when anything in it is
 * wrong: a bot that answers from half of its knowledge would answer wrongly.
 */
export async function readKnowledge(folder: string): Promise<Knowledge> {
  const { knowledge, faults } = await checkKnowledge(folder);
  if (knowledge) return knowledge;
  const count = faults.length === 1 ? 'one fault:' : `${faults.length} faults, the first being`;
  throw new UserError(
    'knowledge-faulty',
    `The knowledge has ${count} ${faults.map(formatFault)[0]}. Run "npm run knowledge -- check" to see all of them.`,
  );
}

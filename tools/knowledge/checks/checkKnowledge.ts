import type { Fault } from '../../../src/knowledge/faults.ts';
import type { Knowledge } from '../../../src/knowledge/Knowledge.ts';
import type { ParsedKnowledge } from '../../../src/knowledge/parse.ts';
import { inOrder, knowledgeOf, readRecords } from '../../../src/knowledge/readKnowledge.ts';
import { checkDates, checkTimeline } from './dates.ts';
import { checkNames } from './names.ts';
import { checkPhrasings } from './phrasings.ts';
import { checkRelated } from './related.ts';
import { checkSourcePages } from './sources.ts';
import { checkLengths, checkMaskedLinks, checkWrittenDates } from './text.ts';

/** What editors should correct, and what a bot could work with nevertheless. */
const CHECKS: readonly ((records: ParsedKnowledge) => Iterable<Fault>)[] = [
  checkRelated,
  checkSourcePages,
  checkNames,
  checkPhrasings,
  checkDates,
  checkTimeline,
  checkLengths,
  checkMaskedLinks,
];

/**
 * Reads the curated set and finds everything that is wrong with it.
 *
 * @returns All faults, sorted by file, then line; the knowledge if there are none.
 * @throws UserError `knowledge-unreadable` if the folder cannot be read.
 */
export async function checkKnowledge(
  folder: string,
): Promise<{ readonly knowledge: Knowledge | undefined; readonly faults: readonly Fault[] }> {
  const { written, records, faults: broken } = await readRecords(folder);
  const faults = [...broken, ...checkWrittenDates(written), ...CHECKS.flatMap((check) => Array.from(check(records)))];
  if (faults.length > 0) return { knowledge: undefined, faults: inOrder(faults) };
  return { knowledge: knowledgeOf(records), faults: [] };
}

import type { ImportPlan } from '../../answers/exchange/plan/ImportPlan.ts';

type Counts = Pick<ImportPlan['counts'], 'added' | 'changed' | 'hidden'>;

/**
 * What an import writes, in the fewest words.
 *
 * @param verbs - For what it brings in, and for what it hides.
 * @example
 * writtenByImport({ added: 1, changed: 1, hidden: 1 }, ['Import', 'Hide']); // 'Import 2 answers, hide 1'
 */
export function writtenByImport(
  { added, changed, hidden }: Counts,
  [imports, hides]: readonly [string, string],
): string {
  const written = added + changed;
  if (hidden === 0) return `${imports} ${countedAnswers(written)}`;
  if (written === 0) return `${hides} ${countedAnswers(hidden)}`;
  return `${imports} ${countedAnswers(written)}, ${hides.toLowerCase()} ${hidden.toLocaleString('en-US')}`;
}

export const countedAnswers = (count: number): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? 'answer' : 'answers'}`;

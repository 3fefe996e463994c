import { UserError } from '../UserError.ts';
import { checkKnowledge } from './checkKnowledge.ts';
import { formatFault } from './formatFault.ts';
import type { Knowledge } from './Knowledge.ts';

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

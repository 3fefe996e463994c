import { fileURLToPath } from 'node:url';
import { readKnowledge } from '../knowledge/readKnowledge.ts';
import { KnowledgeBook } from './KnowledgeBook.ts';

/** Where the curated set lives: beside `src/`. */
export const KNOWLEDGE_FOLDER = fileURLToPath(new URL('../../knowledge', import.meta.url));

/** The current day, in UTC, as `YYYY-MM-DD`. */
export const today = (): string => new Date().toISOString().slice(0, 10);

/**
 * Reads the curated set and opens the AnswerBook over it.
 *
 * @throws UserError when the folder cannot be read or has faults.
 */
export async function openBook(folder = KNOWLEDGE_FOLDER): Promise<KnowledgeBook> {
  return new KnowledgeBook(await readKnowledge(folder), today);
}

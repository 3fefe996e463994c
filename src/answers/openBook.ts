import { fileURLToPath } from 'node:url';
import { today } from '../knowledge/dates.ts';
import { cachedOnDisk, hashFiles } from '../shared/diskCache.ts';
import { type CompiledKnowledge, compileKnowledge, KnowledgeBook } from './KnowledgeBook.ts';

/** The folder of the curated set, beside `src/`. */
export const KNOWLEDGE_FOLDER = fileURLToPath(new URL('../../knowledge', import.meta.url));

/** When this code changes, the knowledge is compiled again. */
const COMPILING_CODE = ['.', '../lineage', '../matching', '../knowledge', '../shared', '../../package.json'].map(
  (path) => fileURLToPath(new URL(path, import.meta.url)),
);

export interface BookOptions {
  /** Default: the curated set. */
  readonly folder?: string;
  /** Default: true. */
  readonly cache?: boolean;
  /** Default: the day in UTC. */
  readonly today?: () => string;
}

/**
 * Opens the curated AnswerBook. Compiling the knowledge takes a few seconds, loading it from the cache a few hundredths
 * of one: see docs/decisions/0007-compiled-knowledge.md.
 *
 * @throws UserError when the folder cannot be read or has faults.
 */
export async function openBook(options: BookOptions = {}): Promise<KnowledgeBook> {
  return new KnowledgeBook(await loadKnowledge(options), options.today ?? today);
}

/** The compiled knowledge, from the cache if it is there. @throws As `openBook`. */
export async function loadKnowledge(options: Pick<BookOptions, 'folder' | 'cache'> = {}): Promise<CompiledKnowledge> {
  const { folder = KNOWLEDGE_FOLDER, cache = true } = options;
  const compile = async (): Promise<CompiledKnowledge> => {
    // Loaded only when needed: the parsers of YAML and schemas take as long to load as everything else.
    const { readKnowledge } = await import('../knowledge/readKnowledge.ts');
    return compileKnowledge(await readKnowledge(folder));
  };
  const key = cache ? cacheKey(folder) : undefined;
  if (key === undefined) return compile();
  const used = inUse.get(key)?.deref();
  if (used) return used;
  const compiled = await cachedOnDisk({ name: 'knowledge', key }, compile);
  inUse.set(key, new WeakRef(compiled));
  return compiled;
}

/** What books of this process are opened from, by key: those of the same knowledge share it. It never changes. */
const inUse = new Map<string, WeakRef<CompiledKnowledge>>();

/** Changes with the code that compiles the knowledge: what it compiles only fits itself. */
export const compilerVersion = (): string => hashFiles(COMPILING_CODE);

/** `undefined` if a file cannot be read; reading the knowledge then says which. */
function cacheKey(folder: string): string | undefined {
  try {
    return hashFiles([folder, ...COMPILING_CODE]);
  } catch {
    return undefined;
  }
}

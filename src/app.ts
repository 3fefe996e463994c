import { fileURLToPath } from 'node:url';
import { type AnswerEditing, openEditing } from './answers/editing/AnswerEditing.ts';
import { AnswerExchange } from './answers/exchange/AnswerExchange.ts';
import { KnowledgeBook } from './answers/KnowledgeBook.ts';
import { ServerBooks } from './answers/servers/ServerBooks.ts';
import { UseCounter } from './answers/servers/UseCounter.ts';
import { readKnowledge } from './knowledge/readKnowledge.ts';
import { dayOf } from './shared/dates.ts';
import type { Log } from './shared/Log.ts';
import { openStore } from './store/openStore.ts';
import type { Store } from './store/Store.ts';

/** The folder of the curated set, beside `src/`. */
export const KNOWLEDGE_FOLDER = fileURLToPath(new URL('../knowledge', import.meta.url));

/** The current day in UTC, as `YYYY-MM-DD`. */
export const today = (): string => dayOf(Date.now());

/**
 * Opens the curated AnswerBook, which every server without answers of its own sees.
 *
 * @throws UserError when the folder cannot be read or has faults.
 */
export async function openBook(folder = KNOWLEDGE_FOLDER): Promise<KnowledgeBook> {
  return new KnowledgeBook(await readKnowledge(folder), today);
}

export interface AppOptions {
  /** As `DATABASE_URL`: a file path, `file:PATH` or `postgres://…`. */
  readonly databaseUrl: string;
  /** Refuse to create a database that isn't there. Default: false. */
  readonly mustExist?: boolean;
  /** The curated AnswerBook. */
  readonly curated: KnowledgeBook;
  readonly log: Log;
  /** The current day as `YYYY-MM-DD`. Default: the day in UTC. */
  readonly today?: () => string;
}

/** Everything that handlers of events and commands work with, over one open store. */
export interface App {
  readonly store: Store;
  readonly books: ServerBooks;
  readonly editing: AnswerEditing;
  readonly exchange: AnswerExchange;
  readonly uses: UseCounter;
  readonly log: Log;
  readonly today: () => string;
  /** Writes what has been counted, stops background work and closes the store. */
  close(): Promise<void>;
}

/**
 * The composition root: the bot, the command line, tests and benchmarks all get their parts here.
 *
 * @throws UserError when the database cannot be opened.
 * @example
 * const app = await openApp({ databaseUrl: 'data/whence.db', curated: await openBook(), log });
 * const bot = await startBot({ ...app, token, apiUrl, messageContent: false });
 */
export async function openApp(options: AppOptions): Promise<App> {
  const { databaseUrl, mustExist = false, curated, log, today: day = today } = options;
  const store = await openStore(databaseUrl, { mustExist, onFault: (err) => log.error({ err }, 'the store failed') });
  const onFault = (err: unknown): void => log.error({ err }, 'the answers of servers failed');
  const books = await ServerBooks.start({ store, curated, onFault });
  const uses = new UseCounter({ store, onFault });
  const editing = openEditing({ store, curated, books, today: day, onFault });
  const exchange = new AnswerExchange({ curated: curated.curated, books, today: day });
  const close = async (): Promise<void> => {
    await uses.stop();
    await books.stop();
    await store.close();
  };
  return { store, books, editing, exchange, uses, log, today: day, close };
}

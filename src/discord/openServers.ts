import type { KnowledgeBook } from '../answers/KnowledgeBook.ts';
import { InTurn } from '../answers/editing/InTurn.ts';
import { openEditing } from '../answers/editing/openEditing.ts';
import { openExchange } from '../answers/exchange/openExchange.ts';
import { ServerBooks } from '../answers/servers/ServerBooks.ts';
import { UseCounter } from '../answers/servers/UseCounter.ts';
import type { Store } from '../store/Store.ts';
import type { Log } from './Log.ts';
import type { Surroundings } from './Surroundings.ts';

export interface ServersOptions {
  readonly store: Store;
  /** What all servers see that have nothing of their own. */
  readonly curated: KnowledgeBook;
  /** The current day as `YYYY-MM-DD`. */
  readonly today: () => string;
  readonly log: Log;
}

/** What servers keep of their own: their books, the editing and exchange of them, and the counts of what is given. */
export interface Servers extends Surroundings {
  readonly books: ServerBooks;
  readonly uses: UseCounter;
  /** Ends what goes on by itself, and writes what has been counted. The store stays open. */
  stop(): Promise<void>;
}

/** Opens all that handlers of events work with, over one store. */
export async function openServers({ store, curated, today, log }: ServersOptions): Promise<Servers> {
  const onFault = (error: unknown): void => log.error({ err: error }, 'the answers of servers failed');
  const books = await ServerBooks.start({ store, curated, onFault });
  const uses = new UseCounter({ store, onFault });
  const inTurn = new InTurn();
  const editing = openEditing({ store, curated, books, today, onFault }, inTurn);
  const exchange = openExchange({ store, curated: curated.curated, books, inTurn, today });
  const stop = async (): Promise<void> => {
    await uses.stop();
    await books.stop();
  };
  return { store, books, editing, exchange, uses, today, log, stop };
}

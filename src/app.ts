import { fileURLToPath } from 'node:url';
import { type InviteSource, OwnInvites } from './answers/editing/OwnInvites.ts';
import type { AnswerEditing } from './answers/editing/AnswerEditing.ts';
import type { QuestionLog } from './answers/learning/QuestionLog.ts';
import type { Review } from './answers/learning/Review.ts';
import type { Teaching } from './answers/learning/Teaching.ts';
import type { AnswerExchange } from './answers/exchange/AnswerExchange.ts';
import { type CompiledKnowledge, compileKnowledge, KnowledgeBook } from './answers/KnowledgeBook.ts';
import type { ServerBooks } from './answers/servers/ServerBooks.ts';
import type { UseCounter } from './answers/servers/UseCounter.ts';
import { Cooldowns } from './channels/Cooldowns.ts';
import { GivenReplies } from './channels/GivenReplies.ts';
import { ServerSettings } from './channels/ServerSettings.ts';
import { today } from './knowledge/dates.ts';
import type { Metrics } from './operations/Metrics.ts';
import { Pictures } from './pictures/Pictures.ts';
import { cachedOnDisk, hashFiles } from './shared/diskCache.ts';
import type { Log } from './shared/Log.ts';
import { type Clock, systemClock } from './shared/clock.ts';
import type { Store } from './store/Store.ts';

/** The folder of the curated set, beside `src/`. */
export const KNOWLEDGE_FOLDER = fileURLToPath(new URL('../knowledge', import.meta.url));

/** The code that compiles the knowledge. When it changes, the knowledge is compiled again. */
const COMPILING_CODE = ['app.ts', 'answers', 'lineage', 'matching', 'knowledge', 'shared', '../package.json'].map(
  (path) => fileURLToPath(new URL(path, import.meta.url)),
);

export interface BookOptions {
  /** Default: the curated set. */
  readonly folder?: string;
  /** Whether to use the cache of compiled knowledge. Default: true. */
  readonly cache?: boolean;
  /** The current day as `YYYY-MM-DD`. Default: the day in UTC. */
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

/**
 * The compiled knowledge, from the cache if it is there.
 *
 * @throws UserError when the folder cannot be read or has faults.
 */
export async function loadKnowledge(options: Pick<BookOptions, 'folder' | 'cache'> = {}): Promise<CompiledKnowledge> {
  const { folder = KNOWLEDGE_FOLDER, cache = true } = options;
  const compile = async (): Promise<CompiledKnowledge> => {
    // Loaded only when needed: the parsers of YAML and schemas take as long to load as everything else.
    const { readKnowledge } = await import('./knowledge/readKnowledge.ts');
    return compileKnowledge(await readKnowledge(folder));
  };
  const key = cache ? cacheKey(folder) : undefined;
  return key === undefined ? compile() : cachedOnDisk({ name: 'knowledge', key }, compile);
}

/** Changes with the code that compiles the knowledge: what it compiles only fits itself. */
export function compilerVersion(): string {
  return hashFiles(COMPILING_CODE);
}

/** `undefined` if a file cannot be read; reading the knowledge then says which. */
function cacheKey(folder: string): string | undefined {
  try {
    return hashFiles([folder, ...COMPILING_CODE]);
  } catch {
    return undefined;
  }
}

export interface AppOptions {
  /** As `DATABASE_URL`: a file path, `file:PATH` or `postgres://…`. */
  readonly databaseUrl: string;
  /** Refuse to create a database that isn't there. Default: false. */
  readonly mustExist?: boolean;
  readonly curated: KnowledgeBook;
  readonly log: Log;
  /** Where to look up whether an invitation leads to the server itself. Without it, none does. */
  readonly invites?: InviteSource;
  /** The current day as `YYYY-MM-DD`. Default: the day in UTC. */
  readonly today?: () => string;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Default: nothing is counted. */
  readonly metrics?: Metrics | undefined;
}

/** Everything that handlers of events and commands work with, over one open store. */
export interface App {
  readonly store: Store;
  readonly books: ServerBooks;
  readonly editing: AnswerEditing;
  readonly exchange: AnswerExchange;
  readonly uses: UseCounter;
  readonly questions: QuestionLog;
  readonly review: Review;
  readonly teaching: Teaching;
  readonly settings: ServerSettings;
  readonly replies: GivenReplies;
  readonly cooldowns: Cooldowns;
  readonly clock: Clock;
  readonly pictures: Pictures;
  readonly metrics: Metrics | undefined;
  readonly log: Log;
  readonly today: () => string;
  /** Answers from another state of the curated set from now on. */
  replaceKnowledge(compiled: CompiledKnowledge): void;
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
  const { databaseUrl, mustExist = false, curated, log, today: day = today, clock = systemClock, metrics } = options;
  // Loaded here, because a question on the command line needs only the curated book.
  const [
    { openStore },
    { ServerBooks },
    { UseCounter },
    { openEditing },
    { AnswerExchange },
    { QuestionLog },
    { Review },
    { Teaching },
  ] = await Promise.all([
    import('./store/openStore.ts'),
    import('./answers/servers/ServerBooks.ts'),
    import('./answers/servers/UseCounter.ts'),
    import('./answers/editing/AnswerEditing.ts'),
    import('./answers/exchange/AnswerExchange.ts'),
    import('./answers/learning/QuestionLog.ts'),
    import('./answers/learning/Review.ts'),
    import('./answers/learning/Teaching.ts'),
  ]);
  const store = await openStore(databaseUrl, {
    mustExist,
    now: () => clock.now(),
    onFault: (err) => log.error({ err }, 'the store failed'),
    onCopy: (copy) => log.info({ copy }, 'copied the database before upgrading it'),
    ...(metrics && { onQuery: (ms, hasFailed) => metrics.query(ms / 1_000, hasFailed) }),
  });
  const onFault = (err: unknown): void => log.error({ err }, 'the answers of servers failed');
  const books = await ServerBooks.start({ store, curated, onFault });
  const uses = new UseCounter({ store, onFault });
  const invites = new OwnInvites(options.invites);
  const editing = openEditing({ store, curated, books, invites, today: day, onFault });
  const exchange = new AnswerExchange({ curated, books, learning: store.learning, invites, today: day });
  const onSettingsFault = (err: unknown): void => log.error({ err }, 'the settings of servers failed');
  const settings = await ServerSettings.start({ store, onFault: onSettingsFault });
  const questions = new QuestionLog({
    store: store.learning,
    retentionDaysOf: async (guildId) => (await settings.of(guildId)).questionRetentionDays,
    clock,
    onFault: (err) => log.error({ err }, 'could not keep questions'),
  });
  const teaching = new Teaching({ store: store.learning, books });
  const review = new Review({ store: store.learning, books, clock });
  const replies = new GivenReplies({ store, onFault: (err) => log.error({ err }, 'could not remember replies') });
  const pictures = new Pictures({ log, ...(metrics && { onDrawn: metrics.drew }) });
  const cooldowns = new Cooldowns(() => clock.now());
  const replaceKnowledge = (compiled: CompiledKnowledge): void => {
    curated.replace(compiled);
    books.forgetAll();
  };
  const close = async (): Promise<void> => {
    await uses.stop();
    await questions.stop();
    await pictures.close();
    await replies.stop();
    await settings.stop();
    await books.stop();
    await store.close();
  };
  return {
    store,
    books,
    editing,
    exchange,
    uses,
    questions,
    review,
    teaching,
    settings,
    replies,
    cooldowns,
    pictures,
    metrics,
    clock,
    log,
    today: day,
    replaceKnowledge,
    close,
  };
}

import { type InviteSource, OwnInvites } from './answers/editing/OwnInvites.ts';
import { openEditing } from './answers/editing/AnswerEditing.ts';
import { QuestionLog } from './answers/learning/QuestionLog.ts';
import { Review } from './answers/learning/Review.ts';
import { Teaching } from './answers/learning/Teaching.ts';
import { AnswerExchange } from './answers/exchange/AnswerExchange.ts';
import type { CompiledKnowledge, KnowledgeBook } from './answers/KnowledgeBook.ts';
import { ServerBooks } from './answers/servers/ServerBooks.ts';
import { Cooldowns } from './channels/Cooldowns.ts';
import { GivenReplies } from './channels/GivenReplies.ts';
import { ServerSettings } from './channels/ServerSettings.ts';
import { today } from './knowledge/dates.ts';
import type { Metrics } from './operations/createMetrics.ts';
import { Pictures } from './pictures/Pictures.ts';
import type { Log } from './shared/Log.ts';
import { type Clock, systemClock } from './shared/clock.ts';
import { openStore } from './store/openStore.ts';
import { logOutages } from './store/outages.ts';

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
export type App = Awaited<ReturnType<typeof openApp>>;

/**
 * The composition root: the bot, the command line, tests and benchmarks all get their parts here.
 *
 * @throws UserError when the database cannot be opened.
 * @example
 * const app = await openApp({ databaseUrl: 'data/whence.db', curated: await openBook(), log });
 * const bot = await startBot({ ...app, token, apiUrl, messageContent: false });
 */
export async function openApp(options: AppOptions) {
  const { databaseUrl, mustExist = false, curated, today: day = today, clock = systemClock, metrics } = options;
  const { log, onAnswer } = logOutages(options.log, () => clock.now());
  const store = await openStore(databaseUrl, {
    mustExist,
    now: () => clock.now(),
    onFault: (err) => log.error({ err }, 'the store failed'),
    onCopy: (copy) => log.info({ copy }, 'copied the database before upgrading it'),
    onQuery(ms, hasFailed) {
      if (!hasFailed) onAnswer();
      metrics?.count('store', [hasFailed ? 'failed' : 'done'], ms / 1_000);
    },
  });
  const onFault = (err: unknown): void => log.error({ err }, 'the answers of servers failed');
  const books = await ServerBooks.start({ store, curated, onFault });
  const invites = new OwnInvites(options.invites);
  const editing = openEditing({ store, curated, books, invites, today: day, onFault });
  const exchange = new AnswerExchange({ books, learning: store.learning, invites, today: day });
  const onSettingsFault = (err: unknown): void => log.error({ err }, 'the settings of servers failed');
  const settings = await ServerSettings.start({ store, onFault: onSettingsFault });
  const questions = new QuestionLog({
    store: store.learning,
    retentionDaysOf: async (guildId) => (await settings.of(guildId)).questionRetentionDays,
    clock,
    onFault: (err) => log.error({ err }, 'could not keep questions'),
  });
  const onRepliesFault = (err: unknown): void => log.error({ err }, 'could not remember replies');
  const replies = new GivenReplies({ store, onFault: onRepliesFault, now: () => clock.now() });
  const pictures = new Pictures({
    log,
    onDrawn: (seconds, hasFailed) => metrics?.count('draw', [hasFailed ? 'failed' : 'done'], seconds),
  });
  return {
    store,
    books,
    editing,
    exchange,
    questions,
    review: new Review({ store: store.learning, books, clock }),
    teaching: new Teaching({ store: store.learning, books }),
    settings,
    replies,
    cooldowns: new Cooldowns(() => clock.now()),
    pictures,
    metrics,
    clock,
    log,
    today: day,
    /** Answers from another state of the curated set from now on. */
    replaceKnowledge(compiled: CompiledKnowledge): void {
      curated.replace(compiled);
      books.forgetAll();
    },
    /** Writes what has been counted, stops background work and closes the store. */
    async close(): Promise<void> {
      await questions.stop();
      await pictures.close();
      await replies.stop();
      await settings.stop();
      await books.stop();
      await store.close();
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { AnswerBook } from '../../src/answers/AnswerBook.ts';
import { type App, openApp } from '../../src/app.ts';
import { openFixtureBook } from './fixtureBook.ts';
import type { Log } from '../../src/shared/Log.ts';
import { type Bot, type BotOptions, startBot } from '../../src/discord/startBot.ts';
import { Playground, type PlaygroundOptions } from 'discord-playground';
import { type AnswerContent, type GuildSettings, type Store } from '../../src/store/Store.ts';
import { TestClock } from './TestClock.ts';

/** The day on which all tests take place. */
const TODAY = '2026-11-22';

/** Certain: a phrasing of a curated answer, word for word. */
export const KNOWN = 'which model is chatgpt based on';
export const KNOWN_ID = 'chatgpt-base-model';
/** Answered by suggestions: two answers are equally near. */
export const UNSURE = 'What is RLHF or fine-tuning?';
export const SUGGESTED = ['what-is-rlhf', 'what-is-finetuning', 'why-finetuned'] as const;
/** Nothing that the curated set could ever answer. */
export const CLUELESS = 'How do I bake bread?';

const curated = await openFixtureBook();

/** The title of a curated answer. */
export const titleOf = (id: string): string => curated.answer(id)!.title;

/** The curated AnswerBook. */
export const book: AnswerBook = curated;

type AnswerBooks = BotOptions['books'];

/** Every server's books, until a test puts something else in place: a slow one, one that fails. */
export class Books implements AnswerBooks {
  of: AnswerBooks['of'];
  readonly refresh: AnswerBooks['refresh'];

  constructor(servers?: AnswerBooks) {
    this.of = (guildId) => (servers ? servers.of(guildId) : Promise.resolve(book));
    this.refresh = (guildId) => (servers ? servers.refresh(guildId) : Promise.resolve());
  }
}

/** The parts of a bot whose servers have no answers of their own, for tests to which storage doesn't matter. */
export async function openEmptyApp(log: Log): Promise<App> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  const app = await openApp({ databaseUrl: join(folder, 'whence.db'), curated, today: () => TODAY, log });
  const close = async (): Promise<void> => {
    await app.close();
    await rm(folder, { recursive: true });
  };
  return { ...app, close };
}

export interface LogLine {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly context: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Of scenes that are not about limits: they ask the same question again and again. */
export const NO_LIMITS: GuildSettings['limits'] = { perPerson: 0, perChannel: 0, minutes: 5, repeatMinutes: 0 };

export interface Scene {
  readonly playground: Playground;
  readonly bot: Bot;
  /** What questions are answered from. */
  readonly books: Books;
  readonly store: Store;
  /** The bot's time. It stands still until the test moves it. */
  readonly clock: TestClock;
  /** What the bot remembers of its replies. */
  readonly replies: App['replies'];
  /** Resolves when all that was given up to now is counted in the store. */
  readonly counted: () => Promise<void>;
  /** Writes answers of the playground's server, `null` to hide one, as its moderators did. Resolves when they are live. */
  readonly keep: (answers: Readonly<Record<string, AnswerContent | null>>) => Promise<void>;
  readonly log: readonly LogLine[];
  /** Another run of the bot on the same playground, as after a restart of its process. */
  readonly restart: () => Promise<Bot>;
}

export interface SceneOptions {
  /** A running playground, for what has to know its address. Default: one of the scene's own. */
  readonly on?: Playground;
  readonly playground?: PlaygroundOptions;
  /** Of the store, as `DATABASE_URL`. Default: a file of the scene's own. */
  readonly databaseUrl?: string;
  readonly bot?: Partial<BotOptions> | ((playground: Playground) => Partial<BotOptions>);
  /** What must be there before the bot comes. */
  readonly prepare?: (playground: Playground) => void;
  /** Of the playground's first server. Default: those of a server that has set nothing, without limits. */
  readonly settings?: Partial<GuildSettings>;
  /** Whether the bot asks Discord where invites lead, as the program does. Default: false. */
  readonly asksAboutInvites?: boolean;
  /** Of the test's own context. Needed only where tests run at the same time. */
  readonly onTestFinished?: (end: () => Promise<void>) => void;
}

/**
 * The real bot on a playground of its own, both stopped at the end of the test. The test fails when the bot has asked
 * for anything that Discord would have refused.
 */
export async function startScene(options: SceneOptions = {}): Promise<Scene> {
  const playground =
    options.on ??
    (await Playground.start({ botName: 'Whence', messageContent: true, maxConcurrency: 16, ...options.playground }));
  const chosen = typeof options.bot === 'function' ? options.bot(playground) : options.bot;
  options.prepare?.(playground);
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  const clock = new TestClock();
  const lines: LogLine[] = [];
  const logAt =
    (level: LogLine['level']) =>
    (context: object, text: string): void =>
      void lines.push({ level, context: context as LogLine['context'], text });
  const log = { error: logAt('error'), warn: logAt('warn'), info: logAt('info'), debug: logAt('debug') };

  /** As src/index.ts does it, each time with a store of its own on the same file. */
  const start = async () => {
    const databaseUrl = options.databaseUrl ?? join(folder, 'whence.db');
    const { token, apiUrl } = playground;
    const invites = options.asksAboutInvites === true && { invites: { apiUrl, token } };
    const app = await openApp({ databaseUrl, ...invites, curated, today: () => TODAY, log, clock });
    if (running.length === 0) await app.settings.save(playground.guild.id, { limits: NO_LIMITS, ...options.settings });
    const books = new Books(app.books);
    const bot = await startBot({ ...app, token, apiUrl, messageContent: false, books, ...chosen });
    const stop = async (): Promise<void> => {
      await bot.stop();
      await app.close();
    };
    running.push(stop);
    const keep: Scene['keep'] = async (answers) => {
      const { id } = playground.guild;
      const changes = Object.entries(answers).map(([answerId, content]) => {
        return { answerId, content, kind: content ? ('add' as const) : ('remove' as const), expectedVersion: 0 };
      });
      await app.store.write(id, changes, { id: playground.guild.id, name: 'mo' });
      await app.books.refresh(id);
    };
    return {
      bot: { ...bot, stop },
      store: app.store,
      replies: app.replies,
      books,
      keep,
      counted: () => app.questions.write(),
    };
  };
  const running: (() => Promise<void>)[] = [];
  const atTheEnd = options.onTestFinished ?? onTestFinished;
  atTheEnd(async () => {
    for (const stop of running) await stop();
    await playground.stop();
    await rm(folder, { recursive: true });
    expect(playground.refusals).toEqual([]);
  });
  return { playground, clock, log: lines, ...(await start()), restart: async () => (await start()).bot };
}

/** What was logged as going wrong. */
export function faultsIn(log: readonly LogLine[]): readonly string[] {
  return log.filter(({ level }) => level === 'error').map(({ text }) => text);
}

/** A text with commands as people read them, whether they can be pressed or are formatted as code. */
export const asShown = (text: string): string =>
  text.replaceAll(/<(\/[a-z ]+):\d+>|`(\/[a-z ]+)`/g, (_, pressable?: string, code?: string) => (pressable ?? code)!);

import { expect, onTestFinished } from 'vitest';
import type { AnswerBook, AnswerBooks, Found } from '../../src/answers/AnswerBook.ts';
import { openBook } from '../../src/answers/openBook.ts';
import { type Bot, type BotOptions, startBot } from '../../src/discord/startBot.ts';
import type { Mode } from '../../src/matching/Match.ts';
import { Playground, type PlaygroundOptions } from '../../src/playground/Playground.ts';

/** The day on which all tests take place. */
export const TODAY = '2026-11-22';

/** Certain, whatever becomes of matching: the curated answers' own phrasing, and a number that no answer can be about. */
export const KNOWN = 'which model is chatgpt based on';
export const KNOWN_ID = 'chatgpt-base-model';
export const UNSURE = 'unsure: tuning';
export const SUGGESTED = ['what-is-finetuning', 'what-is-rlhf', 'why-finetuned'] as const;
export const CLUELESS = 'clueless: how do I bake bread';

const curated = await openBook();

/** The title of a curated answer. */
export const titleOf = (id: string): string => curated.answer(id)!.title;

/**
 * The curated AnswerBook. Only what it decides about {@link UNSURE} and {@link CLUELESS} is fixed here, because where
 * matching draws its lines is no business of Discord's room and will move.
 */
export const book: AnswerBook = {
  ask(question: string, mode: Mode): Found {
    if (question.includes(CLUELESS)) return { decision: 'pass', candidates: [] };
    if (!question.includes(UNSURE)) return curated.ask(question, mode);
    const candidates = SUGGESTED.map((id) => ({ id, answer: curated.answer(id)!, confidence: 0.5 }));
    return { decision: 'suggest', candidates };
  },
  answer: (id) => curated.answer(id),
  model: (text) => curated.model(text),
  offerAnswers: (text, limit) => curated.offerAnswers(text, limit),
  offerModels: (text, limit) => curated.offerModels(text, limit),
};

/** Every server's books, until a test puts something else in place: a slow one, one that fails. */
export class Books implements AnswerBooks {
  of: AnswerBooks['of'] = () => Promise.resolve(book);
}

export interface LogLine {
  readonly level: 'error' | 'warn' | 'info' | 'debug';
  readonly context: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Scene {
  readonly playground: Playground;
  readonly bot: Bot;
  readonly books: Books;
  readonly log: readonly LogLine[];
  /** Another run of the bot on the same playground, as after a restart of its process. */
  readonly restart: () => Promise<Bot>;
}

export interface SceneOptions {
  readonly playground?: PlaygroundOptions;
  readonly bot?: Partial<BotOptions> | ((playground: Playground) => Partial<BotOptions>);
  /** What must be there before the bot comes. */
  readonly prepare?: (playground: Playground) => void;
  /** Of the test's own context. Needed only where tests run at the same time. */
  readonly onTestFinished?: (end: () => Promise<void>) => void;
}

/**
 * The real bot on a playground of its own, both stopped at the end of the test. The test fails when the bot has asked
 * for anything that Discord would have refused.
 */
export async function startScene(options: SceneOptions = {}): Promise<Scene> {
  const playground = await Playground.start({ messageContent: true, maxConcurrency: 16, ...options.playground });
  const chosen = typeof options.bot === 'function' ? options.bot(playground) : options.bot;
  options.prepare?.(playground);
  const books = new Books();
  const log: LogLine[] = [];
  const logAt =
    (level: LogLine['level']) =>
    (context: object, text: string): void =>
      void log.push({ level, context: context as LogLine['context'], text });

  const start = async (): Promise<Bot> => {
    const bot = await startBot({
      token: playground.token,
      apiUrl: playground.apiUrl,
      messageContent: false,
      books,
      log: { error: logAt('error'), warn: logAt('warn'), info: logAt('info'), debug: logAt('debug') },
      today: () => TODAY,
      ...chosen,
    });
    bots.push(bot);
    return bot;
  };
  const bots: Bot[] = [];
  const atTheEnd = options.onTestFinished ?? onTestFinished;
  atTheEnd(async () => {
    for (const bot of bots) await bot.stop();
    await playground.stop();
    expect(playground.refusals).toEqual([]);
  });
  return { playground, bot: await start(), books, log, restart: start };
}

/** What was logged as going wrong. */
export function faultsIn(log: readonly LogLine[]): readonly string[] {
  return log.filter(({ level }) => level === 'error').map(({ text }) => text);
}

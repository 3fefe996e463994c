import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBook } from '../../src/answers/openBook.ts';
import { openApp } from '../../src/app.ts';
import { startBot } from '../../src/discord/startBot.ts';
import { createLog } from '../../src/operations/log.ts';
import { DEFAULT_SETTINGS } from '../../src/store/Store.ts';
import { Playground } from 'discord-playground';

export interface Stage {
  readonly playground: Playground;
  /** Resolves when all answers given up to now are counted. */
  readonly counted: () => Promise<void>;
  stop(): Promise<void>;
}

/** The bot on a playground, as `npm start` has it, with a store that is gone afterwards. */
export async function startStage(): Promise<Stage> {
  const playground = await Playground.start({ botName: 'Whence' });
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  const log = createLog('warn', [playground.token]);
  const app = await openApp({ databaseUrl: join(folder, 'whence.db'), curated: await openBook(), log });
  // One person asks everything here.
  const limits = { ...DEFAULT_SETTINGS.limits, perPerson: 0, perChannel: 0 };
  await app.store.saveSettings(playground.guild.id, { limits });
  const { token, apiUrl } = playground;
  const bot = await startBot({ ...app, token, apiUrl, messageContent: false });
  const stop = async (): Promise<void> => {
    await bot.stop();
    await app.close();
    await playground.stop();
    await rm(folder, { recursive: true });
  };
  return { playground, counted: () => app.questions.write(), stop };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBook, today } from '../../src/answers/openBook.ts';
import { openServers } from '../../src/discord/openServers.ts';
import { startBot } from '../../src/discord/startBot.ts';
import { createLog } from '../../src/operations/log.ts';
import { Playground } from 'discord-playground';
import { openStore } from '../../src/store/openStore.ts';

export interface Stage {
  readonly playground: Playground;
  /** Resolves when all answers given up to now are counted. */
  readonly counted: () => Promise<void>;
  stop(): Promise<void>;
}

/** The bot on a playground, as `npm start` has it, with a store that is gone afterwards. */
export async function startStage(): Promise<Stage> {
  const curated = await openBook();
  const playground = await Playground.start({ botName: 'Whence' });
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  const log = createLog('warn', [playground.token]);
  const store = await openStore(join(folder, 'whence.db'));
  const servers = await openServers({ store, curated, today, log });
  const { token, apiUrl } = playground;
  const bot = await startBot({ ...servers, token, apiUrl, messageContent: false });
  const stop = async (): Promise<void> => {
    await bot.stop();
    await servers.stop();
    await store.close();
    await playground.stop();
    await rm(folder, { recursive: true });
  };
  return { playground, counted: () => servers.uses.write(), stop };
}

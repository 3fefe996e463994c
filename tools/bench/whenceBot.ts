/** Whence without the limit of 50 requests a second that Discord sets, so that the bench measures the bot and not the limit. */
import { openBook, today } from '../../src/answers/openBook.ts';
import { loadConfig } from '../../src/config.ts';
import { openServers } from '../../src/discord/openServers.ts';
import { startBot } from '../../src/discord/startBot.ts';
import { createLog } from '../../src/operations/log.ts';
import { stopOnSignal } from '../../src/operations/shutdown.ts';
import { openStore } from '../../src/store/openStore.ts';

const { token = '', apiUrl, logLevel, databaseUrl } = loadConfig();
const log = createLog(logLevel, [token]);
const store = await openStore(databaseUrl);
const servers = await openServers({ store, curated: await openBook(), today, log });
const bot = await startBot({
  token,
  apiUrl,
  messageContent: false,
  requestsPerSecond: 1_000_000,
  ...servers,
});
stopOnSignal(async () => {
  await bot.stop();
  await servers.stop();
  await store.close();
}, log);

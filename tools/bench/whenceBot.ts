/** Whence without the limit of 50 requests a second that Discord sets, and without a server's own limits, so that the bench measures the bot and not the limit. */
import { openBook } from '../../src/answers/openBook.ts';
import { openApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { startBot } from '../../src/discord/startBot.ts';
import { createLog } from '../../src/operations/log.ts';
import { stopOnSignal, surviveFaults } from '../../src/operations/shutdown.ts';
import { DEFAULT_SETTINGS } from '../../src/store/Store.ts';

const { token = '', apiUrl, logLevel, databaseUrl } = loadConfig();
const log = createLog(logLevel, [token]);
surviveFaults(log);
const app = await openApp({ databaseUrl, curated: await openBook(), log });
const limits = { perPerson: 0, perChannel: 0, minutes: 5, repeatMinutes: 0 };
const withoutLimits = { ...DEFAULT_SETTINGS, limits };
const settings = { peek: () => withoutLimits, of: () => Promise.resolve(withoutLimits), save: () => Promise.reject() };
const bot = await startBot({
  ...app,
  settings,
  token,
  apiUrl,
  messageContent: false,
  requestsPerSecond: 1_000_000,
});
stopOnSignal(async () => {
  await bot.stop();
  await app.close();
}, log);

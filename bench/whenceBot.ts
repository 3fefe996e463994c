/** Whence without the limit of 50 requests a second that Discord sets, so that the bench measures the bot and not the limit. */
import { CuratedBooks } from '../src/answers/CuratedBooks.ts';
import { openBook, today } from '../src/answers/openBook.ts';
import { loadConfig } from '../src/config.ts';
import { startBot } from '../src/discord/startBot.ts';
import { createLog } from '../src/operations/log.ts';
import { stopOnSignal } from '../src/operations/shutdown.ts';

const { token = '', apiUrl, logLevel } = loadConfig();
const log = createLog(logLevel, [token]);
const bot = await startBot({
  token,
  apiUrl,
  messageContent: false,
  requestsPerSecond: 1_000_000,
  books: new CuratedBooks(await openBook()),
  log,
  today,
});
stopOnSignal(() => bot.stop(), log);

import { setTimeout as delay } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Events, GatewayIntentBits, type Message } from 'discord.js';
import { Playground } from 'discord-playground';
import { openBook } from '../../src/answers/openBook.ts';
import { openApp } from '../../src/app.ts';
import { MessageHandler } from '../../src/discord/messages/MessageHandler.ts';
import { messageSource, randomNumbers } from '../../test/support/busyDay.ts';
import { quantile } from '../eval/figures.ts';
import { CHANNEL_MODES } from '../../src/store/Store.ts';
import { busyDay, crowdedDay, memoryOverDay } from './channels/memory.ts';
import { figure } from './measure.ts';

const MESSAGES = 4_000;
const ROUNDS = 5;

/**
 * What a message costs that the bot passes over, by the mode of its channel, and how many of them one core screens in a
 * second of its time. The messages are discord.js's own, as they came over a gateway; receiving and parsing them is not measured. Then, what
 * the bot keeps in memory over a day.
 */
export async function channels(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'whence-bench-'));
  const log = { error: console.error, warn() {}, info() {}, debug() {} };
  const app = await openApp({ databaseUrl: join(folder, 'whence.db'), curated: await openBook(), log });
  const playground = await Playground.start({ botName: 'Whence', messageContent: true });
  const book = await app.books.of(undefined);
  const received = await receive(playground, book);
  const messages = received.filter(({ content }) => book.ask(content, 'passive').decision === 'pass');
  for (const mode of CHANNEL_MODES) {
    await app.settings.save(playground.guild.id, { defaultMode: mode });
    await app.settings.of(playground.guild.id);
    const handler = new MessageHandler({ ...app, messageContent: true }, messages[0]!.client);
    const waits: number[] = [];
    const before = process.cpuUsage();
    for (let round = 0; round < ROUNDS; round++) {
      for (const message of messages) {
        const start = performance.now();
        await handler.created(message);
        waits.push(performance.now() - start);
      }
    }
    const { user, system } = process.cpuUsage(before);
    const perSecond = (ROUNDS * messages.length * 1e6) / (user + system);
    const [p50, p99] = [0.5, 0.99].map((share) => figure(quantile(waits, share) * 1_000));
    console.log(
      `${mode}: a message passed over p50 ${p50} µs, p99 ${p99} µs; ${figure(perSecond)} a second on one core`,
    );
  }
  await playground.stop();
  await memoryOverDay('a busy day', busyDay(book));
  await memoryOverDay('a crowded day', crowdedDay);
  await app.close();
  await rm(folder, { recursive: true });
}

/** Messages of a busy server that nobody addressed to the bot, as discord.js hands them on. */
async function receive(playground: Playground, book: Parameters<typeof messageSource>[0]): Promise<readonly Message[]> {
  const { Guilds, GuildMessages, MessageContent } = GatewayIntentBits;
  const client = new Client({ intents: [Guilds, GuildMessages, MessageContent], rest: { api: playground.apiUrl } });
  const received: Message[] = [];
  client.on(Events.MessageCreate, (message) => void received.push(message));
  await client.login(playground.token);
  await playground.botReady();
  const next = messageSource(book, randomNumbers(14));
  const members = Array.from({ length: 100 }, (_, index) => playground.addMember(`member${index}`));
  for (let index = 0; index < MESSAGES; index++) await members[index % 100]!.says(next().text);
  while (received.length < MESSAGES) await delay(20);
  await client.destroy();
  return received;
}

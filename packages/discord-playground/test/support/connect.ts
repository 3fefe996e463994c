import { Client, type ClientOptions, GatewayIntentBits, type Interaction, type Message, Partials } from 'discord.js';
import { onTestFinished, vi } from 'vitest';
import { Playground, type PlaygroundOptions } from '../../src/Playground.ts';

const TIMEOUT_MS = 60_000;

// Tests wait for events, never for time to pass. On a busy machine events can take long.
vi.setConfig({ testTimeout: TIMEOUT_MS, hookTimeout: TIMEOUT_MS });

/** For `expect.poll`. */
export const PATIENT = { timeout: TIMEOUT_MS / 2 };

const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** A playground that stops at the end of the test. */
export async function startPlayground(options?: PlaygroundOptions): Promise<Playground> {
  const playground = await Playground.start(options);
  onTestFinished(() => playground.stop());
  return playground;
}

/** A discord.js client that is ready on a playground. It is destroyed at the end of the test. */
export async function connect(playground: Playground, options: Partial<ClientOptions> = {}): Promise<Client<true>> {
  const client = new Client({
    intents: INTENTS,
    partials: [Partials.Channel],
    ...options,
    rest: { api: playground.apiUrl, ...options.rest },
  });
  onTestFinished(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => void client.once('clientReady', resolve));
  await client.login(playground.token);
  return ready;
}

/** Handles every message that people send. An error fails the test run as an unhandled rejection. */
export function onMessage(client: Client, handle: (message: Message) => Promise<unknown>): void {
  client.on('messageCreate', (message) => {
    if (!message.author.bot) void handle(message);
  });
}

/** Handles every interaction, with errors as above. */
export function onInteraction(client: Client, handle: (interaction: Interaction) => Promise<unknown>): void {
  client.on('interactionCreate', (interaction) => void handle(interaction));
}

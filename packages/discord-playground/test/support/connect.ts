import { Client, type ClientOptions, GatewayIntentBits, type Interaction, type Message, Partials } from 'discord.js';
import { onTestFinished } from 'vitest';
import { Playground, type PlaygroundOptions } from '../../src/Playground.ts';

const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

/** A playground that ends with the test. */
export async function startPlayground(options?: PlaygroundOptions): Promise<Playground> {
  const playground = await Playground.start(options);
  onTestFinished(() => playground.stop());
  return playground;
}

/** A discord.js client, ready on a playground and gone with the test. */
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

/** Has the client do something about every message of people. A failure fails the test run as an unhandled rejection. */
export function onMessage(client: Client, handle: (message: Message) => Promise<unknown>): void {
  client.on('messageCreate', (message) => {
    if (!message.author.bot) void handle(message);
  });
}

/** Has the client do something about every interaction; a failure counts as above. */
export function onInteraction(client: Client, handle: (interaction: Interaction) => Promise<unknown>): void {
  client.on('interactionCreate', (interaction) => void handle(interaction));
}

import {
  type Client,
  type ClientEvents,
  DiscordAPIError,
  type Guild as Server,
  GatewayIntentBits as Intent,
  Partials,
  PermissionFlagsBits,
  type TextChannel,
} from 'discord.js';
import type { Member } from '../../src/actors/Member.ts';
import type { Playground, PlaygroundOptions } from '../../src/Playground.ts';
import { ALL_PERMISSIONS } from '../../src/world/guild/accounts.ts';
import { connect, startPlayground } from './connect.ts';

const INTENTS = Object.values(Intent).filter((bit) => typeof bit === 'number');

/** A bot that hears and may do everything, in a server with one other member. */
export interface Scene {
  readonly playground: Playground;
  readonly client: Client<true>;
  /** The server and its first channel as discord.js knows them. */
  readonly server: Server;
  readonly channel: TextChannel;
  readonly ann: Member;
}

export async function openScene(options: PlaygroundOptions = {}): Promise<Scene> {
  const playground = await startPlayground({
    messageContent: true,
    guildMembers: true,
    guildPresences: true,
    botPermissions: ALL_PERMISSIONS & ~PermissionFlagsBits.Administrator,
    // Otherwise a second client has to wait for five seconds.
    maxConcurrency: 16,
    ...options,
  });
  const client = await connect(playground, {
    intents: INTENTS,
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
  });
  const server = client.guilds.cache.get(playground.guild.id)!;
  const channel = server.channels.cache.get(playground.guild.channel.id) as TextChannel;
  return { playground, client, server, channel, ann: playground.addMember('ann') };
}

/** The arguments of the client's next event of that name. Call it before the event can come. */
export function nextEvent<Name extends keyof ClientEvents>(client: Client, name: Name): Promise<ClientEvents[Name]> {
  return new Promise((resolve) => {
    client.once(name, (...args) => resolve(args));
  });
}

/** The status, code and message of the error that a request ends with. */
export async function refusalOf(request: Promise<unknown>): Promise<[number, number | string, string]> {
  try {
    await request;
  } catch (error) {
    if (error instanceof DiscordAPIError)
      return [error.status, error.code, (error.rawError as { message: string }).message];
    throw error;
  }
  throw new Error('The request was not refused.');
}

import type { Playground } from './Playground.ts';
import type { PlaygroundOptions } from './PlaygroundOptions.ts';

/** Where the page is expected when nobody chose a port. */
const USUAL_PORT = 3210;

export interface AnyBotOptions extends Pick<PlaygroundOptions, 'botName' | 'botId' | 'guildId'> {
  /** Default: 3210, or any free port when that one is taken. */
  readonly port?: number;
}

/**
 * Starts a playground that takes a bot as it is: any token, any application id, all privileged intents, all permissions but Administrator, and several
 * sessions at once, so that a restarted bot never waits.
 *
 * @throws Error in one sentence when the chosen port is taken.
 */
export async function startForAnyBot({ port, ...options }: AnyBotOptions): Promise<Playground> {
  // Loaded only when needed: an option that is wrong is named, and help shown, six times as fast.
  const loaded = await import('./Playground.ts');
  const { ALL_PERMISSIONS } = await import('./world/guild/accounts.ts');
  const { PermissionFlagsBits } = await import('discord-api-types/v10');
  const start = (chosen: number): Promise<Playground> =>
    loaded.Playground.start({
      ...options,
      port: chosen,
      acceptAnyBot: true,
      messageContent: true,
      guildMembers: true,
      guildPresences: true,
      maxConcurrency: 16,
      botPermissions: ALL_PERMISSIONS & ~PermissionFlagsBits.Administrator,
    });
  return start(port ?? USUAL_PORT).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (port === undefined) return start(0);
    throw new Error(`Port ${port} is taken. Choose another one; 0 takes any free one.`, { cause: error });
  });
}

/**
 * Reads these options from `DISCORD_PLAYGROUND_PORT`, `_BOT_NAME`, `_BOT_ID` and `_GUILD_ID`.
 *
 * @throws Error in one sentence when the port is not a number.
 */
export function optionsFromEnvironment(env: NodeJS.ProcessEnv): AnyBotOptions {
  const read = (name: string): string | undefined => env[`DISCORD_PLAYGROUND_${name}`] || undefined;
  const [port, botName, botId, guildId] = ['PORT', 'BOT_NAME', 'BOT_ID', 'GUILD_ID'].map(read);
  return {
    ...(port !== undefined && { port: parsePort(port) }),
    ...(botName !== undefined && { botName }),
    ...(botId !== undefined && { botId: parseId(botId) }),
    ...(guildId !== undefined && { guildId: parseId(guildId) }),
  };
}

/** @throws Error in one sentence. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Error(`"${text}" is not a port. Use a number from 0 to 65535; 0 takes any free one.`);
}

/** @throws Error in one sentence. */
export function parseId(text: string): string {
  if (/^\d{17,20}$/.test(text)) return text;
  throw new Error(`"${text}" is not a Discord id. Ids have 17 to 20 digits.`);
}

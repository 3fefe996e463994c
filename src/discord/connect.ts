import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, Events, HTTPError } from 'discord.js';
import { UserError } from '../UserError.ts';
import type { Log } from './Log.ts';
import { badToken, refusalOf } from './refusalOf.ts';

/** How long to wait before each further try to reach Discord, in milliseconds. */
const PAUSES = [500, 1_500];

/**
 * Logs in and waits until every shard is ready.
 *
 * @param newClient - Called for each try, because a client that failed to log in cannot be used again.
 * @throws UserError `bad-token`, `intent-not-granted`, `discord-unreachable`, `turned-away`.
 */
export async function connect(newClient: () => Client, token: string, log: Log): Promise<Client<true>> {
  for (const pauseMs of PAUSES) {
    try {
      return await logIn(newClient(), token);
    } catch (error) {
      if (error instanceof UserError || !isUnreachable(error)) throw error;
      log.warn({ reason: reasonOf(error), pauseMs }, 'could not reach Discord; trying again');
      await sleep(pauseMs);
    }
  }
  const client = newClient();
  return logIn(client, token).catch((error: unknown) => {
    if (error instanceof UserError || !isUnreachable(error)) throw error;
    throw new UserError(
      'discord-unreachable',
      `Could not reach Discord at ${client.options.rest?.api} (${reasonOf(error)}). Check the network and DISCORD_API_URL, then start the bot again.`,
    );
  });
}

async function logIn(client: Client, token: string): Promise<Client<true>> {
  const { promise, resolve, reject } = Promise.withResolvers<Client<true>>();
  const onRefused = ({ code }: { code: number }): void => reject(refusalOf(code));
  client.once(Events.ClientReady, resolve);
  client.once(Events.ShardDisconnect, onRefused);
  client.login(token).catch(reject);
  try {
    return await promise;
  } catch (error) {
    await client.destroy();
    throw isBadToken(error) ? badToken() : error;
  } finally {
    client.off(Events.ShardDisconnect, onRefused);
  }
}

function isBadToken(error: unknown): boolean {
  return error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid;
}

/** Whether nobody, or nothing that behaves like Discord, answered. */
function isUnreachable(error: unknown): error is Error {
  if (error instanceof DiscordAPIError || error instanceof HTTPError) return true;
  return error instanceof Error && (error.name === 'AbortError' || 'code' in error || error.message === 'fetch failed');
}

function reasonOf(error: Error): string {
  if (error instanceof HTTPError || error instanceof DiscordAPIError) return `it answered ${error.status}`;
  if (error.name === 'AbortError') return 'no answer in time';
  return 'code' in error ? String(error.code) : error.message;
}

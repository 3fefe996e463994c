#!/usr/bin/env node
/** `npx discord-playground`: a playground of its own, for bots that run in other processes. */
import { parseArgs } from 'node:util';
import { type AnyBotOptions, optionsFromEnvironment, parseId, parsePort, startForAnyBot } from './anyBot.ts';
import type { Playground } from './Playground.ts';

const USAGE = `Starts a Discord on this machine, for any discord.js bot.

  npx discord-playground [options]

  --port PORT         where to listen; 0 = any free port (default: 3210, or any free port if that is taken)
  --bot-name NAME     the bot's name (default: Bot)
  --bot-id ID         the bot's user and application id, if its configuration has one
  --guild-id ID       the id of the first server, if the bot's configuration has one
  --help              shows this

Each option can also be set in the environment: DISCORD_PLAYGROUND_PORT, DISCORD_PLAYGROUND_BOT_NAME and so on.`;

const options = readOptions();
if (options) await run(options);

/** Undefined when only help was asked for. */
function readOptions(): AnyBotOptions | undefined {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        'bot-name': { type: 'string' },
        'bot-id': { type: 'string' },
        'guild-id': { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(USAGE);
      return undefined;
    }
    return {
      ...optionsFromEnvironment(process.env),
      ...(values.port !== undefined && { port: parsePort(values.port) }),
      ...(values['bot-name'] !== undefined && { botName: values['bot-name'] }),
      ...(values['bot-id'] !== undefined && { botId: parseId(values['bot-id']) }),
      ...(values['guild-id'] !== undefined && { guildId: parseId(values['guild-id']) }),
    };
  } catch (error) {
    return leave(2, `${messageOf(error)}\n\n${USAGE}`);
  }
}

async function run(chosen: AnyBotOptions): Promise<void> {
  const playground = await startForAnyBot(chosen).catch((error: unknown) =>
    leave(1, `The playground cannot start: ${messageOf(error)}`),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void playground.stop());
  console.log(describe(playground));
}

function describe({ url, apiUrl, token, bot, guild }: Playground): string {
  return `The playground is running. Open ${url}

An unchanged discord.js bot joins it like this:
  DISCORD_PLAYGROUND_URL=${url} node --import discord-playground/register bot.js

A bot whose REST address and token you can set takes these:
  rest.api          ${apiUrl}
  token             ${token}
  application id    ${bot.id}
  server id         ${guild.id}

Ctrl+C stops it.`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function leave(code: number, message: string): never {
  console.error(message);
  process.exit(code);
}

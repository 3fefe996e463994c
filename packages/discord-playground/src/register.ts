/**
 * Points an unchanged discord.js bot at a playground:
 *
 *     node --import discord-playground/register bot.js
 *
 * discord.js takes the address of Discord's REST API from the exported object `DefaultRestOptions` of
 * `@discordjs/rest`, and the gateway's address from that API. A resolve hook changes this object in each copy of
 * `@discordjs/rest` that the bot loads: as ES module or as CommonJS, wherever it is installed. No code of the bot or of
 * discord.js is changed.
 *
 * With `DISCORD_PLAYGROUND_URL` set, the bot joins the playground that runs there. Otherwise one starts in this
 * process.
 */
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const REST_ENTRY = /\/@discordjs\/rest\/dist\/(?:index|web)\.m?js$/;

const given = process.env['DISCORD_PLAYGROUND_URL'];
const url = given ? await running(given) : await startHere();
// The bot's child processes join the same playground. A ShardingManager starts them without this process's options.
process.env['DISCORD_PLAYGROUND_URL'] = url;
const nodeOptions = process.env['NODE_OPTIONS'] ?? '';
if (!nodeOptions.includes(import.meta.url)) {
  process.env['NODE_OPTIONS'] = `${nodeOptions} --import=${import.meta.url}`.trim();
}

const require = createRequire(import.meta.url);
const redirected = new Set<string>();

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (REST_ENTRY.test(resolved.url)) redirect(resolved.url);
    return resolved;
  },
});

/**
 * Loads a copy of `@discordjs/rest` ahead of the bot, which gets the same instance, and changes its default address.
 */
function redirect(entry: string): void {
  if (redirected.has(entry)) return;
  if (redirected.size === 0) console.error(`This bot talks to the Discord playground, not to Discord. Open ${url}`);
  redirected.add(entry);
  const { DefaultRestOptions } = require(fileURLToPath(entry)) as { DefaultRestOptions: { api: string } };
  DefaultRestOptions.api = `${url}/api`;
}

async function startHere(): Promise<string> {
  // Loaded only when needed: a bot that joins a running playground starts faster without it.
  const { optionsFromEnvironment, startForAnyBot } = await import('./anyBot.ts');
  try {
    const playground = await startForAnyBot(optionsFromEnvironment(process.env));
    return playground.unref().url;
  } catch (error) {
    return giveUp(`The playground cannot start: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @returns The address without a slash at its end, once something answers there. */
async function running(address: string): Promise<string> {
  const parsed = URL.parse(address);
  if (!parsed)
    return giveUp(`DISCORD_PLAYGROUND_URL is "${address}", which is not an address like http://127.0.0.1:3210.`);
  const response = await fetch(parsed).catch(() => undefined);
  if (response) return parsed.origin;
  return giveUp(
    `No playground answers at ${address}. Start one with "npx discord-playground", or unset DISCORD_PLAYGROUND_URL.`,
  );
}

function giveUp(reason: string): never {
  console.error(reason);
  process.exit(1);
}

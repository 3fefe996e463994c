/**
 * Points an unchanged discord.js bot at a playground:
 *
 *     node --import discord-playground/register bot.js
 *
 * discord.js sends requests to Discord's REST API with the function `makeRequest` of the exported object
 * `DefaultRestOptions` of `@discordjs/rest`, and takes the gateway's address from that API. A resolve hook changes this
 * object in each copy of `@discordjs/rest` that the bot loads: as ES module or as CommonJS, wherever it is installed. A
 * bot that calls the API with `fetch` gets here as well. No code of the bot or of discord.js is changed, and addresses
 * look the same as on Discord.
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

/** What addresses of Discord's API begin with. Webhooks' addresses do, too. */
const DISCORD = /^https:\/\/(?:(?:ptb|canary)\.)?discord(?:app)?\.com\/api(?=\/|$)/;

/** Where a request really goes. */
const here = (address: string): string => address.replace(DISCORD, `${url}/api`);

const fetchAnywhere = globalThis.fetch;
globalThis.fetch = (input, init) =>
  fetchAnywhere(typeof input === 'string' || input instanceof URL ? here(String(input)) : input, init);

/**
 * Loads a copy of `@discordjs/rest` ahead of the bot, which gets the same instance, and changes where its requests go.
 */
function redirect(entry: string): void {
  if (redirected.has(entry)) return;
  if (redirected.size === 0) console.error(`This bot talks to the Discord playground, not to Discord. Open ${url}`);
  redirected.add(entry);
  const { DefaultRestOptions: options } = require(fileURLToPath(entry)) as {
    DefaultRestOptions: { makeRequest: (address: string, init: unknown) => Promise<unknown> };
  };
  const { makeRequest } = options;
  options.makeRequest = (address, init) => makeRequest(here(address), init);
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

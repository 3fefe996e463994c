import { hostname } from 'node:os';
import { config as loadDotenv } from 'dotenv';
import { UserError } from './shared/UserError.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The checked configuration. `.env.example` explains each variable. */
export type Config = ReturnType<typeof parseConfig>;

/** Reads the environment, and `.env` in the working directory for variables that the environment doesn't set. */
export function loadConfig(): Config {
  loadDotenv({ quiet: true });
  // Libraries read variables too, and take an empty one for a value: discord.js would run 0 shards with SHARD_COUNT.
  for (const [name, value] of Object.entries(process.env)) if (value?.trim() === '') delete process.env[name];
  return parseConfig({ HOSTNAME: hostname(), ...process.env });
}

/** Has the processes that this one starts for shards log in where it does, and use its database. */
export function shareWithShards({ apiUrl, databaseUrl }: Pick<Config, 'apiUrl' | 'databaseUrl'>): void {
  Object.assign(process.env, { DISCORD_API_URL: apiUrl, DATABASE_URL: databaseUrl });
}

/** The folder in which `npm run` was called; absent if it is the working directory. */
export function callersFolder(): string | undefined {
  const folder = process.env['INIT_CWD'];
  return folder === undefined || folder === '' || folder === process.cwd() ? undefined : folder;
}

/** @throws UserError `bad-config` naming the variable, or `no-token` in production. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>) {
  // An empty variable in `.env` counts as not set.
  const read = (variable: string): string | undefined => env[variable]?.trim() || undefined;
  // Not with zod: loading it makes every start a tenth slower.
  const checked = <T>(variable: string, parse: (text: string) => T | undefined, must: string): T | undefined => {
    const text = read(variable);
    const value = text === undefined ? undefined : parse(text);
    if (text === undefined || value !== undefined) return value;
    throw badConfig(`${variable} is "${text}" but ${must}. Change it in .env or the environment.`);
  };
  const token = read('DISCORD_TOKEN');
  // discord.js starts a process for a shard with SHARDS as its number and SHARD_COUNT.
  const isShardProcess = read('SHARDING_MANAGER') === 'true';
  const config = {
    /** Absent to use the playground. */
    token,
    /** The application's, 64 hexadecimal digits: answer interactions over HTTP, without a gateway. */
    publicKey: checked(
      'DISCORD_PUBLIC_KEY',
      matching(/^[0-9a-f]{64}$/i),
      'must have 64 hexadecimal digits: copy it from https://discord.com/developers/applications (General Information, Public Key)',
    ),
    interactions: {
      host: read('INTERACTIONS_HOST') ?? '127.0.0.1',
      port: checked('INTERACTIONS_PORT', portNumber, MUST_BE_PORT) ?? 3211,
    },
    isShardProcess,
    /** How many processes to start, with a shard each. Absent for a single process. */
    processes: isShardProcess
      ? undefined
      : checked(
          'SHARDS',
          (text): number | 'auto' | undefined => (text === 'auto' ? text : countOf(text)),
          'must be auto, or the number of shards to start on this machine',
        ),
    /** The shards of this process alone. Absent for all of them. */
    shards: isShardProcess
      ? { ids: [Number(env['SHARDS'])], count: Number(env['SHARD_COUNT']) }
      : shardsIn(
          env['HOSTNAME'],
          checked('SHARD_COUNT', countOf, 'must be the number of all shards on all machines, at least 1'),
          checked('SHARD_LIST', listOf, 'must list shards: 0,1 or 4-7'),
        ),
    /** Without a trailing slash. */
    apiUrl:
      checked('DISCORD_API_URL', webAddress, 'must be an address such as https://discord.com/api') ??
      'https://discord.com/api',
    guildId: checked(
      'DISCORD_GUILD_ID',
      matching(/^\d{17,20}$/),
      'must be the ID of a server: in Discord, right-click the server and choose "Copy Server ID"',
    ),
    /** Checked by the store, whose errors don't repeat the password. */
    databaseUrl: read('DATABASE_URL') ?? 'data/whence.db',
    /** The same without a token: what is tried out on the playground doesn't mix with a real bot's answers. */
    playgroundDatabaseUrl: read('DATABASE_URL') ?? 'data/playground.db',
    port: checked('PORT', portNumber, MUST_BE_PORT) ?? 3210,
    host: read('HOST') ?? '127.0.0.1',
    /** Whether traces go to an OpenTelemetry collector, whose address the exporter reads itself. */
    hasTraces:
      checked('OTEL_EXPORTER_OTLP_ENDPOINT', webAddress, 'must be an address such as http://localhost:4318') !==
      undefined,
    messageContent: checked('MESSAGE_CONTENT', oneOf(['true', 'false']), 'must be true or false') === 'true',
    logLevel:
      checked('LOG_LEVEL', oneOf(LOG_LEVELS), `must be one of ${LOG_LEVELS.join(', ')}`) ??
      // On the playground somebody watches the terminal: show them problems only.
      (token ? 'info' : 'warn'),
  };
  if (config.publicKey !== undefined && (config.processes ?? config.shards) !== undefined) {
    throw badConfig(
      'DISCORD_PUBLIC_KEY answers over HTTP, without a gateway, so there are no shards. Remove SHARDS, SHARD_COUNT and SHARD_LIST, and start the shards as a bot of its own, without DISCORD_PUBLIC_KEY.',
    );
  }
  if (config.processes !== undefined && config.shards) {
    throw badConfig('SHARDS starts all shards on this machine, and SHARD_COUNT some of them. Remove one of the two.');
  }
  if (config.publicKey !== undefined && !token) {
    throw new UserError(
      'no-token',
      'DISCORD_PUBLIC_KEY is set, but DISCORD_TOKEN is missing. The bot needs it to register its commands. Put both into .env or the environment.',
    );
  }
  if (!token && env['NODE_ENV'] === 'production') {
    throw new UserError(
      'no-token',
      'DISCORD_TOKEN is missing, and with NODE_ENV=production there is no playground. ' +
        'Put the token from https://discord.com/developers/applications (Bot, Reset Token) into .env or the environment.',
    );
  }
  return config;
}

/** From SHARD_COUNT and SHARD_LIST, or the number at the end of the host's name, as in a StatefulSet of Kubernetes. */
function shardsIn(host: string | undefined, count: number | undefined, ids: readonly number[] | undefined) {
  if (count === undefined) {
    if (!ids) return undefined;
    throw badConfig('SHARD_LIST is set, but SHARD_COUNT is missing. Set it to the number of all shards.');
  }
  if (ids?.some((id) => id >= count)) {
    throw badConfig(
      `SHARD_LIST names a shard that does not exist: with SHARD_COUNT ${count} they are 0 to ${count - 1}.`,
    );
  }
  if (ids) return { ids, count };
  const ordinal = Number(/-(\d{1,4})$/.exec(host ?? '')?.[1] ?? NaN);
  if (ordinal < count) return { ids: [ordinal], count };
  throw badConfig(
    `SHARD_COUNT is ${count}, but SHARD_LIST is missing, and the host's name, "${host}", does not end in a number below ${count}, such as whence-0. Set SHARD_LIST to the shards of this machine, such as 0,1.`,
  );
}

const badConfig = (message: string): UserError => new UserError('bad-config', message);

/** https://discord.com/developers/docs/events/gateway#sharding sets no limit; the largest bots have some thousands. */
const MOST_SHARDS = 16_384;

function countOf(text: string): number | undefined {
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MOST_SHARDS ? count : undefined;
}

/** @example listOf('0,4-6'); // [0, 4, 5, 6] */
function listOf(text: string): readonly number[] | undefined {
  const ids = text.split(',').flatMap((part) => {
    const [, first, last = first] = /^\s*(\d{1,5})(?:-(\d{1,5}))?\s*$/.exec(part) ?? [];
    const [from, to] = [Number(first), Number(last)];
    return from <= to && to < MOST_SHARDS ? Array.from({ length: to - from + 1 }, (_, index) => from + index) : [NaN];
  });
  return ids.some(Number.isNaN) ? undefined : [...new Set(ids)];
}

const matching =
  (pattern: RegExp) =>
  (text: string): string | undefined =>
    pattern.test(text) ? text : undefined;

const oneOf =
  <T extends string>(allowed: readonly T[]) =>
  (text: string): T | undefined =>
    allowed.find((value) => value === text);

function webAddress(text: string): string | undefined {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text.replace(/(?<!\/)\/+$/, '') : undefined;
}

const MUST_BE_PORT = 'must be a number from 0 to 65535; 0 picks any free port';

function portNumber(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

import { config as loadDotenv } from 'dotenv';
import { UserError } from './shared/UserError.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The checked configuration. `.env.example` explains each variable. */
export interface Config {
  /** Absent to use the playground. */
  readonly token: string | undefined;
  /** Without a trailing slash. */
  readonly apiUrl: string;
  readonly guildId: string | undefined;
  /** Checked by the store, whose errors don't repeat the password. */
  readonly databaseUrl: string;
  /** The same without a token: what is tried out on the playground doesn't mix with a real bot's answers. */
  readonly playgroundDatabaseUrl: string;
  readonly port: number;
  /** Where health and metrics are served. */
  readonly host: string;
  readonly messageContent: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** Reads the environment, and `.env` in the working directory for variables that the environment doesn't set. */
export function loadConfig(): Config {
  loadDotenv({ quiet: true });
  return parseConfig(process.env);
}

/** The folder in which `npm run` was called; absent if it is the working directory. */
export function callersFolder(): string | undefined {
  const folder = process.env['INIT_CWD'];
  return folder === undefined || folder === '' || folder === process.cwd() ? undefined : folder;
}

/** @throws UserError `bad-config` naming the variable, or `no-token` in production. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  // An empty variable in `.env` counts as not set.
  const read = (variable: string): string | undefined => env[variable]?.trim() || undefined;
  // Not with zod: loading it makes every start a tenth slower.
  const checked = <T>(variable: string, parse: (text: string) => T | undefined, must: string): T | undefined => {
    const text = read(variable);
    const value = text === undefined ? undefined : parse(text);
    if (text === undefined || value !== undefined) return value;
    throw new UserError('bad-config', `${variable} is "${text}" but ${must}. Change it in .env or the environment.`);
  };
  const token = read('DISCORD_TOKEN');
  const config = {
    token,
    apiUrl:
      checked('DISCORD_API_URL', webAddress, 'must be an address such as https://discord.com/api') ??
      'https://discord.com/api',
    guildId: checked(
      'DISCORD_GUILD_ID',
      (text) => (/^\d{17,20}$/.test(text) ? text : undefined),
      'must be the ID of a server: in Discord, right-click the server and choose "Copy Server ID"',
    ),
    databaseUrl: read('DATABASE_URL') ?? 'data/whence.db',
    playgroundDatabaseUrl: read('DATABASE_URL') ?? 'data/playground.db',
    port: checked('PORT', portNumber, 'must be a number from 0 to 65535; 0 picks any free port') ?? 3210,
    host: read('HOST') ?? '127.0.0.1',
    messageContent: checked('MESSAGE_CONTENT', oneOf(['true', 'false']), 'must be true or false') === 'true',
    logLevel:
      checked('LOG_LEVEL', oneOf(LOG_LEVELS), `must be one of ${LOG_LEVELS.join(', ')}`) ??
      // On the playground somebody watches the terminal: show them problems only.
      (token ? 'info' : 'warn'),
  };
  if (!token && env['NODE_ENV'] === 'production') {
    throw new UserError(
      'no-token',
      'DISCORD_TOKEN is missing, and with NODE_ENV=production there is no playground. ' +
        'Put the token from https://discord.com/developers/applications (Bot, Reset Token) into .env or the environment.',
    );
  }
  return config;
}

const oneOf =
  <T extends string>(allowed: readonly T[]) =>
  (text: string): T | undefined =>
    allowed.find((value) => value === text);

function webAddress(text: string): string | undefined {
  return /^https?:\/\//i.test(text) && URL.canParse(text) ? text.replace(/\/+$/, '') : undefined;
}

function portNumber(text: string): number | undefined {
  return /^\d+$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
}

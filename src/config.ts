import { config as loadDotenv } from 'dotenv';
import { UserError } from './shared/UserError.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What the environment asks for, checked. Each variable is explained in `.env.example`. */
export interface Config {
  /** Absent: there is nothing to log in to but the playground. */
  readonly token: string | undefined;
  /** Without a slash at its end. */
  readonly apiUrl: string;
  readonly guildId: string | undefined;
  /** Checked by the store, which knows what can be opened, and repeats no password. */
  readonly databaseUrl: string;
  readonly port: number;
  readonly messageContent: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** Reads `.env` in the working directory, if there is one, and then the environment, which wins. */
export function loadConfig(): Config {
  loadDotenv({ quiet: true });
  return parseConfig(process.env);
}

/** Where somebody stands who called `npm run`, which tells it; absent where that is the working folder. */
export function callersFolder(): string | undefined {
  const folder = process.env['INIT_CWD'];
  return folder === undefined || folder === '' || folder === process.cwd() ? undefined : folder;
}

/** @throws UserError `bad-config` naming the variable, or `no-token` in production. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  /** An empty variable in `.env` means the same as none. */
  const read = (variable: string): string | undefined => env[variable]?.trim() || undefined;
  /** By hand, because loading zod for seven variables would make every start a tenth slower. */
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
      'must be the number of a server: in Discord, right-click the server and choose "Copy Server ID"',
    ),
    databaseUrl: read('DATABASE_URL') ?? 'data/whence.db',
    port: checked('PORT', portNumber, 'must be a number from 0 to 65535; 0 takes any free one') ?? 3210,
    messageContent: checked('MESSAGE_CONTENT', oneOf(['true', 'false']), 'must be true or false') === 'true',
    logLevel:
      checked('LOG_LEVEL', oneOf(LOG_LEVELS), `must be one of ${LOG_LEVELS.join(', ')}`) ??
      // On the playground a person looks at the terminal: only what goes wrong should interrupt them.
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

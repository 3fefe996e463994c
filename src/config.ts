import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import { UserError } from './shared/UserError.ts';

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** An empty variable in `.env` means the same as none. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const environment = z.object({
  DISCORD_TOKEN: optional(z.string().trim().optional()),
  DISCORD_API_URL: optional(
    z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://discord.com/api' })
      .transform((url) => url.replace(/\/+$/, ''))
      .default('https://discord.com/api'),
  ),
  DISCORD_GUILD_ID: optional(
    z
      .string()
      .regex(
        /^\d{17,20}$/,
        'must be the number of a server: in Discord, right-click the server and choose "Copy Server ID"',
      )
      .optional(),
  ),
  DATABASE_URL: optional(z.string().trim().default('data/whence.db')),
  PORT: optional(
    z.coerce
      .number('must be a number from 0 to 65535; 0 takes any free one')
      .refine(
        (port) => Number.isInteger(port) && port >= 0 && port <= 65_535,
        'must be a number from 0 to 65535; 0 takes any free one',
      )
      .default(3210),
  ),
  MESSAGE_CONTENT: optional(z.enum(['true', 'false'], 'must be true or false').default('false')),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`).optional()),
  NODE_ENV: z.string().optional(),
});

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
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const variable = String(issue?.path[0]);
    throw new UserError(
      'bad-config',
      `${variable} is "${env[variable]}" but ${issue?.message}. Change it in .env or the environment.`,
    );
  }
  const { DISCORD_TOKEN: token, ...rest } = parsed.data;
  if (!token && rest.NODE_ENV === 'production') {
    throw new UserError(
      'no-token',
      'DISCORD_TOKEN is missing, and with NODE_ENV=production there is no playground. ' +
        'Put the token from https://discord.com/developers/applications (Bot, Reset Token) into .env or the environment.',
    );
  }
  return {
    token,
    apiUrl: rest.DISCORD_API_URL,
    guildId: rest.DISCORD_GUILD_ID,
    databaseUrl: rest.DATABASE_URL,
    port: rest.PORT,
    messageContent: rest.MESSAGE_CONTENT === 'true',
    // On the playground a person looks at the terminal: only what goes wrong should interrupt them.
    logLevel: rest.LOG_LEVEL ?? (token ? 'info' : 'warn'),
  };
}

/** What `npm start` prints before there is a log, and what operators read when the bot cannot be watched. */

export const START_USAGE = `Usage: npm start [-- --no-cache]

Starts Whence: on Discord if DISCORD_TOKEN is set, otherwise on the playground, a small Discord on this
machine that opens in your browser. Stop it with Ctrl+C.

  --no-cache   compile the knowledge again, without the cache on disk
  --help       print this text

Settings are environment variables, or lines in a file called .env. The most important:

  DISCORD_TOKEN        the bot's token, from https://discord.com/developers/applications
  DATABASE_URL         where answers and settings are kept: a file, or postgres://…
  SHARDS               auto, or a number: run the bot as several processes on this machine
  DISCORD_PUBLIC_KEY   answer commands over HTTP, without a gateway

.env.example explains all of them, and docs/operating.md how to run the bot. Other commands:

  npm run ask          ask a question in the terminal
  npm run answers      list, copy, back up and restore servers' answers
  npm run invite       print the link that adds the bot to a server`;

export const SHARDS_ON_FILE =
  'Other processes run the other shards, but the database is a file. It serves processes on this machine alone, and does not keep shards from identifying at the same moment. For several machines, set DATABASE_URL to a PostgreSQL database that all of them share; for one machine, SHARDS is simpler.';

export const unknownArgument = (arg: string): string => `npm start does not know "${arg}".`;

export const portTaken = (port: number): string =>
  `Port ${port} is taken, perhaps by another Whence. Stop that one, or set PORT in .env or the environment to another port; 0 takes any free one.`;

export const addressUnusable = (host: string, port: number, why: string): string =>
  `Health and metrics can't be served at ${host}:${port} (${why}). Set HOST to an address of this machine and PORT to a free port, in .env or the environment.`;

/** Every sentence that the commands print on a terminal. */

// npm run ask

export const ASK_USAGE = `Usage: npm run ask -- [--json] [--why] [--picture FILE] ["question"]

Without a question, it prompts for questions or reads one per line from standard input.

  --json       print one JSON object per question, each on one line
  --why        explain the result: the words that counted, the runner-up and which thresholds decided
  --picture    write the picture of the answer to this file, as PNG
  --no-cache   compile the knowledge again, without the cache on disk
  --help       print this text`;
export const ASK_PROMPT = 'Ask ("exit" to leave, "help" for more): ';
export const DONT_KNOW = 'I don\'t have a sourced answer to that. "npm run knowledge -- list" lists what I can answer.';
/** What "help" prints at the prompt. */
export const ASK_HELP = `Type a question as you would on Discord, for example:

  which model is chatgpt based on
  gpt-4 vs claude opus
  what came before gpt-4o

"exit", "quit" or Ctrl+D leaves. To see why a question gets its answer: npm run ask -- --why "question"
`;
export const PICTURE_NEEDS_QUESTION = 'Say which question the picture is to answer: --picture FILE "question".';
export const noPicture = (question: string): string =>
  `The answer to "${question}" has no picture. Comparisons, lineages and timelines have one.`;
export const WHY = 'Why';
export const ASKED_DIRECTLY = 'Asked directly';
export const IN_A_CHANNEL = 'In a channel';
export const YES = 'yes';
export const NO = 'no';

// npm run invite

export const INVITE_USAGE = `Usage: npm run invite

Prints the link that adds the bot to a server. It asks for the permissions that the bot uses, and no others.
DISCORD_TOKEN, in .env or the environment, says which bot.

  --help   print this text`;
export const INVITE_NEEDS_TOKEN =
  'DISCORD_TOKEN is missing. Put the token from https://discord.com/developers/applications (Bot, Reset Token) into .env or the environment.';

// Commands with subcommands

export const MISSING_SUBCOMMAND = 'A subcommand is missing.';
export const noSuchSubcommand = (name: string): string => `There is no subcommand "${name}".`;
export const NO_CACHE_OPTION = '--no-cache     compile the knowledge again, without the cache on disk';
export const HELP_OPTION = '--help         print this text';

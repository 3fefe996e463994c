import { type Logger, pino } from 'pino';

/** Discord puts the token of an interaction into its addresses, and errors quote them. Good for 15 minutes, so never logged. */
const INTERACTION_TOKEN = /(\/(?:interactions|webhooks)\/\d+\/)[\w.~-]{20,}/g;

/**
 * The log: one JSON object a line, on standard output.
 *
 * @param secrets - Texts that must never be written, wherever they turn up: the bot's token.
 */
export function createLog(
  level: string,
  secrets: readonly string[] = [],
  destination?: { write(line: string): void },
): Logger {
  const withoutSecrets = (line: string): string =>
    secrets
      .filter((secret) => secret !== '')
      .reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line)
      .replace(INTERACTION_TOKEN, '$1[redacted]');
  const options = { level, hooks: { streamWrite: withoutSecrets } };
  return destination ? pino(options, destination) : pino(options);
}

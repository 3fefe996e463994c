import { pino } from 'pino';

/** An interaction's token, valid for 15 minutes: Discord puts it into addresses, which errors quote. */
const INTERACTION_TOKEN = /(\/(?:interactions|webhooks)\/\d+\/)[\w.~-]{20,}/g;

/** The message that Discord rejected: discord.js attaches it to its errors, and it can quote what somebody typed. */
const MESSAGE_IN_ERROR = 'err.requestBody';

/** One JSON object per line, on standard output. @param secrets - Redacted wherever they appear, such as a token. */
export function createLog(level: string, secrets: readonly string[] = [], destination?: { write(line: string): void }) {
  const withoutSecrets = (line: string): string =>
    secrets
      .filter((secret) => secret !== '')
      .reduce((text, secret) => text.replaceAll(secret, '[redacted]'), line)
      .replace(INTERACTION_TOKEN, '$1[redacted]');
  const options = {
    level,
    redact: { paths: [MESSAGE_IN_ERROR], remove: true },
    hooks: { streamWrite: withoutSecrets },
  };
  return destination ? pino(options, destination) : pino(options);
}

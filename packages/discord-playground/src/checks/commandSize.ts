/** https://discord.com/developers/docs/interactions/application-commands#slash-commands: "maximum of 8000 characters for combined name, description, and value properties for each command, its options …, and choices" */
import { asRecord, asRecords, asText, lengthOf, type Loose } from './loose.ts';
import type { Violation } from './Violation.ts';

const COMMAND_SIZE = 8_000;

export function commandSizeViolations(command: Loose, path: string): readonly Violation[] {
  if (sizeOf(command) <= COMMAND_SIZE) return [];
  const message = `Command exceeds maximum size (${COMMAND_SIZE})`;
  return [{ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message }];
}

/** Of a command, an option or a choice, in characters. Of a text with localizations the longest counts. */
export function sizeOf(part: Loose): number {
  const own =
    longest(part['name'], part['name_localizations']) +
    longest(part['description'], part['description_localizations']) +
    lengthOf(asText(part['value']));
  const inner = [...asRecords(part['options']), ...asRecords(part['choices'])];
  return inner.reduce((sum, each) => sum + sizeOf(each), own);
}

const longest = (text: unknown, localizations: unknown): number =>
  [text, ...Object.values(asRecord(localizations))].reduce<number>(
    (max, each) => Math.max(max, lengthOf(asText(each))),
    0,
  );

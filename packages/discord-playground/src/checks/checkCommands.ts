import { ApplicationCommandUpdateRequestSchema } from 'discord-api-spec/zod';
import { nameViolations, optionViolations } from './commandOptions.ts';
import { schemaViolations } from './schemaViolations.ts';
import { asNumber, asRecord, asRecords, asText, isGiven, lengthOf, type Loose } from './unchecked.ts';
import { at, required, tooLong, type Violation } from './violations.ts';

/** The maximum number of commands by type. Source: interactions/application-commands#registering-a-command. */
const SLASH = 1;
const MAXIMA: Readonly<Record<number, number>> = { [SLASH]: 100, 2: 15, 3: 15 };

/**
 * Checks all commands of an app, as sent by a PUT request. Returns what Discord would refuse; empty means fine.
 *
 * @example
 * checkCommands([{ name: 'Todo', description: 'Shows your list' }]);
 * // [{ path: '0.name', code: 'APPLICATION_COMMAND_INVALID_NAME', message: 'Command name is invalid' }]
 */
export function checkCommands(body: unknown): readonly Violation[] {
  if (!Array.isArray(body))
    return [{ path: '', code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' }];
  const commands = asRecords(body);
  return [
    ...countViolations(commands),
    ...body.flatMap((command, index) =>
      schemaViolations(ApplicationCommandUpdateRequestSchema, command, String(index)),
    ),
    ...commands.flatMap((command, index) => oneCommand(command, String(index))),
    ...duplicateViolations(commands),
  ];
}

const COMMAND_SIZE = 8_000;

function commandSizeViolations(command: Loose, path: string): readonly Violation[] {
  if (sizeOf(command) <= COMMAND_SIZE) return [];
  const message = `Command exceeds maximum size (${COMMAND_SIZE})`;
  return [{ path, code: 'APPLICATION_COMMAND_TOO_LARGE', message }];
}

/**
 * The size of a command, option or choice in characters. Of a text and its localizations, the longest counts.
 * Source: interactions/application-commands#slash-commands, "maximum of 8000 characters for combined name, description,
 * and value properties".
 */
function sizeOf(part: Loose): number {
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

const typeOf = (command: Loose): number => asNumber(command['type'] ?? SLASH);

function oneCommand(command: Loose, path: string): readonly Violation[] {
  if (typeOf(command) !== SLASH) return contextMenuViolations(command, path);
  return [
    ...(isGiven(command['description']) ? [] : [required(at(path, 'description'))]),
    ...nameViolations(command, path),
    ...optionViolations(command['options'], at(path, 'options')),
    ...commandSizeViolations(command, path),
  ];
}

/** User and message commands have neither a description nor options. Their name may contain any letters and spaces. */
function contextMenuViolations(command: Loose, path: string): readonly Violation[] {
  return [
    ...(isGiven(command['description'])
      ? [
          {
            path: at(path, 'description'),
            code: 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_CANNOT_BE_SET',
            message: 'Context menu commands cannot have description',
          },
        ]
      : []),
    ...(asRecords(command['options']).length > 0
      ? [
          {
            path: at(path, 'options'),
            code: 'APPLICATION_COMMAND_CONTEXT_MENU_OPTIONS_CANNOT_BE_SET',
            message: 'Context menu commands cannot have options',
          },
        ]
      : []),
  ];
}

function countViolations(commands: readonly Loose[]): readonly Violation[] {
  return Object.entries(MAXIMA)
    .filter(([type, max]) => commands.filter((command) => typeOf(command) === Number(type)).length > max)
    .map(([, max]) => tooLong('', max));
}

function duplicateViolations(commands: readonly Loose[]): readonly Violation[] {
  const seen = new Set<string>();
  return commands.flatMap((command, index) => {
    const isKnown = seen.size === seen.add(`${typeOf(command)} ${asText(command['name'])}`).size;
    if (!isKnown || !isGiven(command['name'])) return [];
    const message = 'Application command names must be unique';
    return [{ path: at(String(index), 'name'), code: 'APPLICATION_COMMANDS_DUPLICATE_NAME', message }];
  });
}

import { type APIApplicationCommandOption, ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import { lengthOf } from '../checks/unchecked.ts';
import { Role } from '../world/guild/accounts.ts';
import { Channel } from '../world/guild/Guild.ts';
import { idOf, isPickedFile, type Named, type OptionValue, type Resolved } from './Resolved.ts';

/** One option with its value, as an interaction carries it. */
export interface FilledOption {
  readonly name: string;
  readonly type: OptionType;
  readonly value?: string | number | boolean;
  readonly options?: readonly FilledOption[];
  readonly focused?: boolean;
}

const TYPE_NAMES: Partial<Record<OptionType, string>> = {
  [OptionType.String]: 'text',
  [OptionType.Integer]: 'a whole number',
  [OptionType.Number]: 'a number',
  [OptionType.Boolean]: 'true or false',
  [OptionType.User]: 'a member',
  [OptionType.Role]: 'a role',
  [OptionType.Channel]: 'a channel',
  [OptionType.Mentionable]: 'a member or a role',
  [OptionType.Attachment]: 'a file',
};

/**
 * Fills in a command's options as Discord's client would let a person do it.
 *
 * @param resolved - Collects the people, roles, channels and files in the options.
 * @throws Error when the client would not send it: unknown or missing options, wrong types, values out of range.
 */
export function fillOptions(
  definitions: readonly APIApplicationCommandOption[],
  values: Readonly<Record<string, OptionValue>>,
  resolved: Resolved,
): readonly FilledOption[] {
  for (const name of Object.keys(values)) definitionOf(definitions, name);
  const missing = definitions.find(({ name, required }) => required && values[name] === undefined);
  if (missing) throw new Error(`The option "${missing.name}" is required.`);
  return Object.entries(values).map(([name, value]) => fill(definitionOf(definitions, name), value, resolved));
}

export function definitionOf(
  definitions: readonly APIApplicationCommandOption[],
  name: string,
): APIApplicationCommandOption {
  const found = definitions.find((definition) => definition.name === name);
  if (found) return found;
  throw new Error(
    `There is no option "${name}". Options: ${definitions.map((option) => option.name).join(', ') || 'none'}.`,
  );
}

function fill(definition: APIApplicationCommandOption, given: OptionValue, resolved: Resolved): FilledOption {
  const { name, type } = definition;
  if (!hasType(type, given))
    throw new Error(`The option "${name}" must be ${TYPE_NAMES[type] ?? 'something else'}, not ${typeof given}.`);
  const value = valueOf(definition, given, resolved);
  refuseOutOfBounds(definition, value);
  return { name, type, value };
}

function hasType(type: OptionType, given: OptionValue): boolean {
  const isRole = given instanceof Role;
  const isChannel = given instanceof Channel;
  const isPerson = typeof given === 'object' && !isRole && !isChannel && !isPickedFile(given);
  switch (type) {
    case OptionType.Integer:
      return Number.isSafeInteger(given);
    case OptionType.Number:
      return typeof given === 'number';
    case OptionType.Boolean:
      return typeof given === 'boolean';
    case OptionType.Attachment:
      return isPickedFile(given);
    case OptionType.User:
      return isPerson || typeof given === 'string';
    case OptionType.Role:
      return isRole || typeof given === 'string';
    case OptionType.Channel:
      return isChannel || typeof given === 'string';
    case OptionType.Mentionable:
      return isPerson || isRole || typeof given === 'string';
    default:
      return typeof given === 'string';
  }
}

function valueOf(
  definition: APIApplicationCommandOption,
  given: OptionValue,
  resolved: Resolved,
): string | number | boolean {
  switch (definition.type) {
    case OptionType.User:
      return resolved.addUser(idOf(given as string | Named));
    case OptionType.Role:
      return resolved.addRole(idOf(given as string | Named));
    case OptionType.Mentionable:
      return resolved.addMentionable(idOf(given as string | Named));
    case OptionType.Channel:
      return resolved.addChannel(idOf(given as string | Named), definition.channel_types);
    case OptionType.Attachment:
      return isPickedFile(given) ? resolved.addFile(given, definition.file_types) : '';
    default:
      return given as string | number | boolean;
  }
}

function refuseOutOfBounds(definition: APIApplicationCommandOption, value: string | number | boolean): void {
  const { name } = definition;
  if ('choices' in definition && definition.choices?.length) {
    const allowed = definition.choices.map((choice) => choice.value);
    if (!allowed.some((choice) => choice === value))
      throw new Error(`"${value}" is not among the choices of "${name}".`);
  }
  if (typeof value === 'string' && definition.type === OptionType.String) {
    // 6,000 characters is Discord's maximum. Source: application-commands, application command option structure.
    const { min_length: min = 0, max_length: max = 6_000 } = definition;
    const length = lengthOf(value);
    if (length < min || length > max) throw new Error(`"${name}" takes ${min} to ${max} characters, not ${length}.`);
  }
  if (typeof value === 'number') {
    const { min_value: min = -Infinity, max_value: max = Infinity } = definition as {
      min_value?: number;
      max_value?: number;
    };
    if (value < min || value > max) throw new Error(`"${name}" takes ${min} to ${max}, not ${value}.`);
  }
}

import type { APIApplicationCommandOption, APIInteractionDataResolved } from 'discord-api-types/v10';
import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';
import type { Channel } from '../world/Channel.ts';
import { permissionsIn } from '../world/permissionsIn.ts';
import type { Member } from './Member.ts';
import type { OptionValue } from './OptionValue.ts';

/** One filled-in option, as interactions carry it. */
export interface FilledOption {
  readonly name: string;
  readonly type: OptionType;
  readonly value?: string | number | boolean;
  readonly options?: readonly FilledOption[];
  readonly focused?: boolean;
}

export interface FilledOptions {
  readonly options: readonly FilledOption[];
  readonly resolved: APIInteractionDataResolved | undefined;
}

const TYPE_NAMES: Partial<Record<OptionType, string>> = {
  [OptionType.String]: 'a text',
  [OptionType.Integer]: 'a whole number',
  [OptionType.Number]: 'a number',
  [OptionType.Boolean]: 'true or false',
  [OptionType.User]: 'a member',
  [OptionType.Role]: "a role's id",
  [OptionType.Channel]: "a channel's id",
};

/**
 * Fills in a command as Discord's client would let a person do it.
 *
 * @throws Error when the client would not send it: unknown or missing options, wrong types, out of bounds.
 */
export function fillOptions(
  definitions: readonly APIApplicationCommandOption[],
  values: Readonly<Record<string, OptionValue>>,
  channel: Channel,
): FilledOptions {
  for (const name of Object.keys(values)) definitionOf(definitions, name);
  const missing = definitions.find(({ name, required }) => required && values[name] === undefined);
  if (missing) throw new Error(`The option "${missing.name}" is required.`);

  const filled = Object.entries(values).map(([name, value]) => fill(definitionOf(definitions, name), value));
  return { options: filled, resolved: resolve(definitions, values, channel) };
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

function fill(definition: APIApplicationCommandOption, given: OptionValue): FilledOption {
  const { name, type } = definition;
  const value = isMember(given) ? given.user.id : given;
  const isRight = hasType(type, given);
  if (!isRight)
    throw new Error(`The option "${name}" must be ${TYPE_NAMES[type] ?? 'something else'}, not ${typeof given}.`);
  refuseOutOfBounds(definition, value);
  return { name, type, value };
}

function hasType(type: OptionType, given: OptionValue): boolean {
  if (type === OptionType.Integer) return Number.isSafeInteger(given);
  if (type === OptionType.Number) return typeof given === 'number';
  if (type === OptionType.Boolean) return typeof given === 'boolean';
  if (type === OptionType.User) return isMember(given);
  if (type === OptionType.Mentionable) return isMember(given) || typeof given === 'string';
  return typeof given === 'string';
}

function refuseOutOfBounds(definition: APIApplicationCommandOption, value: string | number | boolean): void {
  const { name } = definition;
  if ('choices' in definition && definition.choices?.length) {
    const allowed = definition.choices.map((choice) => choice.value);
    if (!allowed.some((choice) => choice === value))
      throw new Error(`"${value}" is not among the choices of "${name}".`);
  }
  if (typeof value === 'string' && definition.type === OptionType.String) {
    // 6,000 characters are Discord's own bound. Source: application-commands, application command option structure.
    const { min_length: min = 0, max_length: max = 6_000 } = definition;
    if (value.length < min || value.length > max)
      throw new Error(`"${name}" takes ${min} to ${max} characters, not ${value.length}.`);
  }
  if (typeof value === 'number') {
    const { min_value: min = -Infinity, max_value: max = Infinity } = definition as {
      min_value?: number;
      max_value?: number;
    };
    if (value < min || value > max) throw new Error(`"${name}" takes ${min} to ${max}, not ${value}.`);
  }
}

/** The people, roles and channels that the options name. */
function resolve(
  definitions: readonly APIApplicationCommandOption[],
  values: Readonly<Record<string, OptionValue>>,
  channel: Channel,
): APIInteractionDataResolved | undefined {
  const resolved: Required<Omit<APIInteractionDataResolved, 'attachments'>> = {
    users: {},
    members: {},
    roles: {},
    channels: {},
  };
  for (const [name, value] of Object.entries(values)) {
    if (isMember(value)) {
      resolved.users[value.user.id] = value.user.toApi();
      const member = channel.guild?.members.get(value.user.id);
      const permissions = permissionsIn(channel, value.user.id).toString();
      if (member) resolved.members[value.user.id] = { ...member.toPartialApi(), permissions };
      continue;
    }
    const { type } = definitionOf(definitions, name);
    const role = channel.guild?.roles.get(String(value));
    if (role && (type === OptionType.Role || type === OptionType.Mentionable)) resolved.roles[role.id] = role.toApi();
    const named = channel.guild?.channels.get(String(value));
    if (named && type === OptionType.Channel) {
      const permissions = permissionsIn(named, '').toString();
      resolved.channels[named.id] = { id: named.id, type: named.toApiText().type, name: named.name, permissions };
    }
  }
  const used = Object.entries(resolved).filter(([, entries]) => Object.keys(entries).length > 0);
  return used.length === 0 ? undefined : Object.fromEntries(used);
}

function isMember(value: OptionValue): value is Member {
  return typeof value === 'object';
}

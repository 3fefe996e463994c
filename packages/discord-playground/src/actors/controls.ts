import { ComponentType } from 'discord-api-types/v10';
import { type AnyComponent, componentsWithin } from '../world/components.ts';
import type { Message } from '../world/guild/Guild.ts';
import { idOf, type Named, type Resolved } from './Resolved.ts';
import { isSelect, type Select } from './SeenMessage.ts';

/** A button or select menu that a person can use. */
export type Control = Select & { readonly custom_id: string };

const KINDS = {
  button: ({ type }: AnyComponent) => type === ComponentType.Button,
  select: isSelect,
} as const;

/**
 * Finds the button or select menu of a message by its custom_id, label or placeholder.
 *
 * @throws Error when there is none, or when it cannot be used.
 */
export function findControl(message: Message, name: string, kind: keyof typeof KINDS): Control {
  const components = (message.api.components ?? []) as readonly AnyComponent[];
  const controls: readonly Select[] = componentsWithin(components).filter(KINDS[kind]);
  const names = controls.map((control) => control.label ?? control.placeholder ?? control.custom_id);
  const control =
    controls.find(({ custom_id: customId }) => customId === name) ?? controls.find((_, index) => names[index] === name);
  if (!control) throw new Error(`The message has no ${kind} "${name}". It has: ${names.join(', ') || 'none'}.`);
  if (control.disabled) throw new Error(`The ${kind} "${name}" is disabled.`);
  const { custom_id: customId } = control;
  if (customId === undefined) throw new Error(`The ${kind} "${name}" is a link.`);
  return { ...control, custom_id: customId };
}

/**
 * The values that the client sends when a person chooses these options.
 *
 * @param chosen - Options by value or label; people, roles and channels as objects, by id or by name.
 * @param name - For error messages.
 * @throws Error when the client would not send it: not offered, too few or too many.
 */
export function chooseValues(
  select: Select,
  chosen: readonly (string | Named)[],
  name: string,
  resolved: Resolved,
): string[] {
  const values = [...new Set(chosen.map((each) => choose(select, idOf(each), name, resolved)))];
  const min = select.min_values ?? 1;
  const max = select.max_values ?? 1;
  // An optional field may be left empty, whatever its minimum. Source: components/reference, string select in modals.
  const isLeftAlone = values.length === 0 && select.required === false;
  if (!isLeftAlone && (values.length < min || values.length > max))
    throw new Error(`"${name}" takes ${min === max ? min : `${min} to ${max}`} choices, not ${values.length}.`);
  return values;
}

function choose(select: Select, value: string, name: string, resolved: Resolved): string {
  switch (select.type) {
    case ComponentType.UserSelect:
      return resolved.addUser(value);
    case ComponentType.RoleSelect:
      return resolved.addRole(value);
    case ComponentType.MentionableSelect:
      return resolved.addMentionable(value);
    case ComponentType.ChannelSelect:
      return resolved.addChannel(value, select.channel_types);
    default: {
      const options = select.options ?? [];
      const found = options.find((option) => option.value === value) ?? options.find(({ label }) => label === value);
      if (found) return found.value;
      throw new Error(
        `"${value}" is not among the choices of "${name}": ${options.map(({ label }) => label).join(', ')}.`,
      );
    }
  }
}

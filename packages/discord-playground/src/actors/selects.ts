import { type APISelectMenuOption, type ChannelType, ComponentType } from 'discord-api-types/v10';
import type { AnyComponent } from '../world/componentsWithin.ts';
import { idOf, type Named } from './OptionValue.ts';
import type { Resolved } from './Resolved.ts';

/** A menu to choose from: texts that came with it, or what the server has. */
export interface Select extends AnyComponent {
  readonly placeholder?: string;
  readonly min_values?: number | null;
  readonly max_values?: number | null;
  readonly required?: boolean | null;
  /** Of texts. */
  readonly options?: readonly APISelectMenuOption[];
  /** Of people, roles and channels. */
  readonly default_values?: readonly { readonly id: string }[] | null;
  readonly channel_types?: readonly ChannelType[] | null;
}

const TYPES: ReadonlySet<ComponentType> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

export const isSelect = (component: AnyComponent): component is Select => TYPES.has(component.type);

/** What is chosen before anybody touches it. */
export function defaultsOf({ options, default_values: values }: Select): readonly string[] {
  if (options) return options.filter((option) => option.default).map(({ value }) => value);
  return (values ?? []).map(({ id }) => id);
}

/**
 * The values that the client sends for what a person chooses.
 *
 * @param chosen - Texts by their value or label; people, roles and channels by themselves or by their id.
 * @param name - For errors.
 * @throws Error when the client would not send it: not offered, too few, too many.
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
  // A field that is not required may be left alone, whatever its minimum. Source: components/reference, string select in modals.
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

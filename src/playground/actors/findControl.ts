import type { ButtonStyle } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';
import type { AnyComponent } from '../world/componentsWithin.ts';
import { componentsWithin } from '../world/componentsWithin.ts';
import type { Message } from '../world/Message.ts';

interface Control extends AnyComponent {
  readonly style?: ButtonStyle;
  readonly placeholder?: string;
}

const TYPES = { button: ComponentType.Button, select: ComponentType.StringSelect } as const;

/**
 * The button or select of a message with that label, placeholder or custom_id.
 *
 * @throws Error when there is none, or when it cannot be used.
 */
export function findControl(
  message: Message,
  name: string,
  kind: keyof typeof TYPES,
): { type: number; customId: string } {
  const components = (message.api.components ?? []) as readonly AnyComponent[];
  const controls = [...componentsWithin(components)].filter(({ type }) => type === TYPES[kind]) as Control[];
  const names = controls.map((control) => control.label ?? control.placeholder ?? control.custom_id);
  const control =
    controls.find(({ custom_id: customId }) => customId === name) ?? controls.find((_, index) => names[index] === name);
  if (!control) throw new Error(`The message has no ${kind} "${name}". It has: ${names.join(', ') || 'none'}.`);
  if (control.disabled) throw new Error(`The ${kind} "${name}" is disabled.`);
  if (control.custom_id === undefined) throw new Error(`The ${kind} "${name}" is a link.`);
  return { type: control.type, customId: control.custom_id };
}

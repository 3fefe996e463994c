import { ComponentType } from 'discord-api-types/v10';
import { type AnyComponent, componentsWithin } from '../world/componentsWithin.ts';
import type { Message } from '../world/Message.ts';
import { isSelect, type Select } from './selects.ts';

/** Something of a message that a person can use. */
export type Control = Select & { readonly custom_id: string };

const KINDS = {
  button: ({ type }: AnyComponent) => type === ComponentType.Button,
  select: isSelect,
} as const;

/**
 * The button or select of a message with that label, placeholder or custom_id.
 *
 * @throws Error when there is none, or when it cannot be used.
 */
export function findControl(message: Message, name: string, kind: keyof typeof KINDS): Control {
  const components = (message.api.components ?? []) as readonly AnyComponent[];
  const controls: readonly Select[] = [...componentsWithin(components)].filter(KINDS[kind]);
  const names = controls.map((control) => control.label ?? control.placeholder ?? control.custom_id);
  const control =
    controls.find(({ custom_id: customId }) => customId === name) ?? controls.find((_, index) => names[index] === name);
  if (!control) throw new Error(`The message has no ${kind} "${name}". It has: ${names.join(', ') || 'none'}.`);
  if (control.disabled) throw new Error(`The ${kind} "${name}" is disabled.`);
  const { custom_id: customId } = control;
  if (customId === undefined) throw new Error(`The ${kind} "${name}" is a link.`);
  return { ...control, custom_id: customId };
}

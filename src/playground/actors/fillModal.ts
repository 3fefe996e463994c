import { ComponentType } from 'discord-api-types/v10';
import type { Modal } from '../interactions/Interaction.ts';
import type { AnyComponent } from '../world/componentsWithin.ts';
import { componentsWithin } from '../world/componentsWithin.ts';
import { numberComponents } from '../world/numberComponents.ts';

interface Field extends AnyComponent {
  readonly value?: string;
  readonly required?: boolean;
  readonly min_length?: number;
  readonly max_length?: number;
}

/**
 * What the client sends when a person submits a modal.
 *
 * @param values - By custom_id or label; what is absent keeps the value that the modal came with.
 * @throws Error when the client would not let it through: unknown field, required but empty, too short or too long.
 */
export function fillModal(modal: Modal, values: Readonly<Record<string, string>>): object {
  const components = numberComponents(modal.components);
  const labels = labelsOf(components);
  const known = new Set([...labels].flat());
  const unknown = Object.keys(values).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`The modal has no field "${unknown}". It has: ${[...known].join(', ')}.`);

  const submit = (component: AnyComponent): object => {
    const { type, id } = component;
    if (type === ComponentType.ActionRow) return { type, id, components: (component.components ?? []).map(submit) };
    if (type === ComponentType.Label && component.component)
      return { type, id, component: submit(component.component) };
    if (type === ComponentType.TextDisplay) return { type, id };
    const customId = component.custom_id ?? '';
    const label = labels.get(customId);
    const value =
      values[customId] ?? (label === undefined ? undefined : values[label]) ?? (component as Field).value ?? '';
    if (type === ComponentType.StringSelect) return { type, id, custom_id: customId, values: value ? [value] : [] };
    refuseOutOfBounds(component, label ?? customId, value);
    return { type, id, custom_id: customId, value };
  };
  return { custom_id: modal.custom_id, components: components.map(submit) };
}

/** From the custom_id of each field to what a person reads above it. */
function labelsOf(components: readonly AnyComponent[]): Map<string, string> {
  const labels = new Map<string, string>();
  for (const component of componentsWithin(components)) {
    if (component.component?.custom_id !== undefined) labels.set(component.component.custom_id, component.label ?? '');
    else if (component.custom_id !== undefined && !labels.has(component.custom_id)) {
      labels.set(component.custom_id, component.label ?? component.custom_id);
    }
  }
  return labels;
}

function refuseOutOfBounds(field: Field, label: string, value: string): void {
  // Text inputs are required unless they say otherwise. Source: components/reference, text input structure.
  const { required = true, min_length: min = 0, max_length: max = 4_000 } = field;
  if (required && value === '') throw new Error(`The field "${label}" is required.`);
  if (value !== '' && (value.length < min || value.length > max)) {
    throw new Error(`The field "${label}" takes ${min} to ${max} characters, not ${value.length}.`);
  }
}

import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { type AnyComponent, componentsWithin } from '../world/components.ts';
import type { Interaction, Modal } from '../world/Interaction.ts';
import { defaultsOf, isSelect, type Select } from './SeenMessage.ts';

/** A modal that a person has open. */
export interface SeenModal {
  /** The id of the interaction that opened it. */
  readonly id: string;
  readonly title: string;
  readonly customId: string;
  /** The text between the fields, joined by newlines. */
  readonly text: string;
  /** In reading order. */
  readonly fields: readonly SeenField[];
  /** As the bot sent them. */
  readonly components: Modal['components'];
}

/** A field of a modal as a person sees it. */
export interface SeenField {
  readonly label: string;
  readonly description?: string;
  readonly customId: string;
  readonly kind: 'short' | 'paragraph' | 'select' | 'radio' | 'checkboxes' | 'checkbox' | 'files' | 'other';
  /** The text it starts with, or `true` for a ticked checkbox; empty when there is none. */
  readonly value: string;
  /** The options that are selected from the start. */
  readonly values: readonly string[];
  readonly placeholder?: string;
  readonly required: boolean;
}

/** Takes a snapshot of a modal as a person sees it when it opens. */
export function seeModal({ title, custom_id: customId, components }: Modal, openedBy: Interaction): SeenModal {
  const all = components as readonly AnyComponent[];
  const displays = componentsWithin(all).filter(({ type }) => type === ComponentType.TextDisplay);
  const text = displays.map(({ content }) => content ?? '').join('\n');
  return { id: openedBy.id, title, customId, text, fields: fieldsOf(all).map(toField), components };
}

/** A component of a modal that takes input. */
export interface Field extends Select {
  readonly custom_id: string;
  /** For a text input. */
  readonly style?: TextInputStyle;
  readonly value?: string;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
  /** For a checkbox. */
  readonly default?: boolean | null;
  /** For a file upload. */
  readonly file_types?: readonly string[] | null;
}

interface LabelledField {
  readonly field: Field;
  /** The text above it. */
  readonly label: string;
  readonly description: string | null | undefined;
}

/** The fields of a modal in reading order: inside a Label, or in an action row with their own label. */
export function fieldsOf(components: readonly AnyComponent[]): readonly LabelledField[] {
  return componentsWithin(components).flatMap((holder) => {
    const inRow = (holder.components ?? []).map((inner) => labelled(inner, inner));
    return (holder.component ? [labelled(holder.component, holder)] : inRow).flatMap((found) => found ?? []);
  });
}

function labelled(component: AnyComponent, { label, description }: AnyComponent): LabelledField | undefined {
  const { custom_id: customId } = component;
  if (customId === undefined) return undefined;
  return { field: { ...component, custom_id: customId }, label: label ?? customId, description };
}

function toField({ field, label, description }: LabelledField): SeenField {
  return {
    label,
    ...(description && { description }),
    customId: field.custom_id,
    kind: kindOf(field),
    value: field.default ? 'true' : (field.value ?? ''),
    values: isSelect(field) || isGroup(field) ? defaultsOf(field) : [],
    ...(field.placeholder !== undefined && { placeholder: field.placeholder }),
    required: field.required ?? field.type !== ComponentType.Checkbox,
  };
}

/** Whether it is a list of radio buttons or checkboxes. */
export const isGroup = ({ type }: AnyComponent): boolean =>
  type === ComponentType.RadioGroup || type === ComponentType.CheckboxGroup;

function kindOf(field: Field): SeenField['kind'] {
  if (field.type === ComponentType.TextInput) return field.style === TextInputStyle.Short ? 'short' : 'paragraph';
  if (field.type === ComponentType.FileUpload) return 'files';
  if (field.type === ComponentType.Checkbox) return 'checkbox';
  if (isGroup(field)) return field.type === ComponentType.RadioGroup ? 'radio' : 'checkboxes';
  return isSelect(field) ? 'select' : 'other';
}

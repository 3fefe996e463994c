import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import type { Modal } from '../interactions/Interaction.ts';
import { type AnyComponent, componentsWithin } from '../world/componentsWithin.ts';
import { type Field, fieldsOf, type LabelledField } from './modalFields.ts';
import type { SeenField, SeenModal } from './SeenModal.ts';
import { defaultsOf, isSelect } from './selects.ts';

/** What a person sees of a modal when it opens. */
export function seeModal({ title, custom_id: customId, components }: Modal): SeenModal {
  const all = components as readonly AnyComponent[];
  const displays = [...componentsWithin(all)].filter(({ type }) => type === ComponentType.TextDisplay);
  const text = displays.map(({ content }) => content ?? '').join('\n');
  return { title, customId, text, fields: fieldsOf(all).map(toField), components };
}

function toField({ field, label, description }: LabelledField): SeenField {
  return {
    label,
    ...(description && { description }),
    customId: field.custom_id,
    kind: kindOf(field),
    value: field.value ?? '',
    values: isSelect(field) ? defaultsOf(field) : [],
    ...(field.placeholder !== undefined && { placeholder: field.placeholder }),
    required: field.required ?? true,
  };
}

function kindOf(field: Field): SeenField['kind'] {
  if (field.type === ComponentType.TextInput) return field.style === TextInputStyle.Short ? 'short' : 'paragraph';
  if (field.type === ComponentType.FileUpload) return 'files';
  return isSelect(field) ? 'select' : 'other';
}

import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { lengthOf } from '../checks/unchecked.ts';
import { type AnyComponent, numberComponents } from '../world/components.ts';
import type { Modal } from '../world/Interaction.ts';
import { type FieldValue, isPickedFile, type Named, type Resolved } from './Resolved.ts';
import { type Field, fieldsOf, isGroup } from './SeenModal.ts';
import { defaultsOf, isSelect } from './SeenMessage.ts';
import { chooseValues } from './controls.ts';

/** The default maximum length of a text input. Source: components/reference#text-input. */
const LONGEST = 4_000;

/**
 * What the client sends when a person submits a modal.
 *
 * @param values - By custom_id or label. Fields that are not mentioned keep their value.
 * @param resolved - Collects the people, roles, channels and files in the fields.
 * @throws Error when the client would not submit it: unknown field, required but empty, too short or too long.
 */
export function fillModal(modal: Modal, values: Readonly<Record<string, FieldValue>>, resolved: Resolved): object {
  const components = numberComponents(modal.components);
  const fields = new Map(fieldsOf(components).map((labelled) => [labelled.field.custom_id, labelled]));
  const known = new Set([...fields.values()].flatMap(({ field, label }) => [field.custom_id, label]));
  const unknown = Object.keys(values).find((name) => !known.has(name));
  if (unknown !== undefined) throw new Error(`The modal has no field "${unknown}". It has: ${[...known].join(', ')}.`);

  const submit = (component: AnyComponent): object => {
    const { type, id, custom_id: customId } = component;
    const labelled = customId === undefined ? undefined : fields.get(customId);
    if (labelled) {
      const { field, label } = labelled;
      return { type, id, custom_id: customId, ...fill(field, label, values[customId!] ?? values[label], resolved) };
    }
    return {
      type,
      id,
      ...(component.components && { components: component.components.map(submit) }),
      ...(component.component && { component: submit(component.component) }),
    };
  };
  const submitted = components.map(submit);
  return { custom_id: modal.custom_id, components: submitted, ...(resolved.data && { resolved: resolved.data }) };
}

function fill(field: Field, label: string, given: FieldValue | undefined, resolved: Resolved): object {
  if (field.type === ComponentType.TextInput) return { value: fillText(field, label, given) };
  if (field.type === ComponentType.Checkbox) return { value: fillBox(field, label, given) };
  if (typeof given === 'boolean') throw new Error(`The field "${label}" does not take true or false.`);
  const list = given === undefined || given === '' ? [] : [given].flat();
  if (field.type === ComponentType.FileUpload) return { values: fillFiles(field, label, list, resolved) };
  const { type } = field;
  if (!isSelect(field) && !isGroup(field))
    throw new Error(`The field "${label}" is of type ${type}, which the playground cannot fill in yet.`);
  const chosen = given === undefined ? defaultsOf(field) : (list as (string | Named)[]);
  refuseMissing(field, label, chosen.length);
  if (!isGroup(field)) return { values: chooseValues(field, chosen, label, resolved) };
  const isRadio = type === ComponentType.RadioGroup;
  // A group takes all of its options. Source: components/reference#checkbox-group.
  const max = isRadio ? 1 : (field.max_values ?? field.options?.length ?? 1);
  const values = chooseValues({ ...field, max_values: max }, chosen, label, resolved);
  return isRadio ? { value: values[0] ?? null } : { values };
}

function fillText(field: Field, label: string, given: FieldValue | undefined): string {
  const value = given ?? field.value ?? '';
  if (typeof value !== 'string') throw new Error(`The field "${label}" takes text.`);
  if (given !== undefined && field.style === TextInputStyle.Short && value.includes('\n'))
    throw new Error(`The field "${label}" takes a single line.`);
  const min = field.min_length ?? 0;
  const max = field.max_length ?? LONGEST;
  const length = lengthOf(value);
  refuseMissing(field, label, length);
  if (value !== '' && (length < min || length > max))
    throw new Error(`The field "${label}" takes ${min} to ${max} characters, not ${length}.`);
  return value;
}

function fillBox({ default: isTicked }: Field, label: string, given: FieldValue | undefined): boolean {
  if (given !== undefined && typeof given !== 'boolean') throw new Error(`The field "${label}" takes true or false.`);
  return given ?? isTicked ?? false;
}

function fillFiles(field: Field, label: string, list: readonly unknown[], resolved: Resolved): string[] {
  const files = list.filter(isPickedFile);
  if (files.length < list.length) throw new Error(`The field "${label}" takes files.`);
  refuseMissing(field, label, files.length);
  const min = field.min_values ?? 1;
  const max = field.max_values ?? 1;
  if (files.length > 0 && (files.length < min || files.length > max))
    throw new Error(`The field "${label}" takes ${min} to ${max} files, not ${files.length}.`);
  return files.map((file) => resolved.addFile(file, field.file_types));
}

/** Fields are required by default. Source: components/reference. */
function refuseMissing({ required }: Field, label: string, count: number): void {
  if ((required ?? true) && count === 0) throw new Error(`The field "${label}" is required.`);
}

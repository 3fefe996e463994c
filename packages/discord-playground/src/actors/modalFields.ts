import type { TextInputStyle } from 'discord-api-types/v10';
import { type AnyComponent, componentsWithin } from '../world/componentsWithin.ts';
import type { Select } from './selects.ts';

/** A component of a modal that takes something in. */
export interface Field extends Select {
  readonly custom_id: string;
  /** Of a text input. */
  readonly style?: TextInputStyle;
  readonly value?: string;
  readonly min_length?: number | null;
  readonly max_length?: number | null;
  /** Of a file upload. */
  readonly file_types?: readonly string[] | null;
}

export interface LabelledField {
  readonly field: Field;
  /** What a person reads above it. */
  readonly label: string;
  readonly description: string | null | undefined;
}

/** The fields of a modal in reading order: below a Label, or in a row with a label of their own. */
export function fieldsOf(components: readonly AnyComponent[]): readonly LabelledField[] {
  return [...componentsWithin(components)].flatMap((holder) => {
    const inRow = (holder.components ?? []).map((inner) => labelled(inner, inner));
    return (holder.component ? [labelled(holder.component, holder)] : inRow).flatMap((found) => found ?? []);
  });
}

function labelled(component: AnyComponent, { label, description }: AnyComponent): LabelledField | undefined {
  const { custom_id: customId } = component;
  if (customId === undefined) return undefined;
  return { field: { ...component, custom_id: customId }, label: label ?? customId, description };
}

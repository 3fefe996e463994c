/** The types of components, https://discord.com/developers/docs/components/reference#component-object-component-types, and how to visit them. */
import { asRecord, asRecords, isRecord, type Loose } from './loose.ts';
import { at } from './Violation.ts';

export const ROW = 1;
export const BUTTON = 2;
export const STRING_SELECT = 3;
export const TEXT_INPUT = 4;
/** Of texts, users, roles, both of these, channels. */
export const SELECTS: readonly number[] = [STRING_SELECT, 5, 6, 7, 8];
export const TEXT_DISPLAY = 10;
export const THUMBNAIL = 11;
export const MEDIA_GALLERY = 12;
export const FILE = 13;
export const LABEL = 18;

export interface Placed {
  readonly path: string;
  readonly component: Loose;
}

/** Every component of a message or modal with its path, from top to bottom, the ones inside others directly after these. */
export function allComponents(list: unknown, path: string): readonly Placed[] {
  return asRecords(list).flatMap((component, index) => withInner(component, at(path, index)));
}

function withInner(component: Loose, path: string): readonly Placed[] {
  const single = ['accessory', 'component']
    .filter((key) => isRecord(component[key]))
    .flatMap((key) => withInner(asRecord(component[key]), at(path, key)));
  return [{ path, component }, ...allComponents(component['components'], at(path, 'components')), ...single];
}

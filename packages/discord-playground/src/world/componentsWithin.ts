import type { ComponentType } from 'discord-api-types/v10';

/** A picture or file inside a component. */
export interface Media {
  readonly url: string;
  readonly proxy_url?: string;
  readonly content_type?: string | null | undefined;
  readonly attachment_id?: string;
}

/** What all kinds of components share as far as the playground looks into them. */
export interface AnyComponent {
  readonly type: ComponentType;
  readonly id?: number;
  /** Of a text display. */
  readonly content?: string;
  readonly label?: string;
  /** Of a label or a picture. */
  readonly description?: string | null;
  readonly custom_id?: string;
  readonly url?: string;
  readonly disabled?: boolean;
  readonly components?: readonly AnyComponent[];
  /** Of a section: the button or picture beside it. */
  readonly accessory?: AnyComponent;
  /** Of a label in a modal: the field under it. */
  readonly component?: AnyComponent;
  /** Of a thumbnail. */
  readonly media?: Media;
  /** Of a gallery. */
  readonly items?: readonly { readonly media: Media }[];
  /** Of a file. */
  readonly file?: Media;
}

/** Every component in reading order, a container before what it holds. */
export function* componentsWithin(components: readonly AnyComponent[]): Generator<AnyComponent> {
  for (const component of components) {
    yield component;
    yield* componentsWithin(component.components ?? []);
    if (component.accessory) yield* componentsWithin([component.accessory]);
    if (component.component) yield* componentsWithin([component.component]);
  }
}

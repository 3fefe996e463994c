import type { Modal } from '../interactions/Interaction.ts';

/** A field of a modal as a person finds it. */
export interface SeenField {
  readonly label: string;
  readonly description?: string;
  readonly customId: string;
  readonly kind: 'short' | 'paragraph' | 'select' | 'files' | 'other';
  /** The text that it came with; empty when there is none. */
  readonly value: string;
  /** What it came with chosen. */
  readonly values: readonly string[];
  readonly placeholder?: string;
  readonly required: boolean;
}

/** A modal that is open in front of a person. */
export interface SeenModal {
  readonly title: string;
  readonly customId: string;
  /** Text that stands between the fields, joined by newlines. */
  readonly text: string;
  /** In reading order. */
  readonly fields: readonly SeenField[];
  /** As the app sent them. */
  readonly components: Modal['components'];
}

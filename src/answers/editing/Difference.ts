import type { AnswerContent } from '../../store/AnswerContent.ts';

/** A piece of two texts. `same` and `removed` together are the text before, `same` and `added` the text after. */
export interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** What is different between two states of an answer, word by word. Only fields that differ are there. */
export type Difference = { readonly [Field in keyof AnswerContent]?: readonly Part[] };

import { clipped } from '../../replies/characters.ts';
import { asTyped } from '../asTyped.ts';

/** Of a title with its formatting escaped: within 100 characters there may be as many signs. */
const MAX_TITLE = 200;

/** A title within a sentence of ours. */
export const shownTitle = (title: string): string => clipped(asTyped(title), MAX_TITLE);

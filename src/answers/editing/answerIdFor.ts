import { idOfTitle } from './idOfTitle.ts';
import { LIMITS } from './limits.ts';

/**
 * An id for a new answer: that of its title, with a number where it is taken.
 *
 * @param isTaken - Whether an answer has an id, or once had it.
 * @example
 * answerIdFor('Rules', (id) => id === 'rules'); // 'rules-2'
 */
export function answerIdFor(title: string, isTaken: (id: string) => boolean): string {
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = idOfTitle(title, LIMITS.id - suffix.length) + suffix;
    if (!isTaken(id)) return id;
  }
}

import { LIMITS } from './limits.ts';

/**
 * An id for a new answer, made from its title: kebab-case, at most 60 characters.
 *
 * @param isTaken - Whether an answer has an id, or once had it.
 * @example
 * answerIdFor('Où sont les règles?', () => false); // 'ou-sont-les-regles'
 * answerIdFor('Rules', (id) => id === 'rules'); // 'rules-2'
 */
export function answerIdFor(title: string, isTaken: (id: string) => boolean): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = cut(words, LIMITS.id - suffix.length) + suffix;
    if (!isTaken(id)) return id;
  }
}

/** Between words where there is a place in the second half. A title without a Latin letter or digit is an `answer`. */
function cut(words: string, limit: number): string {
  const trimmed = words.replace(/^-+/, '');
  const fitting = trimmed.slice(0, limit);
  const end = trimmed.length > limit && trimmed[limit] !== '-' ? fitting.lastIndexOf('-') : -1;
  const whole = end > limit / 2 ? fitting.slice(0, end) : fitting;
  return whole.replace(/-+$/, '') || 'answer';
}

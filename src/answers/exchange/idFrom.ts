import { createHash } from 'node:crypto';

/** Long enough to be told apart, short enough for lists. */
const LONGEST = 60;

/**
 * Makes an id of a name or title that is not blank, always the same one. Where it has no letters that ids are made of, as in Cyrillic, the
 * id is a number that says nothing: better than to refuse all answers of a server.
 *
 * @example
 * idFrom('How do I join?'); // 'how-do-i-join'
 */
export function idFrom(text: string): string {
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, '');
  const words = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '');
  if (words !== '') return words.slice(0, LONGEST).replace(/-+$/, '');
  return `answer-${createHash('sha256').update(text).digest('hex').slice(0, 8)}`;
}

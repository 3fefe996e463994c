import { createHash } from 'node:crypto';
import { bareText } from '../../knowledge/checks/bareText.ts';
import { LIMITS } from './limits.ts';

/**
 * The id that is made from a title, or from the name of another bot's tag: kebab-case, at most 60 characters, always the
 * same one, so that a file without ids finds the answers that were written in a dialog. A title without a Latin letter or
 * digit gets a number that says nothing: better than to refuse all answers of a server.
 *
 * @example
 * idOfTitle('Où sont les règles?'); // 'ou-sont-les-regles'
 * idOfTitle("What's new?"); // 'whats-new'
 */
export function idOfTitle(title: string, limit: number = LIMITS.id): string {
  const words = title
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '');
  return cut(words, limit) || `answer-${createHash('sha256').update(bareText(title)).digest('hex').slice(0, 8)}`;
}

/** Between words where there is a place in the second half. */
function cut(words: string, limit: number): string {
  const fitting = words.slice(0, limit);
  const end = words.length > limit && words[limit] !== '-' ? fitting.lastIndexOf('-') : -1;
  const whole = end > limit / 2 ? fitting.slice(0, end) : fitting;
  return whole.replace(/-+$/, '');
}

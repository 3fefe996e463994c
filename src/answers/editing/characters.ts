import { characterCount } from '../../characterCount.ts';

/** At most so many characters, and `…` in place of what is too much, at the end of a word where there is one. */
export function clipped(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  const fitting = Array.from(text)
    .slice(0, limit - 1)
    .join('');
  const words = fitting.replace(/\s+\S*$/, '');
  return `${words.length > fitting.length / 2 ? words : fitting.trimEnd()}…`;
}

import type { Difference, Part } from '../../answers/editing/Difference.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import { characterCount } from '../../characterCount.ts';
import { clipped } from '../../replies/characters.ts';
import { asTyped } from '../asTyped.ts';

const LABELS: Readonly<Record<keyof AnswerContent, string>> = {
  title: 'Title',
  questions: 'Phrasings',
  body: 'Answer',
  sources: 'Sources',
  reviewBy: 'Review date',
};

/** Letters of unchanged text that are left on each side of a change: enough to find the place. */
const AROUND = 30;
/** Letters of a change that are shown: the rest of a long text that was taken out or put in is cut. */
const MOST_CHANGED = 600;

const MORE = ' …';

/**
 * What changed, word by word, in Markdown for a phone: ~~taken out~~ **put in**, what stayed the same shortened, a
 * paragraph a field; a field that was empty is shown as it is. Empty when no word changed.
 *
 * @param limit - Most characters of it; from about 100 on something of each change can be seen.
 * @example
 * // **Answer** … up to here. Ask in #~~help~~ **support** and wait
 */
export function differenceText(difference: Difference, limit: number): string {
  const fields = Object.keys(LABELS) as (keyof AnswerContent)[];
  const pieces = fields.flatMap((field) => piecesOf(LABELS[field], difference[field] ?? []));
  let text = '';
  for (const piece of pieces) {
    if (characterCount(text) + characterCount(piece) + MORE.length > limit) return `${text.trim()}${MORE}`;
    text += piece;
  }
  return text.trim();
}

/** Pieces of Markdown that can only be taken whole: cut within, one would leave a mark open. */
function piecesOf(label: string, parts: readonly Part[]): string[] {
  if (parts.every(({ kind, text }) => kind === 'same' || text.trim() === '')) return [];
  // What was not there before is new as a whole, and needs no marks.
  if (parts.every(({ kind }) => kind === 'added')) {
    return [`\n**${label}** `, marked(clipped(parts.map(({ text }) => text).join(''), MOST_CHANGED), '')];
  }
  const pieces = parts.map((part, index) => {
    if (part.kind === 'same') return unchanged(part.text, index > 0, index < parts.length - 1);
    const mark = part.kind === 'removed' ? '~~' : '**';
    const gap = needsGap(parts[index - 1], part) ? ' ' : '';
    return gap + marked(clipped(part.text, MOST_CHANGED), mark);
  });
  return [`\n**${label}** `, ...pieces];
}

/** So that ~~one~~ **other** are two words. */
function needsGap(before: Part | undefined, { text }: Part): boolean {
  return before !== undefined && before.kind !== 'same' && !/\s$/.test(before.text) && !/^\s/.test(text);
}

/** @param isAfter - Whether there is a change before it; `isBefore`, after it. */
function unchanged(text: string, isAfter: boolean, isBefore: boolean): string {
  const letters = Array.from(text);
  if (letters.length <= AROUND * (Number(isAfter) + Number(isBefore)) + 1) return shown(text);
  const begin = isAfter ? letters.slice(0, AROUND).join('').replace(/\S+$/, '') : '';
  const end = isBefore ? letters.slice(-AROUND).join('').replace(/^\S+/, '') : '';
  return `${shown(begin)}…${shown(end)}`;
}

/** Marks hold neither over a blank line nor next to a space. */
function marked(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line) => {
      const [, before, words, after] = /^(\s*)(.*?)(\s*)$/su.exec(line)!;
      return words === '' ? line : `${before}${mark}${apart(asTyped(words!))}${mark}${after}`;
    })
    .join('\n')
    .replace(/\n\s*\n/g, '\n');
}

/** What begins or ends with the sign of a mark would run into it. */
function apart(escaped: string): string {
  const signs = escaped.match(/\\.|[^]/gsu) ?? [];
  const last = signs.length - 1;
  return signs.map((sign, at) => (/^[*~]$/.test(sign) && (at === 0 || at === last) ? `\\${sign}` : sign)).join('');
}

const shown = (text: string): string => asTyped(text).replace(/\n\s*\n/g, '\n');

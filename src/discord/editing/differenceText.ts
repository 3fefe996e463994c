import type { Difference, Part } from '../../answers/editing/difference.ts';
import { characterCount, clipped } from '../../shared/text.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { escapeMarkdown } from '../present.ts';

const LABELS: Readonly<Record<keyof AnswerContent, string>> = {
  title: 'Title',
  questions: 'Phrasings',
  body: 'Answer',
  sources: 'Sources',
  reviewBy: 'Review date',
};

/** Letters of unchanged text that are left on each side of a change: enough to find the place. */
const AROUND = 30;
/** Letters that are shown of what was taken out or put in at one place: as many of these as there is room for in all places. */
const SHOWN = [600, 300, 150, 75];
/** The same of the place where the room ends: better less of it than nothing. */
const SHOWN_LAST = [37, 18, 9];

const MORE = ' …';

/**
 * What changed, word by word, in Markdown for a phone: ~~taken out~~ **put in**, what stayed the same shortened, a
 * paragraph a field; a field that was empty is shown as it is. Empty when no word changed.
 *
 * @param limit - Most characters of it. All fields share it: from about 200 on the beginning of each can be seen.
 * @example
 * // **Answer** … up to here. Ask in #~~help~~ **support** and wait
 */
export function differenceText(difference: Difference, limit: number): string {
  const fields = (Object.keys(LABELS) as (keyof AnswerContent)[])
    .map((field) => ({ label: `**${LABELS[field]}** `, parts: difference[field] ?? [] }))
    .filter(({ parts }) => parts.some(({ kind, text }) => kind !== 'same' && text.trim() !== ''));
  const needs = fields.map(({ label, parts }) => lengthOf(label, ...piecesOf(parts, SHOWN[0]!)) + 1);
  const rooms = sharesOf(needs, limit);
  const texts = fields.map(({ label, parts }, place) => fieldText(label, parts, rooms[place]! - 1));
  return texts.filter((text) => text !== '').join('\n');
}

/** Room for each, as far as there is some: whoever needs little gets that, and the others share the rest. */
function sharesOf(needs: readonly number[], room: number): readonly number[] {
  const shares: number[] = [];
  let left = room;
  for (const [index, place] of [...needs.keys()].toSorted((a, b) => needs[a]! - needs[b]!).entries()) {
    shares[place] = Math.min(needs[place]!, Math.floor(left / (needs.length - index)));
    left -= shares[place];
  }
  return shares;
}

/** As much of each change as there is room for, if only of the first ones. */
function fieldText(label: string, parts: readonly Part[], room: number): string {
  for (const shown of SHOWN) {
    const pieces = piecesOf(parts, shown);
    if (lengthOf(label, ...pieces) <= room) return (label + pieces.join('')).trim();
  }
  let text = label;
  const isRoomFor = (piece: string): boolean => lengthOf(text, piece, MORE) <= room;
  for (const [place, piece] of piecesOf(parts, SHOWN.at(-1)!).entries()) {
    if (!isRoomFor(piece)) {
      const less = SHOWN_LAST.map((shown) => piecesOf(parts, shown)[place]!).find(isRoomFor) ?? '';
      return text + less === label ? '' : `${(text + less).trim()}${MORE}`;
    }
    text += piece;
  }
  return text.trim();
}

const lengthOf = (...texts: readonly string[]): number => texts.reduce((sum, text) => sum + characterCount(text), 0);

/** A piece of Markdown for each part, that can only be taken whole: cut within, it would leave a mark open. */
function piecesOf(parts: readonly Part[], shown: number): readonly string[] {
  // What was not there before is new as a whole, and needs no marks.
  if (parts.every(({ kind }) => kind === 'added')) {
    return [marked(clipped(parts.map(({ text }) => text).join(''), shown), '')];
  }
  const cut = parts.map((part) => (part.kind === 'same' ? part : { ...part, text: clipped(part.text, shown) }));
  return cut.map((part, index) => {
    if (part.kind === 'same') return unchanged(part.text, index > 0, index < cut.length - 1);
    const mark = part.kind === 'removed' ? '~~' : '**';
    return (needsGap(cut[index - 1], part) ? ' ' : '') + marked(part.text, mark);
  });
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
      return words === '' ? line : `${before}${mark}${apart(escapeMarkdown(words!))}${mark}${after}`;
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

const shown = (text: string): string => escapeMarkdown(text).replace(/\n\s*\n/g, '\n');

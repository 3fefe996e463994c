import type { Difference, Part } from '../../answers/editing/difference.ts';
import { characterCount, clipped } from '../../shared/text.ts';
import type { AnswerContent } from '../../store/Store.ts';
import { escapeMarkdown } from '../components.ts';
import { FIELD_NAMES } from './strings.ts';

/** Characters of unchanged text that are kept on each side of a change, to show where it is. */
const CONTEXT = 30;
/** Characters shown of each removed or added passage: the first of these with which all passages fit. */
const SHOWN = [600, 300, 150, 75];
/** The same for the passage at which the room ends. */
const SHOWN_LAST = [37, 18, 9];

const MORE = ' …';

/**
 * A word-level difference in Markdown for a phone: ~~removed~~ **added**, with unchanged text shortened and one paragraph
 * per field. A field that was empty is shown without marks. Empty if no word changed.
 *
 * @param limit - Maximum length. The fields share it; from about 200, the beginning of each is visible.
 * @example
 * // **Answer** … up to here. Ask in #~~help~~ **support** and wait
 */
export function differenceText(difference: Difference, limit: number): string {
  const fields = (Object.keys(FIELD_NAMES) as (keyof AnswerContent)[])
    .map((field) => ({ label: `**${FIELD_NAMES[field]}** `, parts: difference[field] ?? [] }))
    .filter(({ parts }) => parts.some(({ kind, text }) => kind !== 'same' && text.trim() !== ''));
  const needs = fields.map(({ label, parts }) => lengthOf(label, ...piecesOf(parts, SHOWN[0]!)) + 1);
  const rooms = sharesOf(needs, limit);
  const texts = fields.map(({ label, parts }, index) => fieldText(label, parts, rooms[index]! - 1));
  return texts.filter((text) => text !== '').join('\n');
}

/** Divides the room: those that need little get it, and the others share the rest. */
function sharesOf(needs: readonly number[], room: number): readonly number[] {
  const shares: number[] = [];
  let left = room;
  for (const [done, index] of [...needs.keys()].toSorted((a, b) => needs[a]! - needs[b]!).entries()) {
    shares[index] = Math.min(needs[index]!, Math.floor(left / (needs.length - done)));
    left -= shares[index];
  }
  return shares;
}

/** As much of each change as fits; if that is not enough, only the first changes. */
function fieldText(label: string, parts: readonly Part[], room: number): string {
  for (const shown of SHOWN) {
    const pieces = piecesOf(parts, shown);
    if (lengthOf(label, ...pieces) <= room) return (label + pieces.join('')).trim();
  }
  let text = label;
  const isRoomFor = (piece: string): boolean => lengthOf(text, piece, MORE) <= room;
  for (const [index, piece] of piecesOf(parts, SHOWN.at(-1)!).entries()) {
    if (!isRoomFor(piece)) {
      const less = SHOWN_LAST.map((shown) => piecesOf(parts, shown)[index]!).find(isRoomFor) ?? '';
      return text + less === label ? '' : `${(text + less).trim()}${MORE}`;
    }
    text += piece;
  }
  return text.trim();
}

const lengthOf = (...texts: readonly string[]): number => texts.reduce((sum, text) => sum + characterCount(text), 0);

/** A piece of Markdown for each part. It must not be cut, because that would leave a mark open. */
function piecesOf(parts: readonly Part[], shown: number): readonly string[] {
  // If everything is new, it needs no marks.
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

/** Separates ~~one~~ **other**. */
function needsGap(before: Part | undefined, { text }: Part): boolean {
  return before !== undefined && before.kind !== 'same' && !/\s$/.test(before.text) && !/^\s/.test(text);
}

/** Keeps the text next to the changes on either side. */
function unchanged(text: string, isAfterChange: boolean, isBeforeChange: boolean): string {
  const letters = Array.from(text);
  if (letters.length <= CONTEXT * (Number(isAfterChange) + Number(isBeforeChange)) + 1) return shown(text);
  const begin = isAfterChange
    ? letters
        .slice(0, CONTEXT)
        .join('')
        .replace(/(?<!\S)\S+$/, '')
    : '';
  const end = isBeforeChange ? letters.slice(-CONTEXT).join('').replace(/^\S+/, '') : '';
  return `${shown(begin)}…${shown(end)}`;
}

/** Marks don't work across blank lines or next to spaces. */
function marked(text: string, mark: string): string {
  return text
    .split('\n')
    .map((line) => {
      const words = line.trim();
      if (words === '') return line;
      const begin = line.indexOf(words);
      const [before, after] = [line.slice(0, begin), line.slice(begin + words.length)];
      return `${before}${mark}${escapeEnds(escapeMarkdown(words))}${mark}${after}`;
    })
    .join('\n')
    .replace(/\n\s*\n/g, '\n');
}

/** Escapes a `*` or `~` at either end, which would merge with a mark or with the next text. */
function escapeEnds(escaped: string): string {
  const signs = escaped.match(/\\.|[^]/gsu) ?? [];
  const last = signs.length - 1;
  return signs.map((sign, at) => (/^[*~]$/.test(sign) && (at === 0 || at === last) ? `\\${sign}` : sign)).join('');
}

const shown = (text: string): string => escapeEnds(escapeMarkdown(text)).replace(/\n\s*\n/g, '\n');

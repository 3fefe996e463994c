import type { AnswerContent } from '../../store/Store.ts';
import { EMPTY_FIELDS, fieldsOfContent } from './form.ts';

/** A piece of two texts. `same` and `removed` together are the text before, `same` and `added` the text after. */
export interface Part {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** How two states of an answer differ, word by word. Has only the fields that differ. */
export type Difference = { readonly [Field in keyof AnswerContent]?: readonly Part[] };

/** Words with the space after them. In scripts without spaces, single characters. */
const WORDS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]\s*|[\p{L}\p{N}\p{M}_'’-]+[^\S\n]*|\n|[^\n\p{L}\p{N}][^\S\n]*|[^]/gu;

/** The longest product of word counts to compare: 20 ms and 8 MiB. Longer texts count as replaced. */
const MOST_PAIRS = 4_000_000;

/**
 * The smallest difference, word by word.
 *
 * @example
 * wordDifference('ask in #help', 'ask me in #help');
 * // [{ kind: 'same', text: 'ask ' }, { kind: 'added', text: 'me ' }, { kind: 'same', text: 'in #help' }]
 */
export function wordDifference(before: string, after: string): readonly Part[] {
  const [from, to] = [before.match(WORDS) ?? [], after.match(WORDS) ?? []];
  let start = 0;
  while (start < from.length && from[start] === to[start]) start++;
  let [fromEnd, toEnd] = [from.length, to.length];
  while (fromEnd > start && toEnd > start && from[fromEnd - 1] === to[toEnd - 1]) {
    fromEnd--;
    toEnd--;
  }
  const parts: Part[] = [];
  put(parts, 'same', from.slice(0, start));
  for (const { kind, text } of middle(from.slice(start, fromEnd), to.slice(start, toEnd))) put(parts, kind, [text]);
  put(parts, 'same', from.slice(fromEnd));
  return parts;
}

/** Longest common subsequence, filled from the end. */
function middle(from: readonly string[], to: readonly string[]): readonly Part[] {
  const width = to.length + 1;
  if (from.length === 0 || to.length === 0 || from.length * to.length > MOST_PAIRS) {
    return [
      { kind: 'removed', text: from.join('') },
      { kind: 'added', text: to.join('') },
    ];
  }
  const common = new Uint16Array((from.length + 1) * width);
  for (let i = from.length - 1; i >= 0; i--) {
    for (let j = to.length - 1; j >= 0; j--) {
      const at = i * width + j;
      common[at] = from[i] === to[j] ? common[at + width + 1]! + 1 : Math.max(common[at + width]!, common[at + 1]!);
    }
  }
  const parts: Part[] = [];
  let [i, j] = [0, 0];
  while (i < from.length || j < to.length) {
    const at = i * width + j;
    if (i < from.length && j < to.length && from[i] === to[j]) {
      parts.push({ kind: 'same', text: from[i++]! });
      j++;
    } else if (j === to.length || (i < from.length && common[at + width]! >= common[at + 1]!)) {
      parts.push({ kind: 'removed', text: from[i++]! });
    } else {
      parts.push({ kind: 'added', text: to[j++]! });
    }
  }
  return parts;
}

/** Merges neighbours of one kind, and puts removed words before those that replace them. */
function put(parts: Part[], kind: Part['kind'], words: readonly string[]): void {
  const text = words.join('');
  if (text === '') return;
  const index = kind === 'removed' && parts.at(-1)?.kind === 'added' ? parts.length - 1 : parts.length;
  const before = parts[index - 1];
  if (before?.kind === kind) parts[index - 1] = { kind, text: before.text + text };
  else parts.splice(index, 0, { kind, text });
}

export function differenceBetween(before: AnswerContent | null, after: AnswerContent | null): Difference {
  const from = before ? fieldsOfContent(before) : EMPTY_FIELDS;
  const to = after ? fieldsOfContent(after) : EMPTY_FIELDS;
  const fields = Object.keys(EMPTY_FIELDS) as (keyof AnswerContent)[];
  return Object.fromEntries(
    fields.filter((field) => from[field] !== to[field]).map((field) => [field, wordDifference(from[field], to[field])]),
  );
}

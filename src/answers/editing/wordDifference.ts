import type { AnswerContent } from '../../store/Store.ts';
import type { Difference, Part } from './types.ts';

/** Words, with the space after them; scripts without spaces by character. */
const WORDS =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]\s*|[\p{L}\p{N}\p{M}_'’-]+[^\S\n]*|\n|[^\n\p{L}\p{N}][^\S\n]*|[^]/gu;

/**
 * Longest texts that are compared word by word, as the product of their words: time and memory grow with it, to about
 * 20 ms and 8 MiB. Beyond it all is taken as replaced; two texts of 2,000 words that share no beginning and no end.
 */
const MOST_PAIRS = 4_000_000;

/**
 * What to take out of one text and to put into it to get another, word by word: the fewest words that will do.
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

/** The longest words in common, found from the end: how many there are after each pair of places. */
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

/** Neighbours of one kind are one part; what is taken out stands before what comes in its place. */
function put(parts: Part[], kind: Part['kind'], words: readonly string[]): void {
  const text = words.join('');
  if (text === '') return;
  const place = kind === 'removed' && parts.at(-1)?.kind === 'added' ? parts.length - 1 : parts.length;
  const before = parts[place - 1];
  if (before?.kind === kind) parts[place - 1] = { kind, text: before.text + text };
  else parts.splice(place, 0, { kind, text });
}

const NOTHING: AnswerContent = { title: '', questions: [], body: '', sources: [] };

/** @param before - What members had; `null` for nothing. */
export function differenceBetween(before: AnswerContent | null, after: AnswerContent | null): Difference {
  const [from, to] = [textsOf(before ?? NOTHING), textsOf(after ?? NOTHING)];
  const fields = Object.keys(from) as (keyof AnswerContent)[];
  return Object.fromEntries(
    fields.filter((field) => from[field] !== to[field]).map((field) => [field, wordDifference(from[field], to[field])]),
  );
}

function textsOf({ title, questions, body, sources, reviewBy }: AnswerContent): Record<keyof AnswerContent, string> {
  return { title, questions: questions.join('\n'), body, sources: sources.join('\n'), reviewBy: reviewBy ?? '' };
}

import type { Name } from '../Match.ts';
import {
  connects,
  DECIMAL,
  type Hit,
  isLine,
  LINKS,
  mostLike,
  type NamesByPart,
  namesWithAll,
  partsOf,
  tokenOf,
} from './nameParts.ts';
import type { Token } from './tokenize.ts';
import { COMMON_WORDS } from './words.ts';

/** What may be between names of which some are short: "gpt-3.5 vs 4", "gpt-4/4o", "sol, terra and luna (gpt-6)". */
const BETWEEN = /^[ ,/&+()→>–—-]*$/;
const COMPARING = new Set(
  'better worse newer older faster slower cheaper smarter bigger smaller larger stronger compared different'.split(' '),
);
/** Words between things that are compared, or between a model and what it was made from. */
const RELATING = new Set([
  ...COMPARING,
  ...'vs and or than based built made trained tuned finetuned distilled derived a finetune on from of'.split(' '),
]);
/** Words after a number that counts something: "gpt-4 and 3 other models". */
const COUNTED = new Set(
  `other others more times people models messages tokens words users seconds minutes hours days weeks months years of
  percent dollars euros bucks gb mb k m b`.split(/\s+/),
);

/** The names by what people call them. */
export interface KnownNames {
  readonly bySpelling: ReadonlyMap<string, Name>;
  readonly byPart: NamesByPart;
  /** By word: what is called by a name that is an ordinary word too. */
  readonly ordinary: ReadonlyMap<string, Name>;
}

/** A name, or a word that may be a part of one. */
export interface Piece {
  /** As it is if nothing completes it. */
  readonly token: Token;
  readonly typed: readonly Token[];
  readonly hit: Hit | undefined;
  /** The typed words, split into parts. */
  readonly words: readonly string[];
}

export const isOfModel = ({ hit }: Pick<Piece, 'hit'>): boolean => hit?.name.kind === 'model';

/**
 * Completes what is short with the names around it: "4.5 or 4.6 sonnet", "sol vs luna (gpt-6)".
 *
 * @param pieces - All pieces of a text, at least one of which is a model's name.
 */
export function completeNames(pieces: readonly Piece[], known: KnownNames): Token[] {
  const named = pieces.flatMap((piece, at) => (isOfModel(piece) ? at : []));
  const timesUsed = new Map<number, number>();
  const tokens = pieces.map((piece, at): Token => {
    if (piece.hit && !piece.hit.marks.isAmbiguous && !isLine(piece.hit, piece.typed)) return piece.token;
    const ordinary = ordinaryName(pieces, at, named, known);
    const asTyped = ordinary ? tokenOf(ordinary, piece.token.gap) : piece.token;
    const isVersion = piece.words.some((word) => DECIMAL.test(word));
    if (!piece.hit && (COUNTED.has(pieces[at + 1]?.token.text ?? '') || isOthers(pieces[at - 1], piece)))
      return asTyped;
    const nearestFirst = named
      .filter((other) => other !== at && (isVersion || areBeside(pieces, at, other, known)))
      .toSorted((a, b) => Math.abs(a - at) - Math.abs(b - at));
    for (const other of nearestFirst) {
      const name = completed(piece, pieces[other]!.hit!, known);
      if (!name) continue;
      if (isWithin(partsOf(pieces[other]!.hit!.name), partsOf(name)))
        timesUsed.set(other, (timesUsed.get(other) ?? 0) + 1);
      const { isAmbiguous } = pieces[other]!.hit!.marks;
      return { ...tokenOf(name, piece.token.gap), ...(isAmbiguous && { isAmbiguous }) };
    }
    return asTyped;
  });
  // In "sol vs luna (gpt-6)" the family only says which ones are meant.
  return tokens.filter((_, at) => (timesUsed.get(at) ?? 0) < 2);
}

/** "Is flash cheaper than haiku?", "is Composer based on Qwen?": an ordinary word is a name beside one. A "raspberry pi" is not Pi. */
function ordinaryName(
  pieces: readonly Piece[],
  at: number,
  named: readonly number[],
  known: KnownNames,
): Name | undefined {
  const { hit, token } = pieces[at]!;
  const name = hit ? undefined : known.ordinary.get(token.text);
  if (!name) return undefined;
  const before = pieces[at - 1];
  const relates = (piece: Piece): boolean => piece.hit !== undefined || RELATING.has(piece.token.text);
  const isFree = !before || token.gap !== ' ' || relates(before) || connects(before.token.text);
  if (!isFree) return undefined;
  const areRelated = (other: number): boolean => {
    const between = pieces.slice(Math.min(at, other) + 1, Math.max(at, other));
    const isList = between.length === 0 && /[,/]/.test(pieces[Math.max(at, other)]!.token.gap);
    return isList || (between.length > 0 && between.every(relates));
  };
  return named.some(areRelated) ? name : undefined;
}

/** Whether only links and parts of names are between two pieces, or the other one is in brackets. */
function areBeside(pieces: readonly Piece[], one: number, other: number, known: KnownNames): boolean {
  if (pieces[other]!.token.gap.includes('(')) return true;
  const [from, to] = [Math.min(one, other), Math.max(one, other)];
  const isPart = ({ words }: Piece): boolean => words.every((word) => known.byPart.has(word));
  return pieces
    .slice(from + 1, to + 1)
    .every(
      (piece, i) =>
        BETWEEN.test(piece.token.gap) &&
        (from + 1 + i === to || piece.hit || isLink(piece.token.text) || isPart(piece)),
    );
}

function completed({ words, hit }: Piece, other: Hit, known: KnownNames): Name | undefined {
  const parts = partsOf(other.name);
  const spelled =
    other.prefix && /^\d/.test(words[0]!) && known.bySpelling.get(other.prefix + words.join('').replaceAll('.', ''));
  if (spelled && spelled.kind === 'model') return spelled;
  const candidates = namesWithAll(words, known.byPart).filter(
    (name) =>
      partsOf(name).every((part) => parts.includes(part) || words.includes(part)) &&
      // "Opus" is the newest one, unless a family says which.
      (!hit || hit.marks.isAmbiguous || isWithin(parts, partsOf(name))),
  );
  return mostLike(candidates);
}

function isWithin(parts: readonly string[], others: readonly string[]): boolean {
  return parts.length > 0 && parts.length < others.length && parts.every((part) => others.includes(part));
}

/**
 * "iphone 5", "python 3.5": a number belongs to the word right before it, unless that is a number too ("grok 1 2 3"), or an
 * ordinary one before a version: "i mean 4.1".
 */
function isOthers(before: Piece | undefined, { token, words }: Piece): boolean {
  if (before === undefined || before.hit || token.gap !== ' ' || !/^\d/.test(words[0]!)) return false;
  const { text } = before.token;
  return !connects(text) && !/^\d/.test(text) && !(DECIMAL.test(words[0]!) && COMMON_WORDS.has(text));
}

const isLink = (word: string): boolean => LINKS.has(word) || COMPARING.has(word);

import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { UserError } from '../../shared/UserError.ts';
import * as strings from './strings.ts';
import { quoted, quotedList } from './strings.ts';

/** What a column or field of somebody else's file means for an answer. */
export const ROLES = ['question', 'answer', 'phrasings', 'sources', 'id', 'reviewBy'] as const;
export type Role = (typeof ROLES)[number];

/** `Übliche_Frage ` as `ublichefrage` */
export const foldedName = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\p{M}]/gu, (mark) => (/\p{Script=Latin}|\p{Script=Inherited}/u.test(mark) ? '' : mark))
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '');

interface FieldNames {
  readonly synonyms: Readonly<Record<Role, string>>;
  readonly namesOfCommands: string;
  readonly keywords: string;
  readonly map: Readonly<Record<string, Role>>;
}

/** The words, and what is special about some of them, are in fieldNames.yaml. */
const FIELD_NAMES = parse(readFileSync(new URL('fieldNames.yaml', import.meta.url), 'utf8')) as FieldNames;
const wordsIn = (list: string): string[] => list.split(',').map(foldedName);
const NAMES = new Set(wordsIn(FIELD_NAMES.namesOfCommands));
const KEYWORDS = new Set(wordsIn(FIELD_NAMES.keywords));
const MAP_WORDS = new Map(Object.entries(FIELD_NAMES.map));

/** How sure each word is for a role: 0 is the surest. */
const RANKS = new Map(
  ROLES.map((role) => [role, new Map(wordsIn(FIELD_NAMES.synonyms[role]).map((word, rank) => [word, rank]))]),
);

/** Which names a person gave roles, by `keyOfName`. Wins over the synonyms. */
export type GivenRoles = ReadonlyMap<string, Role>;

/**
 * @param map - `question=Frage,answer=Antwort`
 * @throws UserError `bad-map`
 */
export function parseMap(map: string): GivenRoles {
  const given = new Map<string, Role>();
  for (const part of map.split(',').filter((text) => text.trim() !== '')) {
    const [, left = '', name = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    const word = left.trim().toLowerCase();
    const role = ROLES.find((one) => one.toLowerCase() === word) ?? MAP_WORDS.get(word);
    if (!role || name.trim() === '') throw new UserError('bad-map', strings.badMap(quoted(part.trim()), ROLES));
    given.set(keyOfName(name), role);
  }
  return given;
}

/** A name of signs alone stays as it is. */
export const keyOfName = (name: string): string => foldedName(name) || name.trim();

/** `Article title`, `tag_name`: the last word tells, if nothing else does, and so it does of `Question (EN)` and `Answer DE`. */
function lastWordOf(name: string): string {
  const bare = name.replace(/(?<!\s)\s*(?:[([][^()[\]]*[)\]]|(?<=\p{Ll})[\s_-]+\p{Lu}{2})\s*$/u, '');
  const words = bare.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ').split(/[\s_.-]+/);
  const last = foldedName(words.at(-1)!);
  return bare !== name || (words.length > 1 && last.length > 3) ? last : '';
}

/**
 * What the columns of a table or the fields of an object mean. The first of two names that mean the same wins.
 *
 * @returns For each name its role; `undefined` if it means nothing for an answer.
 */
export function rolesOf(names: readonly string[], given: GivenRoles): readonly (Role | undefined)[] {
  const keys = names.map(keyOfName);
  const lastWords = names.map(lastWordOf);
  const rolesGiven = new Set(keys.map((key) => given.get(key)));
  /** The surest first. */
  const meaning = (role: Role, words = keys): number[] => {
    const rankOf = (index: number): number => {
      const itsRole = given.get(keys[index]!);
      if (itsRole !== undefined || rolesGiven.has(role)) return itsRole === role ? -1 : Infinity;
      return RANKS.get(role)!.get(words[index]!) ?? Infinity;
    };
    const ranked = keys.map((_, index) => ({ index, rank: rankOf(index) })).filter(({ rank }) => rank < Infinity);
    return ranked.toSorted((one, other) => one.rank - other.rank).map(({ index }) => index);
  };
  let [answer] = meaning('answer');
  // `Question 1`, `Question 2`: without an answer, those are the names of any two things.
  const unnumbered = keys.map((key) => (answer === undefined ? key : key.replace(/(?<!\d)\d+$/, '')));
  const [asked, ...alsoAsked] = meaning('question', unnumbered);
  const phrasings = meaning('phrasings', unnumbered);
  // A list of questions without another: the first is the title. A list of keywords has none.
  let question = asked ?? phrasings.find((index) => !KEYWORDS.has(keys[index]!));
  const askedLast = question ?? meaning('question', lastWords)[0];
  const saidLast = answer ?? meaning('answer', lastWords).find((index) => index !== askedLast);
  // One of them alone would be a guess.
  if (askedLast !== undefined && saidLast !== undefined) [question, answer] = [askedLast, saidLast];
  const isAlike = (index: number): boolean => unnumbered[index] === unnumbered[asked!];
  const meant: readonly [Role, readonly (number | undefined)[]][] = [
    ['question', [question]],
    ['answer', [answer]],
    ['phrasings', [...alsoAsked.filter((index) => NAMES.has(keys[index]!) || isAlike(index)), ...phrasings]],
    ['sources', meaning('sources')],
    ['id', meaning('id').slice(0, 1)],
    ['reviewBy', meaning('reviewBy').slice(0, 1)],
  ];
  const roles = names.map((): Role | undefined => undefined);
  for (const [role, indexes] of meant) for (const index of indexes) if (index !== undefined) roles[index] ??= role;
  return roles;
}

/** Whether names say which is the question, and which the answer. */
export function sayBoth(names: readonly string[], given: GivenRoles): boolean {
  const roles = rolesOf(names, given);
  return roles.includes('question') && roles.includes('answer');
}

/** Complains about names in `--map` that the file doesn't have. @throws UserError `bad-map` */
export function checkGiven(given: GivenRoles, names: Iterable<string>): void {
  const known = [...new Set(names)];
  const keys = new Set(known.map(keyOfName));
  const missing = [...given.keys()].find((key) => !keys.has(key));
  if (missing !== undefined) throw new UserError('bad-map', strings.mapNotInFile(quoted(missing), quotedList(known)));
}

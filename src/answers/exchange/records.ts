import { ID } from '../../knowledge/ids.ts';
import { capitalized, characterCount, clippedAtWord, foldedText, withoutBlankEnds } from '../../shared/text.ts';
import { distinct, howManyFit, idOfTitle } from '../editing/form.ts';
import { codeIn } from '../editing/markdown.ts';
import { LIMITS } from '../editing/rules.ts';
import { answerEntry, areOurs, type FileEntry, ownEntry, refused } from './entries.ts';
import { foldedName, type GivenRoles, type Role, ROLES, rolesOf } from './roles.ts';
import { END_OF_COMPLETION, isPrompt, plainLine, readable, withoutEntities } from './readable.ts';
import { hasContent, type Pair, scalarTree, SourceText, textsIn, type Tree, treesOfJson } from './source.ts';
import * as strings from './strings.ts';
import { quoted, quotedList } from './strings.ts';

/** What is known of a record beside its fields. */
interface Surroundings {
  readonly location: string;
  /** The name under which the fields are: it is the question, and a question among the fields is one more phrasing. */
  readonly key?: string;
  /** The name of the file: the question if the fields have none. */
  readonly fileName?: string | undefined;
  readonly below?: string;
  readonly warnings?: readonly string[];
}

/**
 * Turns records into entries: the rows of a table, the objects in data and the fields above a text are all named values. Those of
 * an export have their own names, those of others are known by synonyms. Remembers what a report has to say about all of them.
 */
export class RecordReader {
  /** All names of the file, as many as a message can list. */
  readonly names = new Set<string>();
  readonly ignored = new Set<string>();
  /** What the questions and answers were recognised by, as many as a message can list: names, or the shape of the file. */
  readonly recognised = new Map<string, 'name' | 'shape'>();
  readonly given: GivenRoles;
  readonly #roles = new Map<string, readonly (Role | undefined)[]>();

  constructor(given: GivenRoles) {
    this.given = given;
  }

  rolesOf(pairs: readonly Pair[]): readonly (Role | undefined)[] {
    const names = pairs.map(({ key }) => key);
    const key = JSON.stringify(names);
    const known = this.#roles.get(key);
    if (known) return known;
    const roles = rolesOf(names, this.given);
    this.#roles.set(key, roles);
    for (const name of names.slice(0, 50)) if (this.names.size < 500) this.names.add(name);
    return roles;
  }

  /** Reads a row, or the fields above a text, which can be from an export or from anybody. */
  read(pairs: readonly Pair[], around: Surroundings): FileEntry {
    const { location, below } = around;
    const body = below === undefined ? [] : [{ key: 'body', at: location, value: scalarTree(location, below) }];
    const isOurs = this.given.size === 0 && areOurs([...pairs, ...body].map(({ key }) => key));
    if (!isOurs) return this.readForeign(pairs, around);
    return ownEntry(location, below === '' ? pairs : [...pairs, ...body]);
  }

  readForeign(pairs: readonly Pair[], around: Surroundings): FileEntry {
    const { location, key, fileName, below = '' } = around;
    let roles = this.rolesOf(pairs);
    const texts = (role: Role): string[] =>
      pairs.flatMap(({ key: name, value }, index) => {
        if (roles[index] !== role) return [];
        return isOneText(name, value) ? [textsIn(value).join('\n')] : textsIn(value);
      });
    const [id = ''] = texts('id');
    // The numbers of other programs are no ids here.
    const isUsable = id === '' || (id.length <= LIMITS.id && ID.test(id) && /[a-z]/.test(id));
    roles = roles.map((role) =>
      (role === 'id' && !isUsable) || (role === 'answer' && below !== '') ? undefined : role,
    );
    const twice = pairs.find(
      (pair, index) => roles[index] && pairs.some((other) => other !== pair && other.key === pair.key),
    );
    if (twice) return refused(location, strings.keyTwice(quoted(twice.key)));
    this.#note(pairs, roles, around);
    const asked = (key === undefined ? [] : [key]).concat(texts('question'));
    if (fileName !== undefined) asked.splice(1, 0, fileName);
    const keywords = texts('phrasings').map(withoutEntities).flatMap(phrasingsIn);
    // A text has a name among its keywords, a row of a table has not.
    const [question = '', ...phrasings] = asked.length > 0 || below !== '' ? asked.concat(keywords) : [];
    return foreignEntry(location, question, below === '' ? texts('answer') : [below], {
      phrasings,
      sources: texts('sources').flatMap((text) => text.split(/[\s|]+|,(?=\s*https?:)/)),
      id: isUsable ? id : '',
      reviewBy: texts('reviewBy')[0] ?? '',
      warnings: [...(around.warnings ?? []), ...statesOf(pairs)],
    });
  }

  #note(
    pairs: readonly Pair[],
    roles: readonly (Role | undefined)[],
    { key, fileName, below = '' }: Surroundings,
  ): void {
    const note = (part: string, by: 'name' | 'shape' = 'shape'): void => {
      if (this.recognised.size < 24) this.recognised.set(part, by);
    };
    for (const role of ROLES) {
      const isKeyed = role === 'question' && key !== undefined;
      if (isKeyed) note(strings.NAME_AS_QUESTION);
      if (role === 'answer' && below !== '') note(strings.TEXT_BELOW);
      if (role === 'question' && fileName !== undefined && !roles.includes(role)) note(strings.FILE_AS_QUESTION);
      const names = pairs.filter((_, index) => roles[index] === role).map((pair) => quoted(pair.key));
      if (names.length > 0) note(strings.meantAs(names.join(', '), isKeyed ? 'phrasing' : role), 'name');
    }
    for (const [index, pair] of pairs.entries())
      if (!roles[index] && hasContent(pair.value)) this.ignored.add(pair.key);
  }

  /**
   * What the file was recognised as, and what is left out of it.
   *
   * @param kind - What its names are the names of.
   * @param instead - If it was not recognised by names.
   */
  notes(kind: 'column' | 'field', instead?: string): string[] {
    const recognised = this.recognised.size > 0 ? strings.recognised(kind, this.recognised) : undefined;
    return [
      ...((instead ?? recognised) ? [instead ?? recognised!] : []),
      ...(this.ignored.size > 0 ? [strings.ignored(kind, quotedList([...this.ignored]))] : []),
    ];
  }
}

/** Suggested questions of QnA Maker are JSON. */
function phrasingsIn(text: string): string[] {
  const keywords = text.split(/[?？]/.test(text) ? /[\n|]/ : /[\n,;|、；，]/);
  if (!/^\s*\[/.test(text)) return keywords;
  const found: string[] = [];
  const visit = (tree: Tree, key = ''): void => {
    if (tree.kind === 'list') for (const item of tree.items) visit(item, key);
    else if (tree.kind === 'map') for (const pair of tree.pairs) visit(pair.value, pair.key);
    else if (/\p{L}/u.test(tree.text) && !/count|type|date|id$/i.test(key)) found.push(tree.text);
  };
  try {
    for (const tree of treesOfJson(new SourceText('', text))) visit(tree);
    return found;
  } catch {
    return keywords;
  }
}

/** The lines of one answer, and not several of which a bot picks one, as under `responses`. */
const isOneText = (name: string, value: Tree): boolean =>
  value.kind === 'list' && /^(?:answer|content|body|text|description|solution)$/.test(foldedName(name));

/** What a field says of its record elsewhere: its name, its text, and what to tell about it. */
const STATES: readonly (readonly [name: RegExp, said: RegExp, warning: string])[] = [
  [/^iscontextonly$/, /^(?:true|yes|1)$/, strings.CONTEXT_ONLY],
  [/^(?:disabled|draft|archived|isdisabled|isdraft)$/, /^(?:true|yes|1)$/, strings.SWITCHED_OFF],
  [/^(?:enabled|active|published|isenabled)$/, /^(?:false|no|0)$/, strings.SWITCHED_OFF],
  [/^(?:restricted(?:to)?|(?:required?|allowed)(?:roles?|channels?))$/, /./, strings.WAS_RESTRICTED],
  [/^roles$/, /./, strings.WAS_RESTRICTED],
  [/^(?:user|access)level$/, /^(?!everyone|all|100$)/, strings.WAS_RESTRICTED],
  [/^(?:state|status)$/, /^(?:draft|archived|disabled|inactive|unpublished)$/, strings.SWITCHED_OFF],
];

function statesOf(pairs: readonly Pair[]): string[] {
  const found = pairs.flatMap(({ key, value }) => {
    const [name, said = ''] = [foldedName(key), textsIn(value)[0]?.trim().toLowerCase()];
    return STATES.filter(([names, words]) => names.test(name) && words.test(said));
  });
  return [...new Set(found.map(([, , warning]) => warning))];
}

/** Placeholders that other bots fill in, and this one would show unchanged. */
const TEMPLATE =
  /\{\{[^{}]*\}\}|\{[#@&=]?[a-z(][^{}\n]{0,60}\}|\$\(\w[^()\n]{0,40}\)|\$(?:user|channel|args)\b|%[a-z_.]{3,20}%/gi;

/** A pattern of a command. Members don't ask in those. */
const PATTERN = /^\^|\$$|\.\*|\(\?|\([^()]*\||\\[abdswz]/i;

/**
 * Makes an entry of a question and its answer as somebody else's file has them. Its id is made from its question unless it has one.
 *
 * @param question - A question, a title, or the name of a command such as `api-docs`.
 * @param answers - Other bots pick one of several at random. Here the first is taken.
 * @param beside - `id`: usable as that of an answer. `warnings`: what could not be taken over as it was.
 */
export function foreignEntry(
  location: string,
  question: string,
  answers: readonly string[],
  beside: Partial<Record<'phrasings' | 'sources' | 'warnings', readonly string[]>> & {
    id?: string;
    reviewBy?: string;
  } = {},
): FileEntry {
  const { phrasings = [], sources = [], id = '', reviewBy = '', warnings: before = [] } = beside;
  const name = plainLine(question);
  const [answer, ...others] = answers.filter((text) => text.trim() !== '');
  if (name === '') return refused(location, strings.NO_QUESTION);
  if (answer === undefined) return refused(location, strings.noAnswer(quoted(name)));
  const { body, warnings: marks } = readable(isPrompt(question) ? answer.replace(END_OF_COMPLETION, '') : answer);
  const warnings = [...before, ...marks];
  if (others.length > 0) warnings.push(strings.otherResponses(quotedList(others)));
  const whole = titleOf(name);
  const isLong = characterCount(whole) > LIMITS.title;
  if (isLong) warnings.push(strings.titleShortened(quoted(whole)));

  const words = distinct(
    [...(isLong || isName(name) ? [name] : []), ...phrasings].map((text) => asWords(plainLine(text))),
    foldedText,
  );
  const fitting: string[] = [];
  for (const text of words) {
    if (!/[\p{L}\p{N}]/u.test(text)) warnings.push(strings.keywordWithoutLetter(quoted(text)));
    else if (characterCount(text) > LIMITS.question) warnings.push(strings.phrasingTooLong(quoted(text)));
    else fitting.push(text);
  }
  const questions = fitting.slice(0, howManyFit(fitting));
  const left = fitting.length - questions.length;
  if (left > 0) warnings.push(strings.phrasingsLeftOut(left));

  const links = sources.map((source) => source.trim()).filter((source) => source !== '');
  const good = links.filter((link) => /^https:\/\/[^\s/.]+\.\S+$/i.test(link)).slice(0, LIMITS.sources);
  for (const link of links) if (!good.includes(link)) warnings.push(strings.noLink(quoted(link)));

  const prose = codeIn(body).map((piece) => (piece.isCode ? '' : piece.text));
  const templates = new Set(prose.join(' ').match(TEMPLATE));
  if (PATTERN.test(name)) warnings.push(strings.PATTERN_AS_QUESTION);
  if (templates.size > 0) warnings.push(strings.placeholders(quotedList([...templates])));
  const content = {
    ...(id !== '' && { id }),
    title: isLong ? clippedAtWord(whole, LIMITS.title) : whole,
    questions,
    body: withoutBlankEnds(body.replace(/^ {1,3}(?=\S)/, '')),
    sources: good,
    ...(reviewBy.trim() !== '' && { reviewBy: reviewBy.trim() }),
  };
  return answerEntry(location, content, {
    isForeign: true,
    ...(id === '' && { id: idOfTitle(name) }),
    ...(warnings.length > 0 && { warnings }),
  });
}

/** The name of a command or tag: `api-docs`, `api_docs`, `!rules`, but not `GPT-4` or `What is a Wi-Fi network?` */
const isName = (name: string): boolean => /^[!?.\-/$]?[\p{Ll}\p{N}]+(?:[-_][\p{Ll}\p{N}]+)*$/u.test(name);

/** Separates the words of a command's name. Other texts keep their hyphens. */
function asWords(line: string): string {
  return line.includes(' ')
    ? line
    : line.replaceAll(/(?<=[\p{L}\p{N}])[-_]+(?=\p{Ll})/gu, ' ').replace(/^[!?./$]+(?=[\p{L}\p{N}])/u, '');
}

function titleOf(name: string): string {
  if (!isName(name)) return name;
  return capitalized(asWords(name));
}

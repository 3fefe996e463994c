import { Lexer, parseDocument, stringify } from 'yaml';
import { splitFrontMatter } from '../../knowledge/files.ts';
import { withoutBlankEnds } from '../../shared/text.ts';
import { idOfTitle } from '../editing/form.ts';
import {
  type AnswerSet,
  entryOf,
  type ExportedAnswer,
  type FileEntry,
  hiddenEntryOf,
  isGuildId,
  type Reading,
  refused,
} from './entries.ts';
import { type GivenRoles, listOf, mappingOf } from './foreign/fields.ts';
import { answerOf } from './foreign/found.ts';
import type { SourceText } from './source.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/**
 * Where an answer starts in a Markdown file of several: a line `---` and, right below it, the first field. A body that
 * contains this is written into the front matter instead.
 */
const DOCUMENT_START =
  /^---[^\S\n]*\n(?=(?:id|title|hidden|question|name|embed|aliases|restricted_to|tags|layout|slug|keywords):)/gm;

/** A hundred phrasings of 200 characters are 20 kB; parsing broken YAML takes a second at 64 kB. */
const MAX_FRONT_MATTER = 65_536;

/** The lexer's token before an unquoted scalar. */
const TEXT_FOLLOWS = '\u001F';

/** A server answer has nine fields. The colons of a nested map count too. */
const MAX_FIELDS = 20;

/**
 * Parses the fields between two lines `---`. If they are broken, the whole file is refused, as with broken JSON: where the
 * next answer starts would be a guess.
 *
 * @param start - Where the front matter starts in the source.
 * @throws UserError `bad-markdown` with the place
 */
function frontMatterFields(source: SourceText, start: number, end: number): Readonly<Record<string, unknown>> {
  const yaml = source.text.slice(start, end);
  const bad = (what: string, offset = 0): Error => source.fault('bad-markdown', start + offset, what);
  if (yaml.length > MAX_FRONT_MATTER) throw bad(strings.FIELDS_TOO_LONG);
  if (!isFlat(yaml)) throw bad(strings.FIELDS_NOT_FLAT);
  const document = parseDocument(yaml, { prettyErrors: false, stringKeys: true });
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw bad(strings.BAD_YAML, error.pos[0]);
  const fields: unknown = document.toJS();
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw bad(strings.NO_FIELDS);
  return fields as Readonly<Record<string, unknown>>;
}

/**
 * Whether the YAML has only texts and lists of texts: no nested maps, no aliases, not many fields. Lexing takes linear
 * time, while parsing a map with many keys takes quadratic time.
 */
function isFlat(yaml: string): boolean {
  const counts = new Map<string, number>();
  let isText = false;
  for (const token of new Lexer().lex(yaml)) {
    const kind = isText ? 'text' : token[0]!;
    isText = token === TEXT_FOLLOWS;
    if (kind === '{' || kind === '&' || kind === '*' || kind === '?') return false;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Math.max(counts.get(':') ?? 0, counts.get('[') ?? 0) <= MAX_FIELDS;
}

const CURATED_ONLY = ['short', 'checked', 'asOf', 'notThis', 'related', 'table'];

/**
 * Reads answers written as in `knowledge/answers/`, one after the other: front matter between two lines `---`, then the
 * body. Where the `id` is missing, it is made from the title. Documents with other fields are read as those of other bots and
 * sites: python-discord's tags, for example, are called as their file and have a title under `embed`.
 *
 * @throws UserError `bad-markdown` with the place
 */
export function* readMarkdown(source: SourceText, given: GivenRoles): Reading {
  const { text } = source;
  const stem = source.name.replace(/\.[a-z]+$/i, '');
  let start = 0;
  let isOurs = false;
  const ignored = new Set<string>();
  const names = new Set<string>();
  while (start < text.length) {
    const matter = splitFrontMatter(text.slice(start));
    if (!matter && start === 0 && !/^---[^\S\n]*(?:\n|$)/.test(text)) {
      // A text without any question, such as a tag that has no fields: its file is called as the tag.
      yield answerOf({ location: source.at(0), question: stem, phrasings: [], body: text });
      return [strings.RECOGNISED_TEXT];
    }
    if (!matter) throw source.fault('bad-markdown', start, strings.NO_FRONT_MATTER);
    const fieldsEnd = start + matter.end;
    const bodyStart = text.indexOf('\n', fieldsEnd) + 1 || text.length;
    DOCUMENT_START.lastIndex = bodyStart;
    const end = DOCUMENT_START.exec(text)?.index ?? text.length;
    const fields = frontMatterFields(source, start, fieldsEnd);
    const body = withoutBlankEnds(text.slice(bodyStart, end));
    if (isOurDocument(fields)) {
      isOurs = true;
      yield entryOfDocument(source.at(start), fields, body);
    } else {
      const isAlone = start === 0 && end === text.length;
      yield entryOfForeign({ location: source.at(start), fields, body, ...(isAlone && { stem }) });
    }
    start = end;
  }
  return [
    isOurs && names.size === 0
      ? strings.recognisedExport('Markdown')
      : strings.recognisedFrontMatter(listOf([...names])),
    ...(ignored.size > 0 ? [strings.ignoredFields(listOf([...ignored]))] : []),
  ];

  function entryOfForeign({ location, fields, body, stem: fileName }: ForeignDocument): FileEntry {
    const { embed, ...rest } = fields;
    const keys = Object.keys(rest);
    const mapping = mappingOf(keys, given);
    const title = typeof embed === 'object' && embed !== null && 'title' in embed ? textsOf(embed.title) : [];
    const texts = (indexes: readonly number[]): string[] => indexes.flatMap((index) => textsOf(rest[keys[index]!]));
    const [first, ...others] = [...title, ...texts(mapping.question)];
    const aliases = [...others, ...texts(mapping.phrasings)];
    const stemNames = fileName !== undefined && first !== fileName ? [fileName] : [];
    const [question, ...phrasings] = [...(first === undefined ? [] : [first]), ...stemNames, ...aliases];
    const below = body || (texts(mapping.answer)[0] ?? '');
    for (const index of mapping.ignored) ignored.add(keys[index]!);
    if (body !== '') for (const index of mapping.answer) ignored.add(keys[index]!);
    if (typeof embed === 'object' && embed !== null) {
      for (const key of Object.keys(embed)) if (key !== 'title') ignored.add(`embed.${key}`);
    }
    for (const index of [...mapping.question, ...mapping.phrasings]) names.add(keys[index]!);
    if (title.length > 0) names.add('embed.title');
    if (question === undefined) return refused(location, undefined, strings.NO_TITLE_FIELD);
    if (below === '') return refused(location, undefined, strings.noTextBelow(quoted(question)));
    return answerOf({
      location,
      question,
      phrasings,
      body: below,
      sources: texts(mapping.sources),
      ...(mapping.reviewBy.length > 0 && { reviewBy: texts(mapping.reviewBy)[0] ?? '' }),
    });
  }
}

interface ForeignDocument {
  readonly location: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** The file's name, if the file is this document alone. */
  readonly stem?: string;
}

const textsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
};

/** Fields that only an export or a curated answer has. */
const ONLY_OURS = ['id', 'version', 'guildId', 'hidden', 'questions', ...CURATED_ONLY];

const isOurDocument = (fields: Readonly<Record<string, unknown>>): boolean =>
  ONLY_OURS.some((field) => Object.hasOwn(fields, field)) && !Object.hasOwn(fields, 'embed');

function entryOfDocument(location: string, fields: Readonly<Record<string, unknown>>, below: string): FileEntry {
  const { hidden, guildId, ...rest } = fields;
  if (hidden === true) {
    if (below === '' && Object.keys(rest).join() === 'id') return hiddenEntryOf(location, rest['id']);
    return refused(location, rest, strings.HIDDEN_WITH_CONTENT);
  }
  if (hidden !== undefined && hidden !== false) return refused(location, rest, strings.BAD_HIDDEN_FIELD);
  const curated = CURATED_ONLY.find((field) => Object.hasOwn(rest, field));
  if (curated) return refused(location, rest, strings.curatedField(curated));
  if (below !== '' && Object.hasOwn(rest, 'body')) return refused(location, rest, strings.BODY_TWICE);
  const { title } = rest;
  const id = typeof title === 'string' || typeof title === 'number' ? idOfTitle(String(title)) : undefined;
  const answer = { ...(id !== undefined && { id }), body: below, ...rest };
  const entry = entryOf(location, answer, isGuildId(guildId) ? guildId : undefined);
  return entry.kind === 'answer' && !Object.hasOwn(rest, 'id') ? { ...entry, hasMadeId: true } : entry;
}

export function writeMarkdown({ guildId, answers, hidden }: AnswerSet): string {
  const documents = [
    ...answers.map((answer) => documentOf(answer, guildId)),
    ...hidden.map((id) => matterOf({ id, hidden: true })),
  ];
  return documents.join('\n');
}

function documentOf({ id, version, content }: ExportedAnswer, guildId: string): string {
  const { title, questions, body, sources, reviewBy } = content;
  const fields = { id, version, guildId, title, questions, sources, ...(reviewBy !== undefined && { reviewBy }) };
  if (body === '') return matterOf(fields);
  const isReadAsItIs = body === withoutBlankEnds(body) && body.search(DOCUMENT_START) === -1;
  return isReadAsItIs ? `${matterOf(fields)}\n${body}\n` : matterOf({ ...fields, body });
}

/** Keeps each text on one line, so that none can look like the end of the front matter. */
function matterOf(fields: object): string {
  const yaml = stringify(fields, {
    lineWidth: 0,
    blockQuote: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    aliasDuplicateObjects: false,
  });
  return `---\n${yaml}---\n`;
}

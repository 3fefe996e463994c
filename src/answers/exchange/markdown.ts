import { Lexer, parseDocument, stringify } from 'yaml';
import { splitFrontMatter } from '../../knowledge/files.ts';
import { withoutBlankEnds } from '../../shared/text.ts';
import {
  type AnswerSet,
  entryOfFields,
  type ExportedAnswer,
  type Fields,
  type FileEntry,
  isAddedPhrasings,
  type Reading,
  refused,
} from './entries.ts';
import { FieldReader } from './foreign/FieldReader.ts';
import type { GivenRoles } from './foreign/fields.ts';
import { entryOfFound } from './foreign/found.ts';
import { type Pair, treeOfValue } from './foreign/tree.ts';
import type { SourceText } from './source.ts';
import * as strings from './strings.ts';

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
function frontMatterFields(source: SourceText, start: number, end: number): Fields {
  const yaml = source.text.slice(start, end);
  const bad = (what: string, offset = 0): Error => source.fault('bad-markdown', start + offset, what);
  if (yaml.length > MAX_FRONT_MATTER) throw bad(strings.FIELDS_TOO_LONG);
  if (!isFlat(yaml)) throw bad(strings.FIELDS_NOT_FLAT);
  const document = parseDocument(yaml, { prettyErrors: false, stringKeys: true });
  const [error] = [...document.errors, ...document.warnings];
  if (error) throw bad(strings.BAD_YAML, error.pos[0]);
  const fields: unknown = document.toJS();
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw bad(strings.NO_FIELDS);
  return fields as Fields;
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
  const reader = new FieldReader(source, given);
  let start = 0;
  while (start < text.length) {
    const matter = splitFrontMatter(text.slice(start));
    if (!matter && start === 0 && !/^---[^\S\n]*(?:\n|$)/.test(text)) {
      // A text without any question, such as a tag that has no fields: its file is called as the tag.
      yield entryOfFound({ location: source.at(0), question: stem, phrasings: [], body: text });
      return [strings.RECOGNISED_TEXT];
    }
    if (!matter) throw source.fault('bad-markdown', start, strings.NO_FRONT_MATTER);
    const fieldsEnd = start + matter.end;
    const bodyStart = text.indexOf('\n', fieldsEnd) + 1 || text.length;
    DOCUMENT_START.lastIndex = bodyStart;
    const end = DOCUMENT_START.exec(text)?.index ?? text.length;
    const fields = frontMatterFields(source, start, fieldsEnd);
    const below = withoutBlankEnds(text.slice(bodyStart, end));
    const location = source.at(start);
    if (isOurDocument(fields)) yield entryOfDocument(location, fields, below);
    else {
      const isAlone = start === 0 && end === text.length;
      yield entryOfFound(reader.read(pairsOf(fields), { location, below, fileName: isAlone ? stem : undefined }));
    }
    start = end;
  }
  reader.checkGiven();
  return reader.notes('field', reader.recognised.size === 0 ? strings.recognisedExport('Markdown') : undefined);
}

/** What is below `embed` counts as if it stood beside it. */
function pairsOf(fields: Fields): readonly Pair[] {
  const flat = Object.entries(fields).flatMap(([key, value]) =>
    key === 'embed' && typeof value === 'object' && value !== null
      ? Object.entries(value).map(([inner, said]) => [`embed.${inner}`, said] as const)
      : [[key, value] as const],
  );
  return flat.map(([key, value]) => ({ key, at: 0, value: treeOfValue(value, 0) }));
}

/** Fields that only an export or a curated answer has. */
const ONLY_OURS = ['id', 'version', 'guildId', 'hidden', 'questions', 'addedQuestions', ...CURATED_ONLY];

const isOurDocument = (fields: Fields): boolean =>
  ONLY_OURS.some((field) => Object.hasOwn(fields, field)) && !Object.hasOwn(fields, 'embed');

function entryOfDocument(location: string, fields: Fields, below: string): FileEntry {
  const curated = CURATED_ONLY.find((field) => Object.hasOwn(fields, field));
  if (curated && !isAddedPhrasings(fields)) return refused(location, fields, strings.curatedField(curated));
  if (below !== '' && Object.hasOwn(fields, 'body')) return refused(location, fields, strings.BODY_TWICE);
  return entryOfFields(location, { ...(below !== '' && { body: below }), ...fields }, { body: '' });
}

export function writeMarkdown({ guildId, answers, hidden, phrasings }: AnswerSet): string {
  const documents = [
    ...answers.map((answer) => documentOf(answer, guildId)),
    ...hidden.map((id) => matterOf({ id, hidden: true })),
    ...phrasings.map(matterOf),
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

import { Lexer, parseDocument, stringify } from 'yaml';
import { splitFrontMatter } from '../../knowledge/files.ts';
import { withoutBlankEnds } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
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
import * as strings from './strings.ts';

/**
 * Where an answer starts in a Markdown file of several: a line `---` and, right below it, the first field. A body that
 * contains this is written into the front matter instead.
 */
const DOCUMENT_START = /^---[^\S\n]*\n(?=(?:id|title|hidden):)/gm;

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
 * @param line - The line on which the front matter starts, from 1.
 * @throws UserError `bad-markdown` with the line
 */
function frontMatterFields(yaml: string, line: number): Readonly<Record<string, unknown>> {
  if (yaml.length > MAX_FRONT_MATTER) throw bad(strings.fieldsTooLong(line));
  if (!isFlat(yaml)) throw bad(strings.fieldsNotFlat(line));
  const document = parseDocument(yaml, { prettyErrors: false, stringKeys: true });
  const [error] = [...document.errors, ...document.warnings];
  if (error) {
    throw bad(strings.badYaml(line + yaml.slice(0, error.pos[0]).split('\n').length - 1));
  }
  const fields: unknown = document.toJS();
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) throw bad(strings.noFields(line));
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

const bad = (message: string): UserError => new UserError('bad-markdown', message);

const CURATED_ONLY = ['short', 'checked', 'asOf', 'notThis', 'related', 'table'];

/**
 * Reads answers written as in `knowledge/answers/`, one after the other: front matter between two lines `---`, then the
 * body. Where the `id` is missing, it is made from the title.
 *
 * @throws UserError `bad-markdown` with the line
 */
export function* readMarkdown(text: string): Reading {
  let [start, line] = [0, 1];
  while (start < text.length) {
    const matter = splitFrontMatter(text.slice(start));
    if (!matter) throw bad(strings.noFrontMatter(line));
    const fieldsEnd = start + matter.end;
    const bodyStart = text.indexOf('\n', fieldsEnd) + 1 || text.length;
    DOCUMENT_START.lastIndex = bodyStart;
    const end = DOCUMENT_START.exec(text)?.index ?? text.length;
    const fields = frontMatterFields(text.slice(start, fieldsEnd), line);
    yield entryOfDocument(strings.atLine(line), fields, withoutBlankEnds(text.slice(bodyStart, end)));
    line += text.slice(start, end).split('\n').length - 1;
    start = end;
  }
  return [];
}

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
  return entryOf(location, answer, isGuildId(guildId) ? guildId : undefined);
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

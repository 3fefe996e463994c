import { Lexer, parseDocument, stringify } from 'yaml';
import { splitFrontMatter } from '../../knowledge/files.ts';
import { UserError } from '../../shared/UserError.ts';
import { idOfTitle } from '../editing/form.ts';
import {
  type AnswerSet,
  EntryList,
  entryOf,
  type ExportedAnswer,
  hiddenEntryOf,
  isGuildId,
  refused,
} from './entries.ts';
import type { AnswersFile, FileEntry } from './readAnswersFile.ts';

/**
 * Where an answer begins in a Markdown file of several: a line `---`, and right below it the first field. A body that
 * holds such a place is written into the front matter instead.
 */
export const DOCUMENT_START = /^---[^\S\n]*\n(?=(?:id|title|hidden):)/gm;

/** A body without blank lines around it, as it is read from below a front matter. An indented first line keeps its place. */
export const withoutBlankEnds = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();

/** A hundred phrasings of 200 characters are 20 kB; parsing what is broken takes a second at 64 kB. */
const LONGEST = 65_536;

/** By which the words of YAML announce a text without quotes. */
const TEXT_FOLLOWS = '\u001F';

/** A server answer has nine fields. Colons of a nested map count as well. */
const MOST_FIELDS = 20;

/**
 * The fields between two lines `---`. A file in which this is broken is refused as a whole, as one would be whose JSON is:
 * where the next answer begins would be a guess.
 *
 * @param line - Where the front matter begins, from 1.
 * @throws UserError `bad-markdown` with the line
 */
export function frontMatterFields(yaml: string, line: number): Readonly<Record<string, unknown>> {
  if (yaml.length > LONGEST) throw bad(line, 'begins fields that are too long: shorten them');
  if (!isFlat(yaml))
    throw bad(
      line,
      'begins fields that are no plain texts and lists: put texts in quotes that begin with { [ * & or hold ": "',
    );
  const document = parseDocument(yaml, { prettyErrors: false, stringKeys: true });
  const [error] = [...document.errors, ...document.warnings];
  if (error) {
    const at = line + yaml.slice(0, error.pos[0]).split('\n').length - 1;
    throw bad(at, 'is not YAML: correct it, or put the text in quotes');
  }
  const fields: unknown = document.toJS();
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw bad(line, 'begins fields that are none: write them like "title: Server rules"');
  }
  return fields as Readonly<Record<string, unknown>>;
}

/**
 * Whether there is nothing but texts and lists of texts: no maps, no aliases, not many fields. Looked up in the words of
 * YAML, which takes time in proportion to its length; maps with many keys take time squared.
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
  return Math.max(counts.get(':') ?? 0, counts.get('[') ?? 0) <= MOST_FIELDS;
}

const bad = (line: number, what: string): UserError => new UserError('bad-markdown', `Line ${line} ${what}.`);

/** Fields of curated answers that server answers lack. */
const CURATED_ONLY = ['short', 'asOf', 'notThis', 'related', 'table'];

/**
 * Reads answers written as in `knowledge/answers/`, one after the other: front matter between two lines `---`, then the
 * body. Without an `id` it is made from the title.
 *
 * @throws UserError `bad-markdown` with the line, `too-many-entries`
 */
export function readMarkdown(text: string): AnswersFile {
  const list = new EntryList();
  let [start, line] = [0, 1];
  while (start < text.length) {
    const document = documentAt(text, start, line);
    list.add(document.entry);
    line += text.slice(start, document.end).split('\n').length - 1;
    start = document.end;
  }
  return { entries: list.entries, notes: [] };
}

function documentAt(text: string, start: number, line: number): { entry: FileEntry; end: number } {
  const matter = splitFrontMatter(text.slice(start));
  if (!matter) {
    throw new UserError('bad-markdown', `Line ${line} must begin an answer: its fields stand between two lines "---".`);
  }
  const fieldsEnd = start + matter.end;
  const bodyStart = text.indexOf('\n', fieldsEnd) + 1 || text.length;
  DOCUMENT_START.lastIndex = bodyStart;
  const end = DOCUMENT_START.exec(text)?.index ?? text.length;
  const fields = frontMatterFields(text.slice(start, fieldsEnd), line);
  return { entry: entryOfDocument(`line ${line}`, fields, withoutBlankEnds(text.slice(bodyStart, end))), end };
}

function entryOfDocument(place: string, fields: Readonly<Record<string, unknown>>, below: string): FileEntry {
  const { hidden, guildId, ...rest } = fields;
  if (hidden === true) {
    if (below === '' && Object.keys(rest).join() === 'id') return hiddenEntryOf(place, rest['id']);
    return refused(
      place,
      rest,
      'an answer is either hidden or written: give it the field "id" alone, or take out "hidden"',
    );
  }
  if (hidden !== undefined && hidden !== false) return refused(place, rest, '"hidden" must be true, or not there');
  const curated = CURATED_ONLY.find((field) => Object.hasOwn(rest, field));
  if (curated)
    return refused(place, rest, `only curated answers have "${curated}": take it out, or write it into the body`);
  if (below !== '' && Object.hasOwn(rest, 'body')) {
    return refused(place, rest, 'the body is there twice, as a field and below the fields: keep one of them');
  }
  const { title } = rest;
  const id = typeof title === 'string' || typeof title === 'number' ? idOfTitle(String(title)) : undefined;
  const answer = { ...(id !== undefined && { id }), body: below, ...rest };
  return entryOf(place, answer, isGuildId(guildId) ? guildId : undefined);
}

/** Answers as they are in `knowledge/answers/`, one after the other in one file. */
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
  return isSafe(body) ? `${matterOf(fields)}\n${body}\n` : matterOf({ ...fields, body });
}

/** Whether a body that stands below its front matter will be read as it is. */
function isSafe(body: string): boolean {
  return body === withoutBlankEnds(body) && body.search(DOCUMENT_START) === -1;
}

/** Each text on one line, so that none can look like the end of the front matter. */
function matterOf(fields: object): string {
  const yaml = stringify(fields, {
    lineWidth: 0,
    blockQuote: false,
    doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    aliasDuplicateObjects: false,
  });
  return `---\n${yaml}---\n`;
}

import { parse, TomlError } from 'smol-toml';
import { bareText } from '../../knowledge/checks/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { idOfTitle } from '../editing/form.ts';
import type { CsvRow } from './csv.ts';
import { EntryList, entryOf, quoted, refused } from './entries.ts';
import type { AnswersFile, FileEntry } from './readAnswersFile.ts';

/** What another bot shows when its name is typed. */
interface Tag {
  readonly name: string;
  readonly content: string;
  /** Other names; blank ones are passed over. */
  readonly keywords: readonly string[];
}

/** What bots fill in when they show a tag, and Whence would show as it stands. */
const TEMPLATE = /\{\{[^}]*\}\}|\{(?:user|server|channel|target|args|if|random|embed|react)\b[^}]*\}/i;

/**
 * A tag as an answer: its name becomes id and title, its name and keywords become phrasings. Those without a letter or
 * digit, such as `>` or an emoji, cannot be matched and are left out.
 *
 * @example
 * answerOfTag('tag 1', { name: 'api-docs', keywords: ['apidocs'], content: 'The documentation: …' });
 * // id 'api-docs', title 'Api docs', questions ['api docs', 'apidocs']
 */
export function answerOfTag(place: string, { name, content, keywords }: Tag): FileEntry {
  const names = [name, ...keywords].map(asWords).filter((words) => words !== '');
  const matchable = names.filter((words) => /[\p{L}\p{N}]/u.test(words));
  const entry = entryOf(place, {
    id: idOfTitle(name),
    title: capitalised(asWords(name) || name),
    questions: distinct(matchable),
    body: content.trim(),
  });
  if (entry.kind !== 'answer') return entry;
  const template = TEMPLATE.exec(content)?.[0];
  const warnings = [
    ...names
      .filter((words) => !matchable.includes(words))
      .map((words) => `the keyword ${quoted(words)} has no letter: it is left out`),
    ...(template ? [`${quoted(template)} was filled in by the other bot and will be shown as it stands`] : []),
  ];
  return warnings.length > 0 ? { ...entry, warnings } : entry;
}

/** The first of those that are the same but for case and punctuation. */
function distinct(texts: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const text of texts) if (!byKey.has(bareText(text))) byKey.set(bareText(text), text);
  return [...byKey.values()];
}

const asWords = (name: string): string => name.trim().replaceAll(/[-_]+/g, ' ').trim();

const capitalised = (text: string): string => {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
};

/** What bots call the columns that map, as far as is known; there is no standard. */
const NAMES = ['name', 'tag', 'tag_name', 'tag name', 'command', 'trigger'];
const CONTENTS = ['content', 'response', 'responses', 'reply', 'text', 'value'];
const KEYWORDS = ['aliases', 'alias', 'keywords', 'triggers'];

interface TagColumns {
  readonly name: number;
  readonly content: number;
  /** Absent when tags have one name only. */
  readonly keywords: number | undefined;
  /** Names of the columns that are not read. */
  readonly leftOut: readonly string[];
}

/** Where the tags of another bot have what an answer needs; `undefined` when this is no such table. */
export function tagColumns(names: readonly string[]): TagColumns | undefined {
  const find = (known: readonly string[]): number => names.findIndex((name) => known.includes(name));
  const [name, content, keywords] = [find(NAMES), find(CONTENTS), find(KEYWORDS)];
  if (name === -1 || content === -1) return undefined;
  const leftOut = names.filter((_, place) => ![name, content, keywords].includes(place));
  return { name, content, keywords: keywords === -1 ? undefined : keywords, leftOut };
}

/** Reads tags as Carl-bot, YAGPDB and their like keep them: a name, a content, and perhaps other names. */
export function readTagRows(rows: Iterable<CsvRow>, columns: TagColumns): AnswersFile {
  const list = new EntryList();
  for (const { line, cells } of rows) {
    const place = `line ${line}`;
    const name = cells[columns.name]?.trim() ?? '';
    if (name === '') {
      list.add(refused(place, undefined, 'the tag has no name: give it one'));
      continue;
    }
    const keywords = columns.keywords === undefined ? '' : (cells[columns.keywords] ?? '');
    list.add(answerOfTag(place, { name, content: cells[columns.content] ?? '', keywords: keywords.split(/[\n,;|]/) }));
  }
  const { leftOut } = columns;
  return { entries: list.entries, notes: leftOut.length > 0 ? [noteOf(leftOut)] : [] };
}

function noteOf(leftOut: readonly string[]): string {
  const shown = leftOut.slice(0, 10).map(quoted).join(', ');
  return `These columns have no place in an answer and are left out: ${shown}.`;
}

/** What a tag may nest: a list of keywords. */
const MAX_DEPTH = 8;

const MAPPED = new Set(['keywords', 'content']);

/**
 * Reads the tags of discord-utils-bot (https://github.com/discordjs/discord-utils-bot) and its like: TOML with a table a
 * tag, which has `content`, `keywords`, and perhaps more that has no place in an answer.
 *
 * @throws UserError `bad-toml`, `too-many-entries`
 */
export function readTagsToml(text: string): AnswersFile {
  const list = new EntryList();
  const leftOut = new Set<string>();
  for (const [index, [name, tag]] of Object.entries(tablesOf(text)).entries()) {
    const place = `tag ${index + 1}`;
    if (!isTag(tag)) {
      list.add(
        refused(place, undefined, `${quoted(name)} is no tag: it needs a content and perhaps keywords, as texts`),
      );
      continue;
    }
    for (const field of Object.keys(tag)) if (!MAPPED.has(field)) leftOut.add(field);
    list.add(answerOfTag(place, { name, content: tag.content, keywords: tag.keywords ?? [] }));
  }
  const fields = [...leftOut].slice(0, 10).map(quoted).join(', ');
  return {
    entries: list.entries,
    notes: leftOut.size > 0 ? [`These fields have no place in an answer and are left out: ${fields}.`] : [],
  };
}

function tablesOf(text: string): object {
  try {
    return parse(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UserError('bad-toml', `The file is not TOML: line ${error.line} cannot be read. Correct it.`);
  }
}

function isTag(tag: unknown): tag is { content: string; keywords?: string[] } {
  if (typeof tag !== 'object' || tag === null || !('content' in tag) || typeof tag.content !== 'string') return false;
  if (!('keywords' in tag)) return true;
  return Array.isArray(tag.keywords) && tag.keywords.every((keyword) => typeof keyword === 'string');
}

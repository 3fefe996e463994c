import { parse, TomlError } from 'smol-toml';
import { z } from 'zod';
import { foldedText } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { distinct, idOfTitle } from '../editing/form.ts';
import type { CsvRow } from './csvText.ts';
import { entryOf, type FileEntry, type Reading, refused } from './entries.ts';
import { quoted } from './strings.ts';
import * as strings from './strings.ts';

interface Tag {
  readonly name: string;
  readonly content: string;
  /** Other names. Blank ones are skipped. */
  readonly keywords: readonly string[];
}

/** Placeholders that other bots fill in, and this one would show unchanged. */
const TEMPLATE = /\{\{[^}]*\}\}|\{(?:user|server|channel|target|args|if|random|embed|react)\b[^}]*\}/i;

/**
 * Turns a tag into an answer: its name becomes id and title, its name and keywords become phrasings. Those without a
 * letter or digit, such as `>` or an emoji, cannot be matched and are left out.
 *
 * @example
 * answerOfTag('tag 1', { name: 'api-docs', keywords: ['apidocs'], content: 'The documentation: …' });
 * // id 'api-docs', title 'Api docs', questions ['api docs', 'apidocs']
 */
function answerOfTag(location: string, { name, content, keywords }: Tag): FileEntry {
  const names = [name, ...keywords].map(asWords).filter((words) => words !== '');
  const matchable = names.filter((words) => /[\p{L}\p{N}]/u.test(words));
  const entry = entryOf(location, {
    id: idOfTitle(name),
    title: capitalised(asWords(name) || name),
    questions: distinct(matchable, foldedText),
    body: content.trim(),
  });
  if (entry.kind !== 'answer') return entry;
  const template = TEMPLATE.exec(content)?.[0];
  const warnings = [
    ...names.filter((words) => !matchable.includes(words)).map((words) => strings.keywordWithoutLetter(quoted(words))),
    ...(template ? [strings.placeholder(quoted(template))] : []),
  ];
  return warnings.length > 0 ? { ...entry, warnings } : entry;
}

const asWords = (name: string): string => name.trim().replaceAll(/[-_]+/g, ' ').trim();

const capitalised = (text: string): string => {
  const [first = '', ...rest] = text;
  return first.toUpperCase() + rest.join('');
};

/** What other bots call these columns. There is no standard. */
const NAMES = ['name', 'tag', 'tag_name', 'tag name', 'command', 'trigger'];
const CONTENTS = ['content', 'response', 'responses', 'reply', 'text', 'value'];
const KEYWORDS = ['aliases', 'alias', 'keywords', 'triggers'];

interface TagColumns {
  readonly name: number;
  readonly content: number;
  /** -1 if tags have only one name. */
  readonly keywords: number;
  readonly ignored: readonly string[];
}

/** Finds the columns of another bot's tags; `undefined` if this is no such table. */
export function tagColumns(names: readonly string[]): TagColumns | undefined {
  const find = (known: readonly string[]): number => names.findIndex((name) => known.includes(name));
  const [name, content, keywords] = [find(NAMES), find(CONTENTS), find(KEYWORDS)];
  if (name === -1 || content === -1) return undefined;
  const ignored = names.filter((_, index) => ![name, content, keywords].includes(index));
  return { name, content, keywords, ignored };
}

/** Reads tags as Carl-bot, YAGPDB and similar bots export them: a name, a content, and perhaps other names. */
export function* readTagRows(rows: Iterable<CsvRow>, columns: TagColumns): Reading {
  for (const { line, cells } of rows) {
    const location = strings.atLine(line);
    const name = cells[columns.name]?.trim() ?? '';
    if (name === '') {
      yield refused(location, undefined, strings.TAG_WITHOUT_NAME);
      continue;
    }
    const keywords = cells[columns.keywords] ?? '';
    const content = cells[columns.content] ?? '';
    yield answerOfTag(location, { name, content, keywords: keywords.split(/[\n,;|]/) });
  }
  return notesOn(columns.ignored, strings.ignoredColumns);
}

function notesOn(ignored: readonly string[], note: (names: string) => string): string[] {
  return ignored.length > 0 ? [note(ignored.slice(0, 10).map(quoted).join(', '))] : [];
}

/** A tag contains at most a list of keywords. */
const MAX_DEPTH = 8;

const tagSchema = z.looseObject({ content: z.string(), keywords: z.array(z.string()).default([]) });

/**
 * Reads the tags of discord-utils-bot (https://github.com/discordjs/discord-utils-bot) and similar bots: TOML with one
 * table per tag, which has `content`, perhaps `keywords`, and other fields that are ignored.
 *
 * @throws UserError `bad-toml`
 */
export function* readTagsToml(text: string): Reading {
  const ignored = new Set<string>();
  for (const [index, [name, tag]] of Object.entries(tablesOf(text)).entries()) {
    const location = strings.atTag(index + 1);
    const { data } = tagSchema.safeParse(tag);
    if (!data) {
      yield refused(location, undefined, strings.notATag(quoted(name)));
      continue;
    }
    const { content, keywords, ...others } = data;
    for (const field of Object.keys(others)) ignored.add(field);
    yield answerOfTag(location, { name, content, keywords });
  }
  return notesOn([...ignored], strings.ignoredFields);
}

function tablesOf(text: string): object {
  try {
    return parse(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw new UserError('bad-toml', strings.badToml(error.line));
  }
}

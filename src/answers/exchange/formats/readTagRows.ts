import type { AnswersFile } from '../AnswersFile.ts';
import { EntryList } from '../EntryList.ts';
import { refused } from '../entryOf.ts';
import { answerOfTag } from '../tags/answerOfTag.ts';
import { quoted } from '../quoted.ts';
import type { CsvRow } from './parseCsv.ts';

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

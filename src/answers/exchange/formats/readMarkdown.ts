import { splitFrontMatter } from '../../../knowledge/splitFrontMatter.ts';
import { UserError } from '../../../UserError.ts';
import type { AnswersFile, FileEntry } from '../AnswersFile.ts';
import { EntryList } from '../EntryList.ts';
import { entryOf, hiddenEntryOf, refused } from '../entryOf.ts';
import { idOfTitle } from '../../editing/idOfTitle.ts';
import { DOCUMENT_START, withoutBlankEnds } from './documentStart.ts';
import { frontMatterFields } from './frontMatterFields.ts';
import { isGuildId } from './isGuildId.ts';

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

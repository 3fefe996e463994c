import type { Token, Tokens } from 'marked';
import { blocksOf } from '../shared/markdown.ts';
import { MAX_PREVIEW } from '../knowledge/Answer.ts';
import { characterCount, clipped, indexOfLimit } from '../shared/text.ts';
import type { Reply } from './Reply.ts';
import { CUT, LEFT_OUT, more } from './strings.ts';

/**
 * The start of Markdown, cut where a reader would: between blocks or list items. Only if the first of them is too long, it
 * is cut between lines, sentences or words. A code fence that was cut is closed.
 *
 * @param limit - Maximum length of the result in code points; at least 1.
 */
export function cutMarkdown(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  const pieces = piecesOf(text);
  // Headings and blank lines at the start make no sense alone.
  const lead = joined(pieces.slice(0, Math.max(pieces.findIndex(saysSomething), 0)));
  if (lead !== '' && characterCount(lead) < limit) {
    return lead + cutMarkdown(text.slice(lead.length), limit - characterCount(lead));
  }
  const fitting = joined(piecesThatFit(pieces, limit));
  // Blank lines at the end are not shown.
  if (fitting !== '') return text.slice(0, fitting.trimEnd().length || indexOfLimit(text, limit));
  const fence = pieces[0]?.fence;
  return (fence && cutFence(text, fence, limit)) ?? text.slice(0, insideIndex(text, limit));
}

/** Characters in a line of a small phone: `npm start`, at a width of 360 pixels. */
const LINE = 35;

/** About how many lines Markdown takes on a phone. */
export const phoneLines = (markdown: string): number =>
  markdown.split('\n').reduce((sum, line) => sum + linesOf(line), 0);

function linesOf(line: string): number {
  const shown = line.replaceAll(/[*`]|\]\([^()]*\)/g, '').trim();
  // What is before a list item makes its lines shorter.
  const indent = /^ *(?:[-*+]|\d+[.)]) /.exec(line)?.[0].length ?? 0;
  return shown === '' ? 0.5 : Math.ceil((shown.length - indent / 2) / Math.max(LINE - 1.5 * indent, 1));
}

/** How many characters of a text are on its first lines. */
function charactersOn(text: string, lines: number): number {
  let [left, count] = [lines, 0];
  for (const line of text.split('\n')) {
    const needed = linesOf(line);
    if (needed > left) return count + Math.floor(left * LINE);
    left -= needed;
    count += characterCount(line) + 1;
  }
  return Infinity;
}

/** What says that something is left out, and the buttons that show it. A text that is not cut has these lines for itself. */
const LINES_OF_A_CUT = 2;

/**
 * As {@link cutMarkdown}, with "…" in place of what is left out. A list that begins with its oldest date keeps its end.
 *
 * @param options - With `isTable`, each block is a row, and all of them are such a list. `lines`: how many lines of a phone it
 *   may take. Default: no limit.
 */
export function previewOf(text: string, limit: number, { isTable = false, lines = Infinity } = {}): string {
  if (characterCount(text) <= limit && phoneLines(text) <= lines + LINES_OF_A_CUT) return text;
  const fitting = charactersOn(text, lines);
  const pieces = piecesOf(text);
  const room = Math.max(Math.min(limit - 2 * `\n${LEFT_OUT}`.length, fitting), 1);
  const firstLeftOut = pieces[piecesThatFit(pieces, room).length];
  const list = isTable ? pieces.map(({ raw }) => raw) : (firstLeftOut?.list ?? []);
  if (!isTimeline(list)) return `${cutMarkdown(text, room).trimEnd()}\n${LEFT_OUT}`;
  const start = isTable ? 0 : pieces.findIndex((piece) => piece.list === list);
  const before = joined(pieces.slice(0, start)).trimEnd();
  let first = list.length - 1;
  while (characterCount(before + list.slice(first - 1).join('')) <= room) first -= 1;
  const isEnd = joined(pieces.slice(start + list.length)).trim() === '';
  return `${before && `${before}\n`}${LEFT_OUT}\n${list.slice(first).join('').trim()}${isEnd ? '' : `\n${LEFT_OUT}`}`;
}

const DATE = /(?:(?:\b\d{1,2} )?\b[A-Z][a-z]{2} )?\b(?<year>(?:19|20)\d\d)\b/;

/** Whether each text that isn't blank has a date, the oldest first. Dates of the same year need not be in order. */
function isTimeline(texts: readonly string[]): boolean {
  const dates = texts.filter((text) => text.trim() !== '').map((text) => DATE.exec(text));
  const years = dates.map((date) => Number(date?.groups!['year']));
  const isOrdered = years.every((year, index) => year >= (years[index - 1] ?? 0));
  return isOrdered && Date.parse(dates[0]?.[0] ?? '') < Date.parse(dates.at(-1)?.[0] ?? '');
}

/** How people write a heading in chat, or introduce what follows. */
const INTRODUCTION = /^\*\*[^*\n]+\*\*:?\s*$|^[^\n]*:\s*$/;

interface Piece {
  readonly raw: string;
  /** Whether it introduces what follows, so that the two stay together. */
  readonly isHeading?: boolean;
  /** All items of the list to which it belongs. */
  readonly list?: readonly string[];
  /** The line that opens a code fence, with the mark that closes it. */
  readonly fence?: { readonly open: string; readonly mark: string };
}

/** Blocks and list items. Joined they are the text. */
function piecesOf(text: string): readonly Piece[] {
  const pieces = blocksOf(text).flatMap(piecesOfBlock);
  // The lexer changes line ends and tabs in some texts. Those are treated as one piece.
  return joined(pieces) === text ? pieces : [{ raw: text }];
}

function piecesOfBlock(token: Token): readonly Piece[] {
  if (token.type === 'list') {
    const list = (token as Tokens.List).items.map(({ raw }) => raw);
    const items = list.map((raw) => ({ raw, list }));
    return joined(items) === token.raw ? items : [{ raw: token.raw }];
  }
  if (token.type === 'heading' || INTRODUCTION.test(token.raw)) return [{ raw: token.raw, isHeading: true }];
  const fence = token.type === 'code' ? /^ {0,3}(?<mark>`{3,}(?!`)|~{3,}(?!~))[^\n]*\n/.exec(token.raw) : null;
  return [fence ? { raw: token.raw, fence: { open: fence[0], mark: fence.groups!['mark']! } } : { raw: token.raw }];
}

/** The first pieces up to the limit. A heading at their end is left for what it introduces. */
function piecesThatFit(pieces: readonly Piece[], limit: number): readonly Piece[] {
  let count = 0;
  const tooLong = pieces.findIndex(({ raw }) => {
    const end = count + characterCount(raw.trimEnd());
    count += characterCount(raw);
    return end > limit;
  });
  const fitting = tooLong === -1 ? pieces : pieces.slice(0, tooLong);
  const last = fitting.findLastIndex(saysSomething);
  return last === -1 ? fitting : fitting.slice(0, last + 1);
}

const saysSomething = ({ isHeading, raw }: Piece): boolean => !isHeading && raw.trim() !== '';

const joined = (pieces: readonly Piece[]): string => pieces.map(({ raw }) => raw).join('');

/** Cuts between lines of code; `undefined` if not even one of them fits between the fences. */
function cutFence(text: string, { open, mark }: { open: string; mark: string }, limit: number): string | undefined {
  const room = limit - characterCount(`\n${mark}`);
  if (room <= characterCount(open)) return undefined;
  const end = text.lastIndexOf('\n', indexOfLimit(text, room));
  if (end < open.length) return undefined;
  return `${text.slice(0, end)}\n${mark}`;
}

/** The last end of a line, of a sentence or of a word in the second half of what fits; otherwise the end of what fits. */
function insideIndex(text: string, limit: number): number {
  const end = indexOfLimit(text, limit);
  const fitting = text.slice(0, end);
  for (const boundary of [/\n/g, /[.!?…。！？]\s/g, /\s/g]) {
    const last = [...fitting.matchAll(boundary)].at(-1);
    const index = last ? last.index + last[0].length : 0;
    if (index > end / 2) return index;
  }
  return end;
}

/** Discord: characters in all text of a message with Components V2 (resources/message). */
export const MAX_CHARACTERS = 4000;

/** Discord: characters in a button's label (components/reference). */
export const MAX_LABEL = 80;

/** What Discord recommends for labels (components/reference#button): longer ones take two lines of a phone. */
export const PHONE_LABEL = 38;

/** Only servers' answers can have longer titles and short answers; those of curated ones have at most 100 and 200. */
const MAX_TITLE = 200;
const MAX_SHORT = 600;

/** For what Discord's form adds: the addressee, heading marks, a title's escapes, the mark of the small print, blank lines. */
const ROOM_FOR_MARKS = 300;

/** Makes any reply fit in one Discord message: drops the last lines of small print, and cuts body and table between blocks. */
export function fitReply(reply: Reply): Reply {
  const { title, short } = reply;
  const [wholeBody, wholeTable] = [reply.body.trim(), reply.table?.trim() ?? ''];
  const fitted = {
    ...(title !== undefined && { title: clipped(title, MAX_TITLE) }),
    short: clipped(short, MAX_SHORT),
    choices: reply.choices.map(({ id, label }) => ({ id, label: clipped(label, MAX_LABEL) })),
  };
  const free = MAX_CHARACTERS - ROOM_FOR_MARKS - characterCount((fitted.title ?? '') + fitted.short);
  const smallPrint = linesThatFit(reply.smallPrint ?? [], free - characterCount(wholeBody + wholeTable));
  const room = free - roomOfLines(smallPrint);
  // The body keeps its preview even if the table takes the rest.
  const roomForBody = Math.max(room - characterCount(wholeTable), Math.min(MAX_PREVIEW, room));
  const body = cutWithNotice(wholeBody, roomForBody);
  const fittingTable = cutWithNotice(wholeTable, room - characterCount(body));
  const { table: _, ...rest } = reply;
  return { ...rest, ...fitted, smallPrint, body, ...(fittingTable && { table: fittingTable }) };
}

/** The first line in any case. Instead of the last ones that don't fit, it says how many they are. */
function linesThatFit(lines: readonly string[], room: number): readonly string[] {
  const first = (count: number): readonly string[] =>
    count === lines.length ? lines : [...lines.slice(0, count), `and ${more(lines.length - count)}`];
  let count = lines.length;
  while (count > 1 && roomOfLines(first(count)) > room) count -= 1;
  return first(count);
}

const roomOfLines = (lines: readonly string[]): number => characterCount(lines.join('\n-# '));

/** @param limit - If not even the notice fits, the text is dropped. */
function cutWithNotice(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  const room = limit - characterCount(`\n\n${CUT}`);
  return room > 0 ? `${cutMarkdown(text, room).trimEnd()}\n\n${CUT}` : '';
}

import type { Token, Tokens } from 'marked';
import { blocksOf } from '../shared/markdown.ts';
import { MAX_PREVIEW, MAX_SOURCES } from '../shared/limits.ts';
import { characterCount, clipped, indexOfLimit } from '../shared/text.ts';
import type { Reply } from './Reply.ts';
import { CUT } from './strings.ts';

export interface Cut {
  /** What fits. A code fence that was cut is closed. */
  readonly head: string;
  /** The rest, empty if everything fits. A code fence that was cut is opened again. */
  readonly rest: string;
}

/**
 * Cuts Markdown where a reader would: between blocks or list items. Only if the first of them is too long, it is cut between
 * lines, sentences or words. `head + rest` is the text, except for the fences that a cut in code adds.
 *
 * @param limit - Maximum length of `head` in code points; at least 1.
 */
export function cutMarkdown(text: string, limit: number): Cut {
  if (characterCount(text) <= limit) return { head: text, rest: '' };
  const pieces = piecesOf(text);
  const lead = leadOf(pieces);
  if (lead !== '' && characterCount(lead) < limit) {
    const { head, rest } = cutMarkdown(text.slice(lead.length), limit - characterCount(lead));
    return { head: lead + head, rest };
  }
  const fitting = joined(piecesThatFit(pieces, limit));
  if (fitting !== '') return atIndex(text, shownLength(fitting, limit));
  const fence = pieces[0]?.fence;
  return (fence && cutFence(text, fence, limit)) ?? atIndex(text, insideIndex(text, limit));
}

/** How people write a heading in chat. */
const BOLD_LINE = /^\*\*[^*\n]+\*\*:?\s*$/;

interface Piece {
  readonly raw: string;
  /** Whether it introduces what follows, so that the two stay together. */
  readonly isHeading?: boolean;
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
    const items = (token as Tokens.List).items.map(({ raw }) => ({ raw }));
    return joined(items) === token.raw ? items : [{ raw: token.raw }];
  }
  if (token.type === 'heading' || BOLD_LINE.test(token.raw)) return [{ raw: token.raw, isHeading: true }];
  const fence = token.type === 'code' ? /^ {0,3}(?<mark>`{3,}|~{3,})[^\n]*\n/.exec(token.raw) : null;
  return [fence ? { raw: token.raw, fence: { open: fence[0], mark: fence.groups!['mark']! } } : { raw: token.raw }];
}

/** Headings and blank lines at the start, which make no sense alone. */
function leadOf(pieces: readonly Piece[]): string {
  const end = pieces.findIndex(({ isHeading, raw }) => !isHeading && raw.trim() !== '');
  return joined(pieces.slice(0, Math.max(end, 0)));
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
  const last = fitting.findLastIndex(({ isHeading, raw }) => !isHeading && raw.trim() !== '');
  return last === -1 ? fitting : fitting.slice(0, last + 1);
}

/** Blank lines at the end are left to the rest, because they are not shown. */
const shownLength = (text: string, limit: number): number => text.trimEnd().length || indexOfLimit(text, limit);

const joined = (pieces: readonly Piece[]): string => pieces.map(({ raw }) => raw).join('');

/** Cuts between lines of code; `undefined` if not even one of them fits between the fences. */
function cutFence(text: string, { open, mark }: { open: string; mark: string }, limit: number): Cut | undefined {
  const room = limit - characterCount(`\n${mark}`);
  if (room <= characterCount(open)) return undefined;
  const end = text.lastIndexOf('\n', indexOfLimit(text, room));
  if (end < open.length) return undefined;
  return { head: `${text.slice(0, end)}\n${mark}`, rest: `${open}${text.slice(end + 1)}` };
}

const atIndex = (text: string, index: number): Cut => ({ head: text.slice(0, index), rest: text.slice(index) });

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

/** Only servers' answers can have longer titles and short answers; those of curated ones have at most 100 and 200. */
const MAX_TITLE = 200;
const MAX_SHORT = 600;

/** For what Discord's form adds: the addressee, heading marks, small print, blank lines. */
const ROOM_FOR_MARKS = 200;

/** `[12](…) ` around an address. */
const MARKS_OF_A_SOURCE = 10;

/** Makes any reply fit in one Discord message: cuts body and table between blocks, and drops the last sources. */
export function fitReply(reply: Reply): Reply {
  const { title, short, asOf = '' } = reply;
  const [wholeBody, wholeTable] = [reply.body.trim(), reply.table?.trim() ?? ''];
  const sources = [...reply.sources];
  while (roomOfSources(sources) > MAX_SOURCES) sources.pop();
  const fitted = {
    ...(title !== undefined && { title: clipped(title, MAX_TITLE) }),
    short: clipped(short, MAX_SHORT),
    sources,
    choices: reply.choices.map(({ id, label }) => ({ id, label: clipped(label, MAX_LABEL) })),
  };
  const taken = [fitted.title ?? '', fitted.short, asOf].map(characterCount).reduce((sum, count) => sum + count);
  const room = MAX_CHARACTERS - ROOM_FOR_MARKS - taken - roomOfSources(sources);
  // The body keeps its preview even if the table takes the rest.
  const roomForBody = Math.max(room - characterCount(wholeTable), Math.min(MAX_PREVIEW, room));
  const body = cutWithNotice(wholeBody, roomForBody);
  const fittingTable = cutWithNotice(wholeTable, room - characterCount(body));
  const { table: _, ...rest } = reply;
  return { ...rest, ...fitted, body, ...(fittingTable && { table: fittingTable }) };
}

function roomOfSources(sources: Reply['sources']): number {
  return sources.reduce((sum, { url }) => sum + characterCount(url) + MARKS_OF_A_SOURCE, 0);
}

/** @param limit - If not even the notice fits, the text is dropped. */
function cutWithNotice(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  const room = limit - characterCount(`\n\n${CUT}`);
  return room > 0 ? `${cutMarkdown(text, room).head.trimEnd()}\n\n${CUT}` : '';
}

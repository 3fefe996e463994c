import { characterCount } from '../characterCount.ts';
import { clipped } from './characters.ts';
import { cutMarkdown } from './cutMarkdown.ts';
import type { Reply } from './Reply.ts';

/** Discord: 4,000 characters in all text of one message with Components V2 (resources/message). */
export const MAX_CHARACTERS = 4000;

/** Discord: a button's label has at most 80 characters (components/reference). */
export const MAX_LABEL = 80;

/** Longer titles and short answers can only come from servers; curated ones keep to 100 and 200. */
const MAX_TITLE = 200;
const MAX_SHORT = 600;

/** What the marks around the parts may take: headings, small print, numbers of sources, blank lines. */
const ROOM_FOR_MARKS = 200;

/** For the addresses of sources; those beyond are left out. */
const ROOM_FOR_SOURCES = 1200;

/** `[12](…) ` around an address. */
const MARKS_OF_A_SOURCE = 10;

/** The body keeps this much even when the table takes all the rest. */
const ROOM_FOR_BODY = 900;

const NOTICE = '*Cut here: the rest does not fit into one message.*';

/**
 * Makes any reply fit into one Discord message. The body and the table are cut between blocks and say so; sources beyond
 * their room are left out, the last ones first.
 */
export function fitReply(reply: Reply): Reply {
  const { title, short, table = '', asOf = '' } = reply;
  const said = {
    ...(title !== undefined && { title: clipped(title, MAX_TITLE) }),
    short: clipped(short, MAX_SHORT),
    sources: sourcesThatFit(reply.sources),
    choices: reply.choices.map(({ id, label }) => ({ id, label: clipped(label, MAX_LABEL) })),
  };
  const taken = [said.title ?? '', said.short, asOf].map(characterCount).reduce((sum, count) => sum + count);
  const room = MAX_CHARACTERS - ROOM_FOR_MARKS - taken - roomOfSources(said.sources);
  const body = cutWithNotice(reply.body, Math.max(room - characterCount(table), Math.min(ROOM_FOR_BODY, room)));
  const fittingTable = cutWithNotice(table, room - characterCount(body));
  const { table: _, ...rest } = reply;
  return { ...rest, ...said, body, ...(fittingTable && { table: fittingTable }) };
}

function sourcesThatFit(sources: Reply['sources']): Reply['sources'] {
  const fitting = [...sources];
  while (roomOfSources(fitting) > ROOM_FOR_SOURCES) fitting.pop();
  return fitting;
}

function roomOfSources(sources: Reply['sources']): number {
  return sources.reduce((sum, { url }) => sum + characterCount(url) + MARKS_OF_A_SOURCE, 0);
}

/** @param limit - Enough for the notice, or the text is dropped for want of room. */
function cutWithNotice(text: string, limit: number): string {
  if (characterCount(text) <= limit) return text;
  const room = limit - characterCount(`\n\n${NOTICE}`);
  return room > 0 ? `${cutMarkdown(text, room).head.trimEnd()}\n\n${NOTICE}` : '';
}

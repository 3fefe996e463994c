import type { Picture } from '../shared/Picture.ts';
import { markdownAsText } from './plainText.ts';
import { SEE_ALSO } from './strings.ts';

export interface ReplyChoice {
  readonly id: string;
  readonly label: string;
}

/** What to show, free of Discord. Parts without content are absent or empty. All text but the title is Markdown. */
export interface Reply {
  /** `answer`: one answer. `suggest`: "did you mean". `pass`: "I don't know". */
  readonly kind: 'answer' | 'suggest' | 'pass';
  /** Set for an answer alone. */
  readonly answerId?: string;
  readonly title?: string;
  /**
   * One or two sentences that stand alone, so that a phone's notification can show them. Empty if a server's answer starts
   * with something else, such as a list; then the body is all of it.
   */
  readonly short: string;
  /** With the table at most about 500 characters, unless the whole answer was requested. */
  readonly body: string;
  readonly table?: string;
  /** Says the same as the table or the body, for people who see it. */
  readonly picture?: Picture;
  /** Whether the picture takes the place of body and table once it is there. "Show more" then shows them. Default: it doesn't. */
  readonly isPictureEnough?: true;
  /** Whether something was left out that "Show more" would show. */
  readonly hasMore: boolean;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** A line with the date and the publishers. Of a whole answer, a line with the date, then one for each source. */
  readonly smallPrint?: readonly string[];
  /** For a suggestion, the two or three nearest answers. For an answer, at most two related ones. */
  readonly choices: readonly ReplyChoice[];
}

/** The reply once its picture has joined it. On a phone, text and picture together would be longer than the screen. */
export function besidePicture(reply: Reply): Reply {
  if (!reply.isPictureEnough) return reply;
  const { table = '', body, ...rest } = reply;
  return { ...rest, body: '', hasMore: reply.hasMore || body + table !== '' };
}

/** A reply with a whole answer for a terminal: all its parts in the order of Discord, with the addresses of the sources. */
export function replyAsText(reply: Reply): string {
  const { kind, title, short, body, table, sources, smallPrint = [], choices } = reply;
  const head = [title, markdownAsText(short)].filter(Boolean).join('\n');
  const dated = [smallPrint[0], ...sources.map((source, index) => `[${index + 1}] ${source.title}: ${source.url}`)];
  const labels = choices.map(({ label }) => `- ${label}`).join('\n');
  return [
    head,
    markdownAsText(body),
    table && markdownAsText(table),
    dated.filter(Boolean).join('\n'),
    labels && (kind === 'suggest' ? labels : `${SEE_ALSO}\n${labels}`),
  ]
    .filter(Boolean)
    .join('\n\n');
}

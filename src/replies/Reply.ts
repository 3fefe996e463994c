import { markdownAsText } from './plainText.ts';
import { SEE_ALSO } from './strings.ts';

export interface ReplyChoice {
  readonly id: string;
  readonly label: string;
}

/** What to show, free of Discord. Parts without content are absent or empty. All text is Markdown. */
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
  /** At most about 900 characters, unless the whole answer was requested. */
  readonly body: string;
  readonly table?: string;
  /** Whether the body was cut and "Show more" would show the rest. */
  readonly hasMore: boolean;
  /** `As of 8 Oct 2026`, with a warning if the answer is past its review date. */
  readonly asOf?: string;
  /** Addresses contain no `>`, so that Markdown can hold them in angle brackets. */
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** For a suggestion, the two or three nearest answers. For an answer, at most two related ones. */
  readonly choices: readonly ReplyChoice[];
}

/** A reply for a terminal: all its parts in the order of Discord, with the addresses of the sources. */
export function replyAsText(reply: Reply): string {
  const { kind, title, short, body, table, asOf, sources, choices } = reply;
  const head = [title, markdownAsText(short)].filter(Boolean).join('\n');
  const dated = [asOf, ...sources.map((source, index) => `[${index + 1}] ${source.title}: ${source.url}`)];
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

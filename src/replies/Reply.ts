import { markdownAsText } from './plainText.ts';

/** A button's worth of text that leads to an answer. */
export interface ReplyChoice {
  /** The answer that it leads to. */
  readonly id: string;
  readonly label: string;
}

/** What to show, free of Discord. Parts that say nothing are absent or empty. All text is Markdown. */
export interface Reply {
  /** `answer`: one answer. `suggest`: "did you mean". `pass`: an honest "I don't know". */
  readonly kind: 'answer' | 'suggest' | 'pass';
  /** Only of an answer. */
  readonly answerId?: string;
  readonly title?: string;
  /**
   * One or two sentences that stand alone: readable in a phone's notification. Empty where a server's answer begins with
   * something else, a list for example: then the body is all of it.
   */
  readonly short: string;
  /** At most about 900 characters unless the whole was asked for. */
  readonly body: string;
  /** The table as text that fits a phone. */
  readonly table?: string;
  /** Whether the body was cut, so that "Show more" makes sense. */
  readonly hasMore: boolean;
  /** `As of 8 Oct 2026`; says so when the answer is past its review date. */
  readonly asOf?: string;
  /** Addresses contain no `>`, so that Markdown can hold them in angle brackets. */
  readonly sources: readonly { readonly title: string; readonly url: string }[];
  /** Of a suggestion: two or three nearest answers. Of an answer: at most two related ones. */
  readonly choices: readonly ReplyChoice[];
}

/** A reply for a terminal: everything it says, in the order of Discord, sources with their addresses. */
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
    labels && (kind === 'suggest' ? labels : `See also\n${labels}`),
  ]
    .filter(Boolean)
    .join('\n\n');
}

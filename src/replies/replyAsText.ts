import { markdownAsText } from './markdownAsText.ts';
import type { Reply } from './Reply.ts';

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

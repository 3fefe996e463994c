import type { AnswerBook } from '../answers/AnswerBook.ts';
import type { Reply } from '../replies/Reply.ts';

const HOW = `- \`/ask\` answers a question; a list of questions appears while you type
- \`/model\` tells what is known about one model
- \`/compare\` puts two to four models side by side
- \`/lineage\` shows where a model comes from, or what ChatGPT has run on
- Or mention me with your question, or write to me directly`;

/** How to use the bot, with the most useful questions to try. */
export function helpReply(book: AnswerBook): Reply {
  return {
    kind: 'pass',
    title: 'Ask me where ChatGPT comes from',
    short: 'I answer which model ChatGPT is based on, and everything around it, with sources and dates.',
    body: HOW,
    hasMore: false,
    sources: [],
    choices: book.offerAnswers('', 3),
  };
}

import type { AnswerBook } from '../../answers/AnswerBook.ts';
import type { Reply } from '../../replies/Reply.ts';
import { Responder } from '../Responder.ts';
import { hasRight } from '../permissions.ts';
import { present } from '../present.ts';
import { type SlashCommand, slashCommand } from './Command.ts';

const HOW = `- \`/ask\` answers a question; a list of questions appears while you type
- \`/model\` tells what is known about one model
- \`/compare\` puts two to four models side by side
- \`/lineage\` shows where a model comes from, or what ChatGPT has run on
- Or mention me with your question, or write to me directly`;

const HOW_TO_EDIT = `- You may edit what this server answers: \`/answer add\` writes an answer, \`/answer list\` shows them, and "Save as answer" in the menu of a message makes one of it`;

/**
 * How to use the bot, with the most useful questions to try.
 *
 * @param options - With `isEditor`, also how to keep the server's answers.
 */
export function helpReply(book: AnswerBook, { isEditor = false } = {}): Reply {
  return {
    kind: 'pass',
    title: 'Ask me where ChatGPT comes from',
    short: 'I answer which model ChatGPT is based on, and everything around it, with sources and dates.',
    body: isEditor ? `${HOW}\n${HOW_TO_EDIT}` : HOW,
    hasMore: false,
    sources: [],
    choices: book.offerAnswers('', 3),
  };
}

/** `/help`: what the bot can do, for the asker alone; those who keep the server's answers are told how. */
export const help: SlashCommand = {
  data: slashCommand('help', 'What you can ask, and how'),
  mode: () => 'private',
  async run(interaction, botContext) {
    const { book } = await Responder.of(interaction.guildId, botContext);
    const isEditor = await hasRight('edit-answers', interaction, botContext);
    return present({ reply: helpReply(book, { isEditor }) }, { askerId: interaction.user.id, isPrivate: true });
  },
};

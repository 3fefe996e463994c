import type { MessageContextMenuCommandInteraction } from 'discord.js';
import { UserError } from '../../UserError.ts';
import { answering } from './answering.ts';
import { type MessageCommand, messageCommand } from './Command.ts';

/** "Answer this", in the menu of a message: answers what that message asks, for the person who chose it alone. */
export const answerThis: MessageCommand = {
  data: messageCommand('Answer this'),
  ...answering<MessageContextMenuCommandInteraction>({
    // The message's author did not ask.
    isPrivate: () => true,
    run({ targetMessage }, desk) {
      if (targetMessage.content.trim() === '') {
        throw new UserError('no-text', 'That message holds no text to answer. Ask with /ask instead.');
      }
      return { reply: desk.ask(targetMessage.content, 'direct') };
    },
  }),
};

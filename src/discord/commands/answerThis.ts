import { UserError } from '../../UserError.ts';
import { type MessageCommand, messageCommand } from './Command.ts';

/** "Answer this", in the menu of a message: answers what that message asks, for the person who chose it alone. */
export const answerThis: MessageCommand = {
  data: messageCommand('Answer this'),
  run({ targetMessage }, desk) {
    if (targetMessage.content.trim() === '') {
      throw new UserError('no-text', 'That message holds no text to answer. Ask with /ask instead.');
    }
    return { reply: desk.ask(targetMessage.content, 'direct') };
  },
};

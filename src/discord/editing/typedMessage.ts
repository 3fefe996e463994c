import { ComponentType } from 'discord.js';
import type { AnswerFields } from '../../answers/editing/AnswerForm.ts';
import { message, type MessageBody, textDisplay } from '../messageBody.ts';
import { APOLOGY } from '../respond.ts';

const NAME = 'answer.md';

/**
 * An apology that gives back what somebody typed, as a file: when a draft could not be kept, the dialog is closed all the
 * same, and all that work would be gone.
 */
export function typedMessage({ title, questions, body, sources, reviewBy }: AnswerFields): MessageBody {
  const text = [`# ${title}`, questions, body, sources, reviewBy].filter((part) => part.trim() !== '').join('\n\n');
  return {
    ...message([
      textDisplay(`${APOLOGY} What you typed could not be kept: here it is, to be pasted again.`),
      { type: ComponentType.File, file: { url: `attachment://${NAME}` } },
    ]),
    files: [{ name: NAME, attachment: Buffer.from(`${text}\n`) }],
  };
}

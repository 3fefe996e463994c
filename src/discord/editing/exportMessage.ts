import type { ExportedFile } from '../../answers/exchange/exportAnswers.ts';
import { MOST_BYTES } from '../../answers/exchange/readAnswersFile.ts';
import { UserError } from '../../UserError.ts';
import { fileDisplay, message, type MessageBody, sentence, textDisplay, withFiles } from '../messageBody.ts';

/**
 * An export with its file, and what is in it.
 *
 * @param mostBytes - How large a file may be here, as Discord says.
 * @throws UserError `export-too-large`
 */
export function exportMessage({ name, text, answers, hidden }: ExportedFile, mostBytes: number): MessageBody {
  if (answers === 0 && hidden === 0) {
    return sentence('This server has written no answers of its own and hides none: there is nothing to export.');
  }
  const attachment = Buffer.from(text);
  if (attachment.byteLength > mostBytes) {
    throw new UserError(
      'export-too-large',
      'The answers of this server are too many for a file on Discord. Ask those who run this bot to export them.',
    );
  }
  const written = `${answers.toLocaleString('en-US')} ${answers === 1 ? 'answer' : 'answers'}`;
  const hides = `${hidden.toLocaleString('en-US')} hidden ${hidden === 1 ? 'one' : 'ones'}`;
  const back =
    attachment.byteLength > MOST_BYTES
      ? 'It is larger than the 1 MB that `/answer import` takes: split it before you bring it in again.'
      : '`/answer import` brings it in again, here or on another server.';
  const body = message([textDisplay(`**${written}** and **${hides}** are in this file. ${back}`), fileDisplay(name)]);
  return withFiles(body, [{ attachment, name }]);
}

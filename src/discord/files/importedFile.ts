import type { Attachment, Message } from 'discord.js';
import { UserError } from '../../UserError.ts';

/** What the ending of a file may look like, so that it can stand in an address of Discord's. */
const ENDING = /\.[a-z]{1,10}$/i;

/** `.csv`, which can say the format; nothing else of a name is kept. */
export function endingOf(name: string): string {
  return ENDING.exec(name)?.[0].toLowerCase() ?? '';
}

/**
 * The file that an import is about: the message that shows what it would do carries it, so that nothing has to be
 * remembered until somebody agrees.
 *
 * @throws UserError `no-such-import`
 */
export function importedFile({ attachments, client, author }: Message): Attachment {
  const file = attachments.find(({ name }) => /^import(?:\.[a-z]+)?$/.test(name));
  if (file && author.id === client.user.id) return file;
  throw new UserError('no-such-import', 'The file is not here any more. Import it again with /answer import.');
}

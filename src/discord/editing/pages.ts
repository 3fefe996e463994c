import type { ListPage } from '../ids/editorIds.ts';
import type { MessageBody } from '../messageBody.ts';
import type { EditingDesk } from './EditingDesk.ts';
import { historyMessage } from './historyMessage.ts';
import { listMessage } from './listMessage.ts';
import { versionChoices } from './versionChoices.ts';

/** One page of an answer's history. @throws UserError `no-such-answer` */
export async function answerHistory(desk: EditingDesk, answerId: string, page: number): Promise<MessageBody> {
  const entries = await desk.editing.history(desk.guildId, answerId);
  const { title, standing } = await desk.editing.show(desk.guildId, answerId);
  return historyMessage({ answerId, title, entries, choices: versionChoices(entries, standing), page });
}

/** One page of a list of answers. */
export async function answerList(desk: EditingDesk, page: ListPage): Promise<MessageBody> {
  const { kind, text } = page;
  const listed = await desk.editing.list(desk.guildId, { kind, ...(text !== '' && { text }) });
  return listMessage(listed, page);
}

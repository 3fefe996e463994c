import type { APIMessage } from 'discord-api-types/v10';

/** Whether an app without the Message Content intent sees what this message says. Source: topics/gateway, message content intent. */
export function isReadable({ author, mentions }: APIMessage, isDm: boolean, botId: string): boolean {
  return isDm || author.id === botId || mentions.some(({ id }) => id === botId);
}

/** The message without all that the Message Content intent covers. */
export function blankContent<M extends APIMessage>(message: M): M {
  const { poll: _, ...rest } = message;
  return { ...rest, content: '', embeds: [], attachments: [], components: [] } as unknown as M;
}

/** The message as an app without the intent gets it, together with the one that it replies to. */
export function withoutIntent<M extends APIMessage>(message: M, isDm: boolean, botId: string): M {
  const own = isReadable(message, isDm, botId) ? message : blankContent(message);
  const referenced = own.referenced_message;
  if (!referenced || isReadable(referenced, isDm, botId)) return own;
  return { ...own, referenced_message: blankContent(referenced) };
}

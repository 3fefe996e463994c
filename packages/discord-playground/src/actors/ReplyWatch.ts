import type { Message } from '../world/Message.ts';
import type { World } from '../world/World.ts';

/** Waits for replies of the bot to messages. One lookup per message, however many are awaited. */
export class ReplyWatch {
  readonly #waiting = new Map<string, (reply: Message) => void>();

  constructor(world: World) {
    world.watch((change) => {
      if (change.kind !== 'messageCreated' || change.message.author !== world.bot) return;
      const replyTo = change.message.api.message_reference?.message_id;
      if (replyTo !== undefined) this.#waiting.get(replyTo)?.(change.message);
    });
  }

  /** The first reply of the bot to that message, or undefined when none came in time. Call it before the bot can answer. */
  to(messageId: string, timeoutMs: number): Promise<Message | undefined> {
    const { promise, resolve } = Promise.withResolvers<Message | undefined>();
    const timer = setTimeout(resolve, timeoutMs, undefined);
    this.#waiting.set(messageId, resolve);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(messageId);
    });
  }
}

import type { Message } from '../world/Message.ts';

/** Source: resources/message, create message: "in the past few minutes". */
const REMEMBERED_MS = 5 * 60_000;

/** Remembers which message was made with which nonce, so that a repeated request makes no second one. */
export class NonceMemory {
  readonly #byKey = new Map<string, { readonly message: Message; readonly atMs: number }>();

  find(channelId: string, nonce: string | number): Message | undefined {
    const known = this.#byKey.get(`${channelId}/${nonce}`);
    return known && known.atMs >= Date.now() - REMEMBERED_MS ? known.message : undefined;
  }

  add(nonce: string | number, message: Message): void {
    const before = Date.now() - REMEMBERED_MS;
    // The oldest stand first.
    for (const [key, { atMs }] of this.#byKey) {
      if (atMs >= before) break;
      this.#byKey.delete(key);
    }
    this.#byKey.set(`${message.channel.id}/${nonce}`, { message, atMs: Date.now() });
  }
}

import type { Message } from './Message.ts';

/** Bounded, so that a benchmark's million messages fit in memory. */
const KEPT_PER_CHANNEL = 1_000;

/** The latest messages of one channel, oldest first. */
export class MessageHistory {
  readonly #byId = new Map<string, Message>();
  #last: Message | undefined;

  get last(): Message | undefined {
    return this.#last;
  }

  add(message: Message): void {
    this.#byId.set(message.id, message);
    this.#last = message;
    if (this.#byId.size <= KEPT_PER_CHANNEL) return;
    const [oldest] = this.#byId.keys();
    this.#byId.delete(oldest!);
  }

  get(id: string): Message | undefined {
    return this.#byId.get(id);
  }

  remove(id: string): boolean {
    return this.#byId.delete(id);
  }

  all(): Message[] {
    return [...this.#byId.values()];
  }
}

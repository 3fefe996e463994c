import type { StoredFile } from './Message.ts';

/** Discord forgets such files after a while as well. */
const KEPT = 100;

/** The latest files that people put into options and modals: they belong to no message. */
export class Uploads {
  readonly #byId = new Map<string, StoredFile>();

  add(file: StoredFile): void {
    this.#byId.set(file.attachmentId, file);
    if (this.#byId.size <= KEPT) return;
    const [oldest] = this.#byId.keys();
    this.#byId.delete(oldest!);
  }

  get(id: string): StoredFile | undefined {
    return this.#byId.get(id);
  }
}

import type { PickedFile } from '../actors/OptionValue.ts';
import { snowflake } from '../snowflake.ts';
import { PageError } from './PageError.ts';

/** Somebody picks a file, and changes their mind. */
const KEPT = 20;

/** The files that people have picked on the page and not sent yet, each for one use by whoever picked it. */
export class PickedFiles {
  readonly #byKey = new Map<string, PickedFile>();

  /** @returns By what it is taken. */
  add(personId: string, file: PickedFile): string {
    const id = snowflake();
    this.#byKey.set(`${personId}/${id}`, file);
    const [oldest] = this.#byKey.keys();
    if (this.#byKey.size > KEPT) this.#byKey.delete(oldest!);
    return id;
  }

  /** @throws PageError when it is no longer there. */
  take(personId: string, id: string): PickedFile {
    const key = `${personId}/${id}`;
    const file = this.#byKey.get(key);
    if (!file) throw new PageError('The file is gone. Choose it again.');
    this.#byKey.delete(key);
    return file;
  }
}

import type { Fault } from './Fault.ts';
import type { TextFile } from './TextFile.ts';
import type { Path, Range, YamlText } from './YamlText.ts';

interface DraftParts<R> {
  readonly id: string;
  readonly file: TextFile;
  readonly yaml: YamlText | undefined;
  /** Where in the YAML the record stands: `[]` when it is the whole file, `[3]` for the fourth entry of a list. */
  readonly root: Path;
  readonly record: R | undefined;
  /** Where the Markdown body begins in the file. */
  readonly bodyStart?: number;
}

/**
 * An answer, model, source or timeline entry on its way into the knowledge: what was read, and where each part of it
 * is written, so that every later check can point there.
 */
export class Draft<R> {
  readonly id: string;
  readonly file: TextFile;
  /** What the schema made of it; `undefined` when it has faults, which are then reported already. */
  readonly record: R | undefined;
  readonly #parts: DraftParts<R>;

  constructor(parts: DraftParts<R>) {
    this.id = parts.id;
    this.file = parts.file;
    this.record = parts.record;
    this.#parts = parts;
  }

  /** The same place with other data. */
  withRecord(record: R): Draft<R> {
    return new Draft({ ...this.#parts, record });
  }

  /**
   * @param path - Leads to the value from the record's root; `['body']` is the Markdown body.
   * @param within - Points to this piece of the value's text, if it is written there as such.
   */
  fault(path: Path, what: string, within?: string): Fault {
    const [start, end] = this.#rangeOf(path);
    const found = within === undefined ? -1 : this.file.text.slice(start, end).indexOf(within);
    return this.file.faultAt(start + Math.max(found, 0), what);
  }

  #rangeOf(path: Path): Range {
    const { yaml, root, bodyStart } = this.#parts;
    if (bodyStart !== undefined && path[0] === 'body') return [bodyStart, this.file.text.length];
    return yaml?.rangeOf([...root, ...path]) ?? [0, 0];
  }
}

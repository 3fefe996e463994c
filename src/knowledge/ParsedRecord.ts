import type { Fault, TextFile } from './faults.ts';
import type { Path, Range, YamlText } from './files.ts';

interface RecordParts<R> {
  readonly id: string;
  readonly file: TextFile;
  readonly yaml: YamlText | undefined;
  /** Where in the YAML the record is: `[]` for the whole file, `[3]` for the fourth entry of a list. */
  readonly root: Path;
  readonly data: R | undefined;
  /** Where the Markdown body begins in the file. */
  readonly bodyStart?: number;
}

/** One record of the set as it was read, and where each part of it is written, so that every check can point there. */
export class ParsedRecord<R> {
  readonly id: string;
  readonly file: TextFile;
  /** What the schema made of it; `undefined` if it has faults, which are then reported already. */
  readonly data: R | undefined;
  readonly #parts: RecordParts<R>;

  constructor(parts: RecordParts<R>) {
    this.id = parts.id;
    this.file = parts.file;
    this.data = parts.data;
    this.#parts = parts;
  }

  /** The same record with other data. */
  withData(data: R): ParsedRecord<R> {
    return new ParsedRecord({ ...this.#parts, data });
  }

  /**
   * @param path - From the record's root to the value; `['body']` is the Markdown body.
   * @param within - Points to this part of the value's text, if it is written there literally.
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

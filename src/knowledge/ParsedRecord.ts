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
  /** A second file that holds some of the record's fields. */
  readonly beside?: { readonly file: TextFile; readonly yaml: YamlText; readonly fields: readonly PropertyKey[] };
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

  /** One entry of this record as a record of its own. */
  entry<E>(key: PropertyKey, data: E): ParsedRecord<E> {
    return new ParsedRecord({ ...this.#parts, root: [...this.#parts.root, key], data });
  }

  /** @returns The file in which the value is written, as a person would open it. */
  fileOf(path: Path): string {
    return this.#locate(path).file.file;
  }

  /**
   * @param path - From the record's root to the value; `['body']` is the Markdown body.
   * @param within - Points to this part of the value's text, if it is written there literally.
   */
  fault(path: Path, what: string, within?: string): Fault {
    const { file, range } = this.#locate(path);
    const [start, end] = range;
    const found = within === undefined ? -1 : file.text.slice(start, end).indexOf(within);
    return file.faultAt(start + Math.max(found, 0), what);
  }

  #locate(path: Path): { file: TextFile; range: Range } {
    const { file, yaml, root, bodyStart, beside } = this.#parts;
    if (bodyStart !== undefined && path[0] === 'body') return { file, range: [bodyStart, file.text.length] };
    if (beside && path.length > 0 && beside.fields.includes(path[0]!)) {
      return { file: beside.file, range: beside.yaml.rangeOf(path) };
    }
    return { file, range: yaml?.rangeOf([...root, ...path]) ?? [0, 0] };
  }
}

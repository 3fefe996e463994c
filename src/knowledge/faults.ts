/** Something wrong in a file of the curated set, and where exactly. */
export interface Fault {
  /** As a person would open it: `knowledge/models/o3.yaml`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  /** What is wrong and what to do about it: `alias "o3" also belongs to …: keep it in one of them`. */
  readonly what: string;
}

/** One line, in the form that editors and terminals turn into a link: `knowledge/models/o3.yaml:7:3 "released" is …` */
export const formatFault = ({ file, line, column, what }: Fault): string => `${file}:${line}:${column} ${what}`;

/** Keys and indices that lead to a value: `['table', 'rows', 0, 1]`. */
export type Path = readonly PropertyKey[];

/** The text of one file of the curated set with `\n` line ends; turns positions in it into faults. */
export class TextFile {
  /** As in {@link Fault}. */
  readonly file: string;
  readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.replaceAll('\r\n', '\n');
  }

  /** @param offset - Into `text`; a position outside it counts as the last one. */
  faultAt(offset: number, what: string): Fault {
    // Editors don't show the empty line after a final line break: point to the end of the line before.
    const last = this.text.endsWith('\n') ? this.text.length - 1 : this.text.length;
    const lines = this.text.slice(0, Math.max(0, Math.min(offset, last))).split('\n');
    return { file: this.file, line: lines.length, column: lines.at(-1)!.length + 1, what };
  }
}

/** Where a value is written: from `start` to `end` in the text of a file. */
export interface Place {
  readonly file: TextFile;
  readonly start: number;
  readonly end: number;
}

/** One record of the set as it was read, and where each part of it is written, so that every check can point there. */
export class ParsedRecord<R> {
  readonly id: string;
  /** What the schema made of it; `undefined` if it has faults, which are then reported already. */
  readonly data: R | undefined;
  /** Where a value of the record is written, or what is around it. */
  readonly place: (path: Path) => Place;

  constructor(id: string, data: R | undefined, place: (path: Path) => Place) {
    this.id = id;
    this.data = data;
    this.place = place;
  }

  /** The file in which the value is written, as a person would open it. Default: the one that has most of the record. */
  fileOf(path: Path = []): string {
    return this.place(path).file.file;
  }

  /**
   * @param path - From the record's root to the value; `['body']` is the Markdown body of an answer.
   * @param within - Points to this part of the value's text, if it is written there literally.
   * @param before - What is written before that part, if the part is there more than once.
   */
  fault(path: Path, what: string, within = '', before = ''): Fault {
    const { file, start, end } = this.place(path);
    const written = file.text.slice(start, end);
    const found = written.indexOf(before + within);
    return file.faultAt(start + (found === -1 ? Math.max(written.indexOf(within), 0) : found + before.length), what);
  }
}

/** The records that have no faults of their own, each with its data. */
export function* sound<P extends ParsedRecord<unknown>>(
  records: Iterable<P>,
): Generator<readonly [parsed: P, data: NonNullable<P['data']>], void> {
  for (const parsed of records) if (parsed.data !== undefined) yield [parsed, parsed.data as NonNullable<P['data']>];
}

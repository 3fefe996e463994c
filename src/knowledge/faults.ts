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

/**
 * One line, in the form that editors and terminals turn into a link.
 *
 * @example
 * formatFault(fault); // 'knowledge/models/o3.yaml:7:3 "released" is not a date: write 2024-05-13, 2024-05 or 2024'
 */
export function formatFault({ file, line, column, what }: Fault): string {
  return `${file}:${line}:${column} ${what}`;
}

/** The text of one file of the curated set with `\n` line ends; turns positions in it into faults. */
export class TextFile {
  /** As a person would open it: `knowledge/models/o3.yaml`. */
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
    const before = this.text.slice(0, Math.max(0, Math.min(offset, last)));
    const lineStart = before.lastIndexOf('\n') + 1;
    return {
      file: this.file,
      line: before.split('\n').length,
      column: before.length - lineStart + 1,
      what,
    };
  }
}

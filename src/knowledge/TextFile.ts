import type { Fault } from './Fault.ts';

/** The text of one file of the curated set, its line ends made `\n`, which knows where a position lies. */
export class TextFile {
  /** As a person would open it: `knowledge/models/o3.yaml`. */
  readonly file: string;
  readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text.replaceAll('\r\n', '\n');
  }

  /** @param offset - Into `text`; what lies outside is taken as its last position. */
  faultAt(offset: number, what: string): Fault {
    // The empty line after a final line break is not shown by editors: point to the end of the line before.
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

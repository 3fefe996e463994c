import { UserError } from '../../shared/UserError.ts';

/** The text of a file of answers with `\n` line ends; turns positions in it into `faq.csv:12:3`. */
export class SourceText {
  readonly name: string;
  readonly text: string;
  #lineStarts: readonly number[] | undefined;

  constructor(name: string, text: string) {
    this.name = name;
    this.text = text;
  }

  /** @param offset - Into the text. @example source.at(0); // 'faq.csv:1:1' */
  at(offset: number): string {
    const starts = (this.#lineStarts ??= lineStartsOf(this.text));
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    return this.atLine(low + 1, offset - starts[low]! + 1);
  }

  /** Both from 1, the column in UTF-16 units, as editors count. */
  atLine(line: number, column = 1): string {
    return `${this.name}:${line}:${column}`;
  }

  /** For what makes the whole file unreadable. */
  fault(code: string, offset: number, what: string): UserError {
    return new UserError(code, `${this.at(offset)}: ${what}`);
  }
}

/** Several files that belong together, as YAML documents one after the other. */
export class JoinedSource extends SourceText {
  readonly #parts: readonly { readonly start: number; readonly source: SourceText }[];

  constructor(sources: readonly SourceText[]) {
    const between = '\n---\n';
    super(sources.map(({ name }) => name).join(' + '), sources.map(({ text }) => text).join(between));
    let start = 0;
    this.#parts = sources.map((source) => {
      const part = { start, source };
      start += source.text.length + between.length;
      return part;
    });
  }

  override at(offset: number): string {
    const { start, source } = this.#parts.findLast((part) => part.start <= offset)!;
    return source.at(offset - start);
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

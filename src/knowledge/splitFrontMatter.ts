interface FrontMatter {
  /** Where the front matter ends: before its closing line. It begins with the file. */
  readonly end: number;
  /** Where the body begins: after blank lines. */
  readonly bodyStart: number;
  /** Without blank lines around it; may be empty. */
  readonly body: string;
}

/**
 * Finds the YAML between a first line `---` and the next such line. The opening line stays with it: it is YAML too, and
 * so each position in the YAML is one in the file.
 *
 * @returns `undefined` when either line is missing.
 */
export function splitFrontMatter(text: string): FrontMatter | undefined {
  if (!/^---[ \t]*\n/.test(text)) return undefined;
  const closing = /\n---[ \t]*(?:\n|$)/.exec(text.slice(3));
  if (!closing) return undefined;
  const end = 3 + closing.index + 1;
  const rest = text.slice(end + closing[0].length - 1);
  const body = rest.trim();
  return { end, bodyStart: text.length - rest.trimStart().length, body };
}

import type { Token } from 'marked';
import { tokensIn } from './tokensIn.ts';

/** A stretch of Markdown. Together they are the text. */
export interface Stretch {
  readonly text: string;
  readonly isCode: boolean;
}

/**
 * Tells code from what is read as text. As Discord does not know indented code, fences of `~~~` or unclosed ones, these
 * are text; and so is everything in a text that nests too deep to be read.
 */
export function codeIn(markdown: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = 0;
  for (const token of tokensIn(markdown).filter(isCode)) {
    const raw = token.raw.trimEnd();
    const start = markdown.indexOf(raw, end);
    // Within a list or a quote its lines stand differently in the text. Then it is read.
    if (start === -1) continue;
    stretches.push({ text: markdown.slice(end, start), isCode: false }, { text: raw, isCode: true });
    end = start + raw.length;
  }
  return [...stretches, { text: markdown.slice(end), isCode: false }].filter(({ text }) => text !== '');
}

function isCode({ type, raw }: Token): boolean {
  return type === 'codespan' || (type === 'code' && /^\s*```[^]*```\s*$/.test(raw) && raw.trim().length >= 6);
}

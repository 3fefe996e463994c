import { UserError } from '../../../UserError.ts';
import { quoted } from '../quoted.ts';

/** What is repeated of a text from where it cannot be read. */
const WORD = /[^\s,:{}[\]"]+|[^]/uy;

/** @throws UserError `bad-json` with the line */
export function parseJson(text: string): unknown {
  const position = faultIn(text);
  if (position === undefined) return JSON.parse(text);
  throw new UserError('bad-json', `The file is not JSON: ${whyAt(position, text)}. Correct it, or export it again.`);
}

function whyAt(position: number, text: string): string {
  if (text.slice(position).trim() === '') return 'it ends too early';
  const line = text.slice(0, position).split('\n').length;
  WORD.lastIndex = position;
  return `line ${line} cannot be read at ${quoted(WORD.exec(text)![0])}`;
}

/**
 * Where a text cannot be read any further; the end when something is missing there. For words that are none of JSON's, such
 * as Python's `None`, Node says what it met and not where: there the shortest beginning is looked for that fails as well.
 */
function faultIn(text: string): number | undefined {
  const fault = faultOf(text);
  if (fault !== 'somewhere') return fault;
  let [readable, unreadable] = [0, text.length];
  while (unreadable - readable > 1) {
    const middle = Math.floor((readable + unreadable) / 2);
    const found = faultOf(text.slice(0, middle));
    if (found === undefined || found === middle) readable = middle;
    else unreadable = middle;
  }
  return readable;
}

function faultOf(text: string): number | 'somewhere' | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    if (message.startsWith('Unexpected end')) return text.length;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    return position === undefined ? 'somewhere' : Number(position);
  }
}

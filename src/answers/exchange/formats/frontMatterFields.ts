import { Lexer, parseDocument } from 'yaml';
import { UserError } from '../../../UserError.ts';

/** A hundred phrasings of 200 characters are 20 kB; parsing what is broken takes a second at 64 kB. */
const LONGEST = 65_536;

/** By which the words of YAML announce a text without quotes. */
const TEXT_FOLLOWS = '\u001F';

/** A server answer has nine fields. Colons of a nested map count as well. */
const MOST_FIELDS = 20;

/**
 * The fields between two lines `---`. A file in which this is broken is refused as a whole, as one would be whose JSON is:
 * where the next answer begins would be a guess.
 *
 * @param line - Where the front matter begins, from 1.
 * @throws UserError `bad-markdown` with the line
 */
export function frontMatterFields(yaml: string, line: number): Readonly<Record<string, unknown>> {
  if (yaml.length > LONGEST) throw bad(line, 'begins fields that are too long: shorten them');
  if (!isFlat(yaml))
    throw bad(
      line,
      'begins fields that are no plain texts and lists: put texts in quotes that begin with { [ * & or hold ": "',
    );
  const document = parseDocument(yaml, { prettyErrors: false, stringKeys: true });
  const [error] = [...document.errors, ...document.warnings];
  if (error) {
    const at = line + yaml.slice(0, error.pos[0]).split('\n').length - 1;
    throw bad(at, 'is not YAML: correct it, or put the text in quotes');
  }
  const fields: unknown = document.toJS();
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw bad(line, 'begins fields that are none: write them like "title: Server rules"');
  }
  return fields as Readonly<Record<string, unknown>>;
}

/**
 * Whether there is nothing but texts and lists of texts: no maps, no aliases, not many fields. Looked up in the words of
 * YAML, which takes time in proportion to its length; maps with many keys take time squared.
 */
function isFlat(yaml: string): boolean {
  const counts = new Map<string, number>();
  let isText = false;
  for (const token of new Lexer().lex(yaml)) {
    const kind = isText ? 'text' : token[0]!;
    isText = token === TEXT_FOLLOWS;
    if (kind === '{' || kind === '&' || kind === '*' || kind === '?') return false;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Math.max(counts.get(':') ?? 0, counts.get('[') ?? 0) <= MOST_FIELDS;
}

const bad = (line: number, what: string): UserError => new UserError('bad-markdown', `Line ${line} ${what}.`);

import { codeIn } from '../../editing/markdown.ts';
import type { SourceText } from '../source.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';
import { checkGiven, foldedName, type GivenRoles, listOf, type Mapping, mappingOf } from './fields.ts';
import { type Found, isUsableId, type Refused } from './found.ts';
import { isHtml, markdownOfHtml } from './html.ts';
import { hasContent, type Pair, repeatedKey, textsIn, type Tree, treeOfJson } from './tree.ts';

/** What is known of an answer beside its fields. */
interface Surroundings {
  readonly location: string;
  /** The name under which the fields are: it is the question, and a question among the fields is one more phrasing. */
  readonly key?: string | undefined;
  /** The name of the file: the question if the fields have none. */
  readonly fileName?: string | undefined;
  /** The text below the fields. */
  readonly below?: string | undefined;
  readonly warnings?: readonly string[];
}

/**
 * Turns named values into questions and answers, whether they are the cells of a table, the fields of an object or those above
 * a text, and remembers what a report has to say about all of them.
 */
export class FieldReader {
  /** All names of the file, as many as a message can list. */
  readonly names = new Set<string>();
  readonly ignored = new Set<string>();
  readonly recognised = new Set<string>();
  readonly #source: SourceText;
  readonly #given: GivenRoles;
  readonly #mappings = new Map<string, Mapping>();
  readonly #noLinks = new Set<string>();
  #breaks = 0;
  #html = 0;

  constructor(source: SourceText, given: GivenRoles) {
    this.#source = source;
    this.#given = given;
  }

  mappingOf(pairs: readonly Pair[]): Mapping {
    const names = pairs.map(({ key }) => key);
    const key = JSON.stringify(names);
    let mapping = this.#mappings.get(key);
    if (!mapping) {
      this.#mappings.set(key, (mapping = mappingOf(names, this.#given)));
      for (const name of names.slice(0, 50)) if (this.names.size < 500) this.names.add(name);
    }
    return mapping;
  }

  /** Complains about names in `--map` that the file doesn't have. @throws UserError `bad-map` */
  checkGiven(): void {
    checkGiven(this.#given, this.names);
  }

  read(pairs: readonly Pair[], around: Surroundings, mapping = this.mappingOf(pairs)): Found | Refused {
    const { location, key, fileName, below = '' } = around;
    const twice = repeatedKey(pairs, mapping.ignored);
    if (twice !== undefined) return { location, why: strings.keyTwice(quoted(twice)) };
    const texts = (indexes: readonly number[]): string[] => indexes.flatMap((index) => textsIn(pairs[index]!.value));
    const [id = ''] = texts(mapping.id);
    const known =
      id === '' || isUsableId(id) ? mapping : { ...mapping, id: [], ignored: mapping.ignored.concat(mapping.id) };
    this.#note(
      pairs,
      below === '' ? known : { ...known, answer: [], ignored: known.ignored.concat(known.answer) },
      around,
    );
    const more = texts(mapping.phrasings).flatMap((text) => this.#phrasingsIn(text));
    const asked = [...(key === undefined ? [] : [key]), ...texts(mapping.question)];
    const named = fileName === undefined ? asked : [...asked.slice(0, 1), fileName, ...asked.slice(1)];
    // A text has a name among its keywords, a row of a table has not.
    const [question, ...phrasings] = named.length > 0 || below !== '' ? named.concat(more) : [];
    const answers = below === '' ? texts(mapping.answer) : [below];
    if (question === undefined)
      return { location, why: fileName === undefined && below !== '' ? strings.NO_TITLE_FIELD : strings.NO_QUESTION };
    if (answers.length === 0) return { location, why: strings.NO_ANSWER };
    const [written = '', ...otherAnswers] = answers;
    const broken = withLineBreaks(written);
    if (broken !== written) this.#breaks += 1;
    const isPage = isHtml(broken) && codeIn(broken).every(({ isCode }) => !isCode);
    const body = isPage ? markdownOfHtml(broken) : broken;
    if (body !== broken) this.#html += 1;
    const links = texts(mapping.sources).flatMap((text) => text.split(/[\s|]+|,(?=\s*https?:)/));
    const [good, bad] = [true, false].map((is) => links.filter((link) => /^https?:\/\//i.test(link) === is));
    for (const link of bad!) if (link !== '') this.#noLinks.add(link);
    const isContextOnly = pairs.some(
      ({ key: name, value }) => foldedName(name) === 'iscontextonly' && hasContent(value),
    );
    return {
      location,
      question,
      phrasings,
      body,
      sources: good!,
      ...(known.id.length > 0 && id !== '' && { id }),
      ...(mapping.reviewBy.length > 0 && { reviewBy: texts(mapping.reviewBy)[0] ?? '' }),
      warnings: [
        ...(around.warnings ?? []),
        ...(isContextOnly ? [strings.CONTEXT_ONLY] : []),
        ...(pairs.some(isSwitchedOff) ? [strings.SWITCHED_OFF] : []),
        // Other bots pick one of several responses at random.
        ...(otherAnswers.length > 0 ? [strings.otherResponses(otherAnswers.map(quoted).join(', '))] : []),
      ],
    };
  }

  /** Suggested questions of QnA Maker are JSON. */
  #phrasingsIn(text: string): string[] {
    if (!/^\s*\[/.test(text)) return keywordsIn(text);
    const found: string[] = [];
    const visit = (tree: Tree, key = ''): void => {
      if (tree.kind === 'list') for (const item of tree.items) visit(item, key);
      else if (tree.kind === 'map') for (const pair of tree.pairs) visit(pair.value, pair.key);
      else if (/\p{L}/u.test(tree.text) && !/count|type|date|id$/i.test(key)) found.push(tree.text);
    };
    try {
      visit(treeOfJson(text, this.#source));
      return found;
    } catch {
      return keywordsIn(text);
    }
  }

  #note(pairs: readonly Pair[], mapping: Mapping, { key, below = '' }: Surroundings): void {
    const as = (indexes: readonly number[], role: string): string[] =>
      indexes.length === 0 ? [] : [`${indexes.map((index) => quoted(pairs[index]!.key)).join(', ')} as ${role}`];
    const parts = [
      ...(key === undefined ? [] : [strings.NAME_AS_QUESTION]),
      ...as(mapping.question.slice(0, 1), key === undefined ? 'question' : 'phrasing'),
      ...(below === '' ? as(mapping.answer, 'answer') : [strings.TEXT_BELOW]),
      ...as([...mapping.question.slice(1), ...mapping.phrasings], 'phrasings'),
      ...as(mapping.sources, 'sources'),
      ...as(mapping.id, 'id'),
      ...as(mapping.reviewBy, 'review date'),
    ];
    if (this.recognised.size < 8) this.recognised.add(parts.join(', '));
    for (const index of mapping.ignored) {
      const { key: name, value } = pairs[index]!;
      if (hasContent(value)) this.ignored.add(name);
    }
  }

  /** What the file was recognised as, and what is left out of it. @param kind - What its names are the names of. */
  notes(kind: 'column' | 'field', recognised = strings.recognised(kind, [...this.recognised].join('; '))): string[] {
    return [
      recognised,
      ...(this.#breaks > 0 ? [strings.lineBreaksRead(this.#breaks)] : []),
      ...(this.#html > 0 ? [strings.htmlRead(this.#html)] : []),
      ...(this.#noLinks.size > 0 ? [strings.noLinks(listOf([...this.#noLinks]))] : []),
      ...(this.ignored.size > 0 ? [strings.ignored(kind, listOf([...this.ignored]))] : []),
    ];
  }
}

/** A command that was disabled, or an article that was a draft. */
function isSwitchedOff({ key, value }: Pair): boolean {
  const [text = ''] = textsIn(value);
  const word = text.trim().toLowerCase();
  if (/^(?:disabled|draft|archived|isdisabled|isdraft)$/.test(foldedName(key))) return /^(?:true|yes|1)$/.test(word);
  if (/^(?:enabled|active|published|isenabled)$/.test(foldedName(key))) return /^(?:false|no|0)$/.test(word);
  return /^(?:state|status)$/.test(foldedName(key)) && /^(?:draft|archived|disabled|inactive|unpublished)$/.test(word);
}

/** @example keywordsIn('wifi, wlan'); // ['wifi', ' wlan'] */
const keywordsIn = (text: string): string[] => (/[?？]/.test(text) ? text.split(/[\n|]/) : text.split(/[\n,;|、；，]/));

/** A line break written as two characters, unless the backslash itself is escaped. */
const WRITTEN_BREAK = /(?<!\\)(?:\\r)?\\n/g;

/**
 * Reads `\n` as a line break where it was written as two characters, as in tables of QnA Maker. Code keeps it, and so does a
 * text with a path such as `C:\new`.
 *
 * @example
 * withLineBreaks('One.\\nTwo.'); // 'One.\nTwo.'
 */
function withLineBreaks(text: string): string {
  if (!text.includes('\\n')) return text;
  return codeIn(text)
    .map(({ text: part, isCode }) => (isCode || /[A-Za-z]:\\/.test(part) ? part : part.replaceAll(WRITTEN_BREAK, '\n')))
    .join('');
}

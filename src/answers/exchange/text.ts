import { splitFrontMatter } from '../../knowledge/files.ts';
import { withoutBlankEnds } from '../../shared/text.ts';
import { readTable, type Row, withoutOuter } from './csv.ts';
import { areOurs, type Reading } from './entries.ts';
import { foreignEntry, RecordReader } from './records.ts';
import { checkGiven, type GivenRoles, sayBoth } from './roles.ts';
import { hasContent, type Pair, type SourceText, textsIn, treesOfYaml, withEmbed } from './source.ts';
import * as strings from './strings.ts';
import { quoted, quotedList } from './strings.ts';

/** The line above the fields of an answer. */
export const FRONT_MATTER = /^---[^\S\n]*(?:\n|$)/;

/**
 * Where an answer starts in a Markdown file of several: a line `---` and, right below it, the first field. A body that
 * contains this is written into the front matter instead.
 */
export const DOCUMENT_START =
  /^---[^\S\n]*\n(?=(?:id|title|hidden|question|name|embed|aliases|restricted_to|tags|layout|slug|keywords):)/gm;

/** A hundred phrasings of 200 characters are 20 kB. */
const MAX_FRONT_MATTER = 65_536;

/**
 * Markdown or plain text: answers with front matter, a table, questions as headings and so on, or one answer that is called as
 * its file.
 */
export function* readText(source: SourceText, given: GivenRoles): Reading {
  const { text } = source;
  if (FRONT_MATTER.test(text)) return yield* readDocuments(source, given);
  const lines = linesOf(text);
  const table = tableIn(lines, given);
  if (table) {
    const notes = yield* readTable(table.rows, '|', source, given);
    return [...notes, ...notesOfOutside(table.outside)];
  }
  const style = styleOf(lines);
  if (style) return yield* readSections(lines, style, source);
  yield foreignEntry(source.at(0), stemOf(source), [text]);
  return [strings.RECOGNISED_TEXT];
}

const stemOf = ({ name }: SourceText): string => name.replace(/\.[a-z]+$/i, '');

/**
 * Reads answers written as in `knowledge/answers/`, one after the other: front matter between two lines `---`, then the body.
 * Documents with other fields are those of other bots and sites: python-discord's tags, for example, are called as their file and
 * have a title under `embed`. If one is broken, the whole file is refused, as with broken JSON: where the next one starts would
 * be a guess.
 */
function* readDocuments(source: SourceText, given: GivenRoles): Reading {
  const { text } = source;
  const reader = new RecordReader(given);
  let start = 0;
  while (start < text.length) {
    const matter = splitFrontMatter(text.slice(start));
    if (!matter) throw source.fault('bad-markdown', start, strings.NO_FRONT_MATTER);
    const fieldsEnd = start + matter.end;
    const bodyStart = text.indexOf('\n', fieldsEnd) + 1 || text.length;
    DOCUMENT_START.lastIndex = bodyStart;
    const end = DOCUMENT_START.exec(text)?.index ?? text.length;
    const [tree, ...others] = treesOfYaml(source, [start, fieldsEnd], MAX_FRONT_MATTER);
    if (tree?.kind !== 'map' || others.length > 0) throw source.fault('bad-markdown', start, strings.NO_FIELDS);
    const pairs = withEmbed(tree.pairs);
    const isWhole = start === 0 && end === text.length;
    if (isWhole && given.size === 0 && !isOneAnswer(pairs)) {
      const lines = linesOf(text).slice(text.slice(0, bodyStart).split('\n').length - 1);
      const style = styleOf(lines);
      if (style && style.questions > 1) {
        const names = pairs.filter(({ value }) => hasContent(value)).map(({ key }) => key);
        const notes = yield* readSections(lines, style, source);
        return names.length > 0 ? [...notes, strings.ignored('field', quotedList(names))] : notes;
      }
    }
    const fileName = isWhole ? stemOf(source) : undefined;
    const below = withoutBlankEnds(text.slice(bodyStart, end));
    yield reader.read(pairs, { location: source.at(start), below, fileName });
    start = end;
  }
  checkGiven(given, reader.names);
  return reader.notes('field', reader.recognised.size === 0 ? strings.recognisedExport('Markdown') : undefined);
}

/** Whether fields are of a single answer, and not of a page of questions: it is called after a question, or has other names. */
const isOneAnswer = (pairs: readonly Pair[]): boolean =>
  areOurs(pairs.map(({ key }) => key)) ||
  pairs.some(({ key, value }) => /^alias/i.test(key) || (/title|question/i.test(key) && textsIn(value).some(asks)));

type Line = ReturnType<typeof linesOf>[number];

/** Numbered from 1. Discord has no links whose address is elsewhere in the text, so those get theirs. */
function linesOf(written: string) {
  let fence: string | undefined;
  const lines = written.split('\n').map((line, index) => {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    const isCode = fence !== undefined || mark !== undefined;
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
    return { text: line, number: index + 1, isCode };
  });
  const addresses = new Map<string, string>();
  for (const { text, isCode } of lines) {
    const [, label = '', address] = (!isCode && REFERENCE.exec(text)) || [];
    if (address !== undefined) addresses.set(label.toLowerCase(), address);
  }
  if (addresses.size === 0) return lines;
  return lines.map(({ text, number, isCode }) => ({ text: isCode ? text : linked(text), number, isCode }));

  function linked(text: string): string {
    if (REFERENCE.test(text)) return '';
    return text.replaceAll(/\[([^[\]]+)\](?:\[([^[\]]*)\])?(?!\()/g, (link, words: string, label?: string) => {
      const address = addresses.get((label || words).toLowerCase());
      return address === undefined ? link : `[${words}](${address})`;
    });
  }
}

/** `[docs]: https://example.org/docs "Documentation"` */
const REFERENCE = /^ {0,3}\[([^[\]^]+)\]:\s+<?((?:https?:\/\/|[./#]|mailto:)[^\s<>]*)>?(?:\s+["'(].*)?$/;

/** The dashes below the names of a Markdown table. */
const DASHES = /^(?=[^-]*-)(?=[^|]*\|)[\s|:-]+$/;

/**
 * The rows of a Markdown table of questions and answers. Others with the same columns, as below the
 * headings of groups, go on with it. One that begins the text need not have known columns.
 */
function tableIn(lines: readonly Line[], given: GivenRoles) {
  const cellsIn = ({ text }: Line): string[] => withoutOuter(text.split(/(?<!\\)\|/));
  const columnsIn = (line: Line): string[] => cellsIn(line).map((name) => name.replaceAll(/[*_`]/g, ''));
  const isHead = (line: Line, index: number): boolean =>
    !line.isCode && line.text.includes('|') && DASHES.test(lines[index + 1]?.text ?? '');
  const isFirst = (index: number): boolean => lines.slice(0, index).every(({ text }) => isBlank(text));
  const start = lines.findIndex(
    (line, index) => isHead(line, index) && (isFirst(index) || sayBoth(columnsIn(line), given)),
  );
  if (start === -1) return undefined;
  const columns = columnsIn(lines[start]!);
  const rows: Row[] = [];
  const outside: string[] = [];
  let isWithin = false;
  for (const [index, line] of lines.entries()) {
    const isHere = isHead(line, index);
    isWithin = isHere ? columnsIn(line).join('|') === columns.join('|') : isWithin && line.text.includes('|');
    if (!isWithin && !isBlank(line.text)) outside.push(line.text.trim());
    if (!isWithin || (isHere && index > start)) continue;
    const cells = isHere ? columns : cellsIn(line).map((cell) => cell.replaceAll(String.raw`\|`, '|'));
    if (!cells.every(isBlank)) rows.push({ line: line.number, cells });
  }
  return { rows, outside };
}

/** Where a question starts, in one of the ways to write them. */
interface Start {
  readonly question: string;
  /** Text of the answer in the same line. */
  readonly rest?: string;
  /** Of a heading, from 1. Default: 1. */
  readonly level?: number;
  /** Whether the line below belongs to it. */
  readonly isUnderlined?: boolean;
  /** Whether it is more than a line that asks: its answer is beside it, or indented below. */
  readonly isSure?: boolean;
}

const Q =
  'q(?:uestion)?|user|human|customer|frage|f|pregunta|p|pergunta|domanda|d|vraag|v|вопрос|в|問|问|质问|質問|질문|문|س|سؤال';
const A =
  'a(?:nswer)?|bot|assistant|agent|support|staff|antwort|respuesta|réponse|resposta|risposta|antwoord|r|ответ|о|答|回答|답변|답|ج|جواب';
const MARK = String.raw`(?:\s*#?\d+)?\s*(?:(?:\*\*|__)\s*)?(?:[:：.)]|(?<=\s)[-–—](?=\s))\s*(?:(?:\*\*|__)\s*)?`;
const LEAD = String.raw`^\s{0,3}(?:[-*+>]\s+|#{1,6}\s+)?(?:\*\*|__)?`;
const ASKED = new RegExp(`${LEAD}(?:${Q})${MARK}(?<question>[^]*)$`, 'iu');
const ANSWERED = new RegExp(`${LEAD}(?:${A})${MARK}([^]*)$`, 'iu');

/** `Q: Is it free? A: Yes.` */
const INLINE_ANSWER = /\s(?:\*\*)?(?:A|Answer):(?:\*\*)?\s+/;

const HEADING = /^ {0,3}(#{1,6})[ \t]+(\S[^]*)$/;
const CLOSING_SIGNS = /(?<!#)#+$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const BOLD = /^ {0,3}(?:[-*+]\s+|\d+[.)]\s+)?(?:\d+[.)]\s*)?(\*\*|__)(?=\S)(.+?)\1[ \t]*[:：]?[ \t]*/;
/** As in a page of Notion, where the answers are indented below their questions. */
const ITEM = /^[-*+•]\s+/;
/** `Is it free? – Yes.` */
const INLINE = /^([^?？]{3,200}[?？])\s*(?:->|=>|→|[–—:-])\s+(\S.*)$/;
const SUMMARY = /<summary[^<>]*>(?<question>(?:(?!<summary)[^])*?)<\/summary>(?<rest>[^]*)$/i;

const asks = (text: string): boolean => /[?？؟;]["'”»)*_\s]*$/u.test(text.replace(/[;]$/, ''));

/** What a question is without its markup: `## 3. **Is it [free](…)?** {#free}` */
function plain(text: string): string {
  return text
    .replaceAll(/<[^>]{1,200}>/g, '')
    .trimEnd()
    .replace(/\{#[^{}]*\}$/, '')
    .replaceAll(/!?\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g, '$1')
    .replaceAll(/\*\*|__|`/g, '')
    .replace(/^\s*(?:>\s+)?(?:(?:\d+(?:\.\d+)*[.)]|[qQ]\d*[.:)])\s+)?/, '')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!])/g, '$1')
    .trim();
}

type Style = keyof typeof STYLES;

const startIn = (text: string, pattern: RegExp): Start | undefined => pattern.exec(text)?.groups as Start | undefined;

/** The ways to write questions. Each says what it is in a line, with the one below. */
const STYLES = {
  headings(text: string, next: string): Start | undefined {
    const [, signs, heading = ''] = HEADING.exec(text) ?? [];
    if (signs) return { question: heading.trimEnd().replace(CLOSING_SIGNS, ''), level: signs.length };
    // A sentence above a line is no heading: the line is meant as a rule.
    const isText = text.trim() !== '' && !/^\s*(?:[-*+>|]|\d+\.)|\.\s*$/.test(text);
    const [, line = ''] = (isText && UNDERLINE.exec(next)) || [];
    return line.length > 1 ? { question: text, level: line.startsWith('=') ? 1 : 2, isUnderlined: true } : undefined;
  },
  bold(text: string): Start | undefined {
    const [start = '', , question] = BOLD.exec(text) ?? [];
    const rest = text.slice(start.length);
    return question !== undefined && (rest === '' || asks(question)) ? { question, rest } : undefined;
  },
  marks(text: string): Start | undefined {
    const [question, ...rest] = startIn(text, ASKED)?.question.split(INLINE_ANSWER) ?? [''];
    return question!.trim() === '' ? undefined : { question: question!, rest: rest.join('') };
  },
  details: (text: string) => startIn(text, SUMMARY),
  lines(text: string, next: string): Start | undefined {
    const [, asked, rest] = INLINE.exec(text) ?? [];
    if (asked !== undefined) return { question: asked.replace(ITEM, ''), rest: rest!, isSure: true };
    const isSure = ITEM.test(text) && /^(?: {2,}|\t)/.test(next);
    const isFollowed = isSure || (next.trim() !== '' && !asks(next));
    return asks(text) && text.length <= 200 && isFollowed ? { question: text.replace(ITEM, ''), isSure } : undefined;
  },
};

function startAt(lines: readonly Line[], index: number, style: Style) {
  const { text, isCode } = lines[index]!;
  const found = isCode ? undefined : STYLES[style](text, lines[index + 1]?.text ?? '');
  if (!found) return undefined;
  const question = plain(found.question);
  return { rest: '', level: 1, isUnderlined: false, isSure: false, ...found, question, isQuestion: asks(question) };
}

/**
 * The way in which a text has most questions, if any. Headings and bold lines need not be questions if there is nothing else.
 *
 * @returns Also the level of headings that most questions have, or most headings if none is a question, and how many of its
 *   lines ask something.
 */
function styleOf(lines: readonly Line[]) {
  const hasAnswers = lines.some(({ text, isCode }) => !isCode && ANSWERED.test(text));
  const found = (Object.keys(STYLES) as Style[]).map((name) => {
    const starts = lines.flatMap((_, index) => startAt(lines, index, name) ?? []);
    const questions = starts.filter(({ isQuestion }) => isQuestion);
    const [count, some] = [questions.length, starts.length > 0 ? 1 : 0];
    const score = {
      headings: count + some * 0.3,
      bold: count + some * 0.1,
      marks: hasAnswers || starts.some(({ rest }) => rest !== '') ? starts.length * 2 : 0,
      details: starts.length * 2,
      lines: starts.length > 1 ? 0.2 + starts.filter(({ isSure }) => isSure).length * 0.9 : 0,
    }[name];
    const levels = [...Map.groupBy(count > 0 ? questions : starts, ({ level }) => level)];
    const [most] = levels.toSorted(([one, these], [other, those]) => those.length - these.length || other - one);
    return { name, score, level: most?.[0] ?? 1, questions: count };
  });
  const [best] = found.toSorted((one, other) => other.score - one.score);
  return best && best.score > 0 ? best : undefined;
}

/** Reads a text whose questions are headings, bold lines, `Q:` and `A:`, `<summary>` or lines of their own. */
function* readSections(
  lines: readonly Line[],
  { name: style, level }: NonNullable<ReturnType<typeof styleOf>>,
  source: SourceText,
): Reading {
  const sections: { question: string; number: number; body: string[]; phrasings: string[] }[] = [];
  const outside: string[] = [];
  const titles: string[] = [];
  const shownIn = (text: string): string =>
    style === 'details' ? text.replaceAll(/<\/?(?:details|summary)[^<>]*>/gi, '') : text;
  let current: (typeof sections)[number] | undefined;
  let isAnswering = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const heading = startAt(lines, index, 'headings');
    const start = startAt(lines, index, style);
    const isDeeper = style === 'headings' && start && start.level > level && !start.isQuestion;
    const isAbove = heading && !heading.isQuestion && (style === 'headings' ? heading.level < level : !start);
    if (start && style === 'marks' && current && !isAnswering && current.body.every(isBlank)) {
      current.phrasings.push(start.question);
    } else if (isAbove) {
      // The title of the document or of a group of questions.
      titles.push(heading.question);
      current = undefined;
      if (heading.isUnderlined) index++;
    } else if (start && !isDeeper) {
      current = { question: start.question, number: line.number, body: [shownIn(start.rest)], phrasings: [] };
      isAnswering = style === 'marks' && start.rest !== '';
      sections.push(current);
      if (start.isUnderlined) index++;
    } else {
      const answered = style === 'marks' && !line.isCode && !isAnswering ? ANSWERED.exec(line.text) : undefined;
      if (answered) isAnswering = true;
      const text = answered?.[1] ?? line.text;
      const shown = shownIn(text);
      if (current) current.body.push(shown);
      else if (!isBlank(shown) && !/^\s*(?:[-*_=]\s*){3,}$/.test(shown)) outside.push(shown.trim());
    }
    if (style === 'details' && /<\/details>/i.test(line.text)) current = undefined;
  }
  for (const { question, number, body, phrasings } of sections) {
    while (body.length > 0 && isRule(body.at(-1)!)) body.pop();
    if (style === 'headings' && body.every(isBlank) && !asks(question) && sections.length > 1) titles.push(question);
    else yield foreignEntry(source.atLine(number), question, [withoutIndent(body)], { phrasings });
  }
  return [
    strings.recognisedProse(style),
    ...(titles.length > 0 ? [strings.groupTitles(quotedList(titles))] : []),
    ...notesOfOutside(outside),
  ];
}

const notesOfOutside = (lines: readonly string[]): string[] =>
  lines.length > 0 ? [strings.textOutside(lines.length, quoted(lines.join(' ')))] : [];

const isBlank = (text: string): boolean => text.trim() === '';

/** A line between sections, or an empty one. */
const isRule = (line: string): boolean =>
  /^[\s*_-]*$/.test(line) && ![1, 2].includes(line.replaceAll(/\s/g, '').length);

/** Answers in a list are indented below their questions. */
function withoutIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => !isBlank(line)).map((line) => /^ */.exec(line)![0].length);
  const indent = indents.reduce((least, one) => Math.min(least, one), 8);
  return lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n');
}

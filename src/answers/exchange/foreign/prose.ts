import type { Reading } from '../entries.ts';
import type { SourceText } from '../source.ts';
import * as strings from '../strings.ts';
import { quoted } from '../strings.ts';
import { entryOfFound } from './found.ts';

interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  readonly isCode: boolean;
}

/** Where a question starts, in one of the ways to write them. */
interface Start {
  readonly question: string;
  /** Text of the answer in the same line. */
  readonly rest: string;
  /** Of a heading, from 1. */
  readonly level?: number;
}

type Style = (line: Line, next: Line | undefined) => Start | undefined;

const Q = 'q(?:uestion)?|frage|f|pregunta|p|pergunta|domanda|d|vraag|v|вопрос|в|問|问|质问|質問|질문|문|س|سؤال';
const A = 'a(?:nswer)?|antwort|respuesta|réponse|resposta|risposta|antwoord|r|ответ|о|答|回答|답변|답|ج|جواب';
const MARK = String.raw`(?:\s*#?\d+)?\s*(?:(?:\*\*|__)\s*)?[:：.)]\s*(?:(?:\*\*|__)\s*)?`;
const LEAD = String.raw`^\s{0,3}(?:[-*+>]\s+|#{1,6}\s+)?(?:\*\*|__)?`;
const ASKED = new RegExp(`${LEAD}(?:${Q})${MARK}([^]*)$`, 'iu');
const ANSWERED = new RegExp(`${LEAD}(?:${A})${MARK}([^]*)$`, 'iu');

const HEADING = /^ {0,3}(#{1,6})[ \t]+(\S[^]*)$/;
const CLOSING_SIGNS = /(?<!#)#+$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const BOLD = /^ {0,3}(?:[-*+]\s+|\d+[.)]\s+)?(?:\d+[.)]\s*)?(\*\*|__)(?=\S)(.+?)\1[ \t]*[:：]?[ \t]*/;
const SUMMARY = /<summary[^<>]*>((?:(?!<summary)[^])*?)<\/summary>([^]*)$/i;

const STYLES = {
  headings: ({ text }: Line, next?: Line): Start | undefined => {
    const [, signs, heading] = HEADING.exec(text) ?? [];
    if (signs !== undefined) {
      return { question: heading!.trimEnd().replace(CLOSING_SIGNS, '').trimEnd(), rest: '', level: signs.length };
    }
    const [, underline] =
      (next && text.trim() !== '' && !/^\s*(?:[-*+>|]|\d+\.)/.test(text) && UNDERLINE.exec(next.text)) || [];
    return underline && underline.length > 1
      ? { question: text, rest: '', level: underline.startsWith('=') ? 1 : 2 }
      : undefined;
  },
  bold: ({ text }: Line): Start | undefined => {
    const [start = '', , question] = BOLD.exec(text) ?? [];
    const rest = text.slice(start.length);
    return question !== undefined && (rest === '' || isQuestion(question)) ? { question, rest } : undefined;
  },
  marks: ({ text }: Line): Start | undefined => {
    const [, question] = ASKED.exec(text) ?? [];
    return question !== undefined && question.trim() !== '' ? { question, rest: '' } : undefined;
  },
  details: ({ text }: Line): Start | undefined => {
    const [, question, rest = ''] = SUMMARY.exec(text) ?? [];
    return question === undefined ? undefined : { question, rest };
  },
  lines: ({ text }: Line, next?: Line): Start | undefined =>
    isQuestion(text) && text.length <= 200 && next && next.text.trim() !== '' && !isQuestion(next.text)
      ? { question: text, rest: '' }
      : undefined,
} satisfies Record<string, Style>;

type StyleName = keyof typeof STYLES;

const isQuestion = (text: string): boolean => /[?？؟;]["'”»)*_\s]*$/u.test(text.replace(/[;]$/, ''));

/** What a question is without its markup: `## 3. **Is it [free](…)?** {#free}` */
function plain(text: string): string {
  return text
    .replaceAll(/<[^>]{1,200}>/g, '')
    .trimEnd()
    .replace(/\{#[^{}]*\}$/, '')
    .replaceAll(/!?\[([^[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)?\)/g, '$1')
    .replaceAll(/\*\*|__|`/g, '')
    .replace(/^\s*(?:\d+(?:\.\d+)*[.)]|[qQ]\d*[.:)])\s+/, '')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!])/g, '$1')
    .trim();
}

function linesOf(text: string): Line[] {
  let fence: string | undefined;
  return text.split('\n').map((line, index) => {
    const [, mark] = /^ {0,3}(`{3,}|~{3,})/.exec(line) ?? [];
    const isCode = fence !== undefined || mark !== undefined;
    if (mark !== undefined) {
      if (fence === undefined) fence = mark;
      else if (mark.startsWith(fence) && line.trim() === mark) fence = undefined;
    }
    return { text: line, number: index + 1, isCode };
  });
}

interface Section extends Start {
  readonly number: number;
  readonly body: string[];
  readonly phrasings: string[];
}

/**
 * Reads a text whose questions are headings, bold lines, `Q:` and `A:`, or `<summary>`, whichever it has most of.
 *
 * @returns `undefined` if it has none of them.
 */
export function readProse(source: SourceText): Reading | undefined {
  const lines = linesOf(source.text);
  const starts = (style: StyleName): Start[] =>
    lines.flatMap((line, index) => (line.isCode ? [] : (STYLES[style](line, lines[index + 1]) ?? [])));
  const names = Object.keys(STYLES) as StyleName[];
  const asked = names.map((name) => ({ name, all: starts(name) }));
  const score = ({ name, all }: (typeof asked)[number]): number =>
    name === 'marks' || name === 'details'
      ? all.length * 2
      : all.filter(({ question }) => isQuestion(plain(question))).length;
  const hasAnswers = lines.some(({ text, isCode }) => !isCode && ANSWERED.test(text));
  const [best] = asked
    .filter(({ name }) => name !== 'lines' && (name !== 'marks' || hasAnswers))
    .toSorted((one, other) => score(other) - score(one));
  const fallback =
    asked.find(({ name, all }) => name === 'headings' && all.length > 0) ??
    asked.find(({ name, all }) => name === 'lines' && all.length > 1) ??
    asked.find(({ name, all }) => name !== 'lines' && all.length > 0);
  const chosen = best && score(best) > 0 ? best : fallback;
  if (!chosen || chosen.all.length === 0 || (chosen.name === 'marks' && !hasAnswers)) return undefined;
  return readSections(lines, chosen.name, levelOf(chosen.all), source);
}

/** A line between sections, or an empty one. */
const isRule = (line: string): boolean =>
  /^[\s*_-]*$/.test(line) && ![1, 2].includes(line.replaceAll(/\s/g, '').length);

/** The level of headings that most questions have, or most headings if none is a question. */
function levelOf(all: readonly Start[]): number {
  const questions = all.filter(({ question }) => isQuestion(plain(question)));
  const counts = new Map<number, number>();
  for (const { level = 1 } of questions.length > 0 ? questions : all) counts.set(level, (counts.get(level) ?? 0) + 1);
  return (
    [...counts].toSorted(([level, count], [otherLevel, other]) => other - count || otherLevel - level)[0]?.[0] ?? 1
  );
}

/** Answers in a list are indented below their questions. */
function withoutIndent(lines: readonly string[]): string {
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)![0].length);
  const indent = indents.reduce((least, one) => Math.min(least, one), 8);
  return lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n');
}

function* readSections(lines: readonly Line[], style: StyleName, level: number, source: SourceText): Reading {
  const sections: Section[] = [];
  const outside: string[] = [];
  const titles: string[] = [];
  let current: Section | undefined;
  let isAnswering = false;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    const heading = line.isCode ? undefined : STYLES.headings(line, lines[index + 1]);
    const start = line.isCode ? undefined : STYLES[style](line, lines[index + 1]);
    const isUnderlined = heading !== undefined && !HEADING.test(line.text);
    const isDeeper = start?.level !== undefined && start.level > level && !isQuestion(plain(start.question));
    const isAbove = heading?.level !== undefined && (style === 'headings' ? heading.level < level : !start);
    if (start && style === 'marks' && current && !isAnswering && current.body.every((text) => text.trim() === '')) {
      current.phrasings.push(plain(start.question));
    } else if (isAbove && !isQuestion(plain(heading.question))) {
      // The title of the document or of a group of questions.
      titles.push(plain(heading.question));
      current = undefined;
      if (isUnderlined) index++;
    } else if (start && !isDeeper) {
      const rest = start.rest.trim() === '' ? [] : [start.rest];
      current = { ...start, question: plain(start.question), number: line.number, body: rest, phrasings: [] };
      isAnswering = false;
      sections.push(current);
      if (isUnderlined && style === 'headings') index++;
    } else {
      const answered = style === 'marks' && !line.isCode && !isAnswering ? ANSWERED.exec(line.text) : undefined;
      if (answered) isAnswering = true;
      const text = answered ? answered[1]! : line.text;
      const shown = style === 'details' ? text.replaceAll(/<\/?(?:details|summary)[^<>]*>/gi, '') : text;
      if (current) current.body.push(shown);
      else if (shown.trim() !== '' && !/^\s*(?:[-*_=]\s*){3,}$/.test(shown)) outside.push(shown.trim());
      if (style === 'details' && /<\/details>/i.test(text)) current = undefined;
    }
  }
  for (const { question, number, body, phrasings } of sections) {
    const location = source.atLine(number);
    while (body.length > 0 && isRule(body.at(-1)!)) body.pop();
    const text = withoutIndent(body);
    if (text.trim() === '') yield entryOfFound({ location, why: strings.noTextBelow(quoted(question)) });
    else yield entryOfFound({ location, question, phrasings, body: text });
  }
  return [
    strings.recognisedProse(strings.PROSE_STYLES[style]),
    ...(titles.length > 0 ? [strings.groupTitles(titles.slice(0, 12).map(quoted).join(', '))] : []),
    ...(outside.length > 0 ? [strings.textOutside(outside.length, quoted(outside.join(' ')))] : []),
  ];
}

import { type Answer, MAX_PREVIEW, type Table } from '../knowledge/Answer.ts';
import { MAX_COMPARED } from '../knowledge/Phrasings.ts';
import type { Picture } from '../shared/Picture.ts';
import { characterCount, clippedAtWord, listed } from '../shared/text.ts';
import { fitReply, PHONE_LABEL, phoneLines, previewOf } from './fitReply.ts';
import type { Reply, ReplyChoice } from './Reply.ts';
import { plainText } from './plainText.ts';
import * as strings from './strings.ts';
import { type Comparison, comparisonAsText, tableAsText, withTablesAsText } from './tableAsText.ts';

export interface AnswerReplyOptions {
  /** `YYYY-MM-DD`. An answer whose review date lies before this day says that it may be outdated. */
  readonly today: string;
  /** Show all of the body instead of what fits a phone's screen. Default: false. */
  readonly whole?: boolean;
  /** What to ask next, most useful first. Default: nothing. */
  readonly related?: readonly ReplyChoice[];
  /** Name of the model that the asker takes for a version of ChatGPT. The reply corrects that before anything else. */
  readonly takenForApp?: string | undefined;
}

/** More buttons would hide the others. */
const MAX_RELATED = 2;

/** More would not fit a line. */
const MAX_PUBLISHERS = 3;

/** An answer as people see it. Fits in one Discord message, whatever the answer contains. */
export function replyWithAnswer(answer: Answer, options: AnswerReplyOptions): Reply {
  const { id, title, short, checked, reviewBy, sources, isReported = false } = answer;
  const { today, whole = false, takenForApp } = options;
  const publishers = publishersOf(sources);
  const named = namedOf(publishers);
  const checkedLine = strings.checked(checked, reviewBy !== undefined && today > reviewBy, isReported);
  const { picture, ...preview } = previewOfAnswer(answer);
  const details = whole ? wholeOfAnswer(answer) : preview;
  return fitReply({
    kind: 'answer',
    answerId: id,
    title,
    short: takenForApp === undefined ? short : `${strings.appIsNoModel(takenForApp)} ${short}`,
    ...details,
    ...(picture && { picture, ...(!whole && { isPictureEnough: true }) }),
    hasMore: details.hasMore || (!whole && publishers.length > named.length),
    sources: sources.map((source) => ({ title: source.title, url: source.url })),
    smallPrint: whole
      ? [checkedLine, ...sources.map((source) => linked(source.title, source.url))]
      : [[checkedLine, publisherLinks(named, publishers.length - named.length)].filter(Boolean).join(' · ')],
    choices: (options.related ?? [])
      .filter((choice) => choice.id !== id)
      .slice(0, MAX_RELATED)
      .map(asButton),
  });
}

/** The bare name of a model on a button doesn't say what pressing it does. */
const asButton = ({ id, label }: ReplyChoice): ReplyChoice => ({
  id,
  label: clippedAtWord(/^model:[^:]+$/.test(id) ? strings.about(label) : label, PHONE_LABEL),
});

/** A source of each publisher: makers first, then who says most of it. */
const publishersOf = (sources: Answer['sources']): Answer['sources'] =>
  [...Map.groupBy(sources, nameOf).values()]
    .toSorted((one, other) => makersIn(other) - makersIn(one) || other.length - one.length)
    .map(([first]) => first!);

/** `OpenAI` of OpenAI / arXiv: who wrote a paper says more than who keeps it. */
const nameOf = ({ publisher }: Answer['sources'][number]): string => publisher.replace(/ \/ arXiv$/, '');

/** Those that have a place in a reply. If there are too many for all, the makers come before others, each of them once. */
function namedOf(publishers: Answer['sources']): Answer['sources'] {
  if (publishers.length <= MAX_PUBLISHERS) return publishers;
  const byMaker = publishers.filter(({ isByMaker }) => isByMaker);
  const makers = Array.from(Map.groupBy(byMaker, makerOf).values(), ([first]) => first!);
  return (makers.length > 0 ? makers : publishers).slice(0, MAX_PUBLISHERS - 1);
}

/** `OpenAI` of OpenAI Help Center */
const makerOf = ({ publisher }: Answer['sources'][number]): string => publisher.split(' ', 1)[0]!;

const makersIn = (sources: Answer['sources']): number => Number(sources.some(({ isByMaker }) => isByMaker));

/** A longer name would take a line of a phone for itself. */
const MAX_PUBLISHER = 30;

/** `[OpenAI](<https://…>), [Microsoft](<https://…>) and 3 more` */
function publisherLinks(named: Answer['sources'], leftOut: number): string {
  const links = named.map((source) => linked(clippedAtWord(nameOf(source), MAX_PUBLISHER), source.url));
  return listed(leftOut > 0 ? [...links, strings.more(leftOut)] : links);
}

/** The angle brackets suppress link previews. */
const linked = (words: string, url: string): string =>
  `[${words.replaceAll(/[\\`*_~|[\]]/g, '\\$&')}](<${url.replaceAll('>', '%3E')}>)`;

type Details = Pick<Reply, 'body' | 'table' | 'hasMore'>;

const wholeOfAnswer = ({ id, body, table }: Answer): Details => ({
  body: withTablesAsText(body),
  ...(table && { table: textOfTable(id, table) }),
  hasMore: false,
});

const textOfTable = (id: string, table: Table): string =>
  isComparison(id) ? comparisonAsText(comparisonOf(table)) : tableAsText(table);

const isComparison = (id: string): boolean => id.startsWith('compare:');

/** The first cell of each row says what the others compare. */
const comparisonOf = ({ columns, rows }: Table): Comparison => ({
  columns: columns.slice(1),
  rows: rows.map(([label, ...cells]) => ({ label: label!.text, cells: cells.map(({ text }) => text) })),
});

/** More of them would make a picture that is longer than a phone's screen. */
const MAX_ROWS = 12;

/** The picture of an answer, or else of its table if that is too wide for a code block. */
export function pictureOf(answer: Answer): Picture | undefined {
  return answer.picture ?? pictureOfTable(answer);
}

function pictureOfTable(answer: Answer): Picture | undefined {
  const { title, checked, table } = answer;
  const isDrawn = table && table.columns.length <= MAX_COMPARED && table.rows.length <= MAX_ROWS;
  if (!isDrawn || tableAsText(table).startsWith('```')) return undefined;
  const rows = table.rows.map((row) => ({ label: '', cells: row.map(({ text }) => plainText(text)) }));
  const alt = [title, ...rows.map(({ cells }) => cells.join(', '))].join('; ');
  return { kind: 'comparison', title, alt, checked, columns: table.columns, rows, more: '' };
}

/** Cached with the answer: cutting and aligning took a third of a reply's time (`npm run bench -- reply`). */
const previews = new WeakMap<Answer, Details & Pick<Reply, 'picture'>>();

function previewOfAnswer(answer: Answer): Details & Pick<Reply, 'picture'> {
  const known = previews.get(answer);
  if (known) return known;
  const picture = pictureOf(answer);
  const preview = { ...previewOfDetails(answer), ...(picture && { picture }) };
  previews.set(answer, preview);
  return preview;
}

/** Of a phone's screen, beside sources and buttons. Less of them for the details says too little. */
const LINES = { screen: 17, leastOfDetails: 7 } as const;

/** Less of a body says too little. */
const LEAST_OF_BODY = { characters: 100, lines: 3 } as const;

/** The table says more than the body, which gets the room that is left. */
function previewOfDetails({ id, title, short, isShortEnough, body: written, table, picture }: Answer): Details {
  if (isShortEnough) return { body: '', hasMore: true };
  const whole = withTablesAsText(written);
  const lines = Math.max(LINES.screen - phoneLines(`${title}\n${short}`), LINES.leastOfDetails);
  if (!table) {
    const body = previewOf(whole, MAX_PREVIEW, { lines });
    return { body, hasMore: body !== whole };
  }
  const wholeTable = textOfTable(id, table);
  const text = isComparison(id)
    ? firstFacts(picture?.kind === 'comparison' ? picture : comparisonOf(table), lines)
    : previewOf(wholeTable, MAX_PREVIEW, { isTable: true, lines });
  const isCut = text !== wholeTable;
  const room = Math.max(MAX_PREVIEW - characterCount(text), 0);
  const roomInLines = lines - phoneLines(text);
  const isAllThere = characterCount(whole) <= room && phoneLines(whole) <= roomInLines;
  const isWorthIt = room >= LEAST_OF_BODY.characters && roomInLines >= LEAST_OF_BODY.lines;
  const hasRoom = isAllThere || (!isCut && isWorthIt);
  const body = hasRoom ? previewOf(whole, room, { lines: roomInLines }) : '';
  // A table that is cut says so already, a comparison does not.
  const isMarked = isCut && !isComparison(id);
  return {
    body,
    table: isMarked || (hasRoom && !isCut) ? text : `${text}\n${strings.LEFT_OUT}`,
    hasMore: isCut || body !== whole,
  };
}

/** As many as fit a preview. Those of a picture say most, in few words. */
function firstFacts({ columns, rows }: Comparison, lines: number): string {
  const first = (count: number): string =>
    comparisonAsText({ columns, rows: rows.slice(0, count) }, count < rows.length);
  const isTooLong = (text: string): boolean => characterCount(text) > MAX_PREVIEW || phoneLines(text) > lines;
  let count = rows.length;
  while (count > 1 && isTooLong(first(count))) count -= 1;
  return first(count);
}

/** More would be a list to read instead of a choice. */
const MAX_SUGGESTED = 3;

export function didYouMean(nearest: readonly ReplyChoice[]): Reply {
  const choices = nearest.slice(0, MAX_SUGGESTED);
  const short = choices.length === 1 ? strings.DID_YOU_MEAN_THIS : strings.DID_YOU_MEAN_ONE;
  return fitReply({ ...sentenceReply(short), kind: 'suggest', choices });
}

export const dontKnow = (): Reply => sentenceReply(strings.DONT_KNOW);

/** To a follow-up that makes no sense with the answer before it. */
export const unclear = (): Reply => sentenceReply(strings.UNCLEAR);

/** One sentence that is no answer. */
export function sentenceReply(short: string): Reply {
  return { kind: 'pass', short, body: '', hasMore: false, sources: [], choices: [] };
}

import { type Answer, MAX_PREVIEW, type Table } from '../knowledge/Answer.ts';
import { LABELS } from '../lineage/strings.ts';
import { characterCount, listed } from '../shared/text.ts';
import { fitReply, previewOf } from './fitReply.ts';
import type { Reply, ReplyChoice } from './Reply.ts';
import * as strings from './strings.ts';
import { tableAsText } from './tableAsText.ts';

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
  // Who says most of it is named first.
  const publishers = [...Map.groupBy(sources, ({ publisher }) => publisher).values()]
    .toSorted((one, other) => other.length - one.length)
    .map(([first]) => first!);
  const checkedLine = strings.checked(checked, reviewBy !== undefined && today > reviewBy, isReported);
  const details = whole
    ? { body: answer.body, ...(answer.table && { table: tableAsText(answer.table) }), hasMore: false }
    : previewOfAnswer(answer);
  return fitReply({
    kind: 'answer',
    answerId: id,
    title,
    short: takenForApp === undefined ? short : `${strings.appIsNoModel(takenForApp)} ${short}`,
    ...details,
    ...(answer.picture && { picture: answer.picture }),
    hasMore: details.hasMore || (!whole && publishers.length > MAX_PUBLISHERS),
    sources: sources.map((source) => ({ title: source.title, url: source.url })),
    smallPrint: whole
      ? [checkedLine, ...sources.map((source) => linked(source.title, source.url))]
      : [[checkedLine, named(publishers)].filter(Boolean).join(' · ')],
    choices: (options.related ?? []).filter((choice) => choice.id !== id).slice(0, MAX_RELATED),
  });
}

/** `[OpenAI](<https://…>), [Microsoft](<https://…>) and 3 more` */
function named(publishers: Answer['sources']): string {
  const links = publishers.map(({ publisher, url }) => linked(publisher, url));
  if (links.length > MAX_PUBLISHERS) links.splice(MAX_PUBLISHERS - 1, Infinity, strings.more(links.length - 2));
  return listed(links);
}

/** The angle brackets suppress link previews. */
const linked = (words: string, url: string): string =>
  `[${words.replaceAll(/[\\`*_~|[\]]/g, '\\$&')}](<${url.replaceAll('>', '%3E')}>)`;

type Details = Pick<Reply, 'body' | 'table' | 'hasMore'>;

/** Cached with the answer: cutting and aligning took a third of a reply's time (`npm run bench -- reply`). */
const previews = new WeakMap<Answer, Details>();

function previewOfAnswer(answer: Answer): Details {
  const known = previews.get(answer);
  if (known) return known;
  const body = previewOf(answer.body, MAX_PREVIEW);
  const preview = answer.table ? previewOfTable(answer, answer.table) : { body, hasMore: body !== answer.body };
  previews.set(answer, preview);
  return preview;
}

const { maker, released, price, contextWindow, knowledgeCutoff, inChatGpt } = LABELS;

/** What people ask about when they compare models, most often last. */
const USEFUL: readonly string[] = [inChatGpt, knowledgeCutoff, contextWindow, price, released, maker];

const usefulness = ([label]: Table['rows'][number]): number => USEFUL.indexOf(label!.text);

/** Less of a body says too little. */
const MIN_BODY = 100;

/** The table says more than the body, which gets the room that is left. Comparisons get twice as much room. */
function previewOfTable({ id, body: whole }: Answer, { columns, rows: all }: Table): Details {
  const isComparison = id.startsWith('compare:');
  const rows = isComparison ? all.toSorted((a, b) => usefulness(b) - usefulness(a)).slice(0, USEFUL.length) : all;
  const text = tableAsText({ columns, rows });
  const shown = previewOf(text, MAX_PREVIEW * (isComparison ? 2 : 1), { isTable: !isComparison });
  const isCut = shown !== text || rows.length < all.length;
  const room = Math.max(MAX_PREVIEW - characterCount(shown), 0);
  const hasRoom = characterCount(whole) <= room || (!isCut && room >= MIN_BODY);
  const isMarked = shown !== text || (hasRoom && !isCut);
  const body = hasRoom ? previewOf(whole, room) : '';
  return { body, table: isMarked ? shown : `${shown}\n${strings.LEFT_OUT}`, hasMore: isCut || body !== whole };
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

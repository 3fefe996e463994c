import type { Answer } from '../knowledge/Answer.ts';
import { MAX_PREVIEW } from '../shared/limits.ts';
import { type Cut, cutMarkdown, fitReply } from './fitReply.ts';
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

/** An answer as people see it. Fits in one Discord message, whatever the answer contains. */
export function replyWithAnswer(answer: Answer, options: AnswerReplyOptions): Reply {
  const { cut, table } = rendered(answer);
  const { head, rest } = options.whole ? { head: answer.body, rest: '' } : cut;
  return fitReply({
    kind: 'answer',
    answerId: answer.id,
    title: answer.title,
    short:
      options.takenForApp === undefined ? answer.short : `${strings.appIsNoModel(options.takenForApp)} ${answer.short}`,
    body: head.trimEnd(),
    ...(table !== undefined && { table }),
    hasMore: rest.trim() !== '',
    asOf: asOfLine(answer, options.today),
    sources: answer.sources.map(({ title, url }) => ({ title, url: url.replaceAll('>', '%3E') })),
    choices: (options.related ?? []).filter(({ id }) => id !== answer.id).slice(0, MAX_RELATED),
  });
}

/** Cached with the answer: cutting and aligning took a third of a reply's time (`npm run bench -- reply`). */
const cache = new WeakMap<Answer, { readonly cut: Cut; readonly table: string | undefined }>();

function rendered(answer: Answer) {
  const known = cache.get(answer);
  if (known) return known;
  const parts = { cut: cutMarkdown(answer.body, MAX_PREVIEW), table: answer.table && tableAsText(answer.table) };
  cache.set(answer, parts);
  return parts;
}

function asOfLine({ asOf, reviewBy }: Answer, today: string): string {
  return reviewBy !== undefined && today > reviewBy ? strings.maybeOutdated(asOf, reviewBy) : strings.asOf(asOf);
}

/** More would be a list to read instead of a choice. */
const MAX_SUGGESTED = 3;

export function didYouMean(nearest: readonly ReplyChoice[]): Reply {
  const choices = nearest.slice(0, MAX_SUGGESTED);
  const short = choices.length === 1 ? strings.DID_YOU_MEAN_THIS : strings.DID_YOU_MEAN_ONE;
  return fitReply({ kind: 'suggest', short, body: '', hasMore: false, sources: [], choices });
}

export function dontKnow(): Reply {
  return { kind: 'pass', short: strings.DONT_KNOW, body: '', hasMore: false, sources: [], choices: [] };
}

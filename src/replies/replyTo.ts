import type { Answer } from '../knowledge/Answer.ts';
import { formatDate } from '../knowledge/dates.ts';
import { MAX_PREVIEW } from '../shared/limits.ts';
import { type Cut, cutMarkdown, fitReply } from './fitReply.ts';
import type { Reply, ReplyChoice } from './Reply.ts';
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

/** More buttons than these would hide the others. */
const MAX_RELATED = 2;

/** An answer as people see it. Fits into one Discord message, whatever the answer holds. */
export function replyWithAnswer(answer: Answer, options: AnswerReplyOptions): Reply {
  const { cut, table } = written(answer);
  const { head, rest } = options.whole ? { head: answer.body, rest: '' } : cut;
  return fitReply({
    kind: 'answer',
    answerId: answer.id,
    title: answer.title,
    short: options.takenForApp === undefined ? answer.short : `${appNotModel(options.takenForApp)} ${answer.short}`,
    body: head.trimEnd(),
    ...(table !== undefined && { table }),
    hasMore: rest.trim() !== '',
    asOf: asOfLine(answer, options.today),
    sources: answer.sources.map(({ title, url }) => ({ title, url: url.replaceAll('>', '%3E') })),
    choices: (options.related ?? []).filter(({ id }) => id !== answer.id).slice(0, MAX_RELATED),
  });
}

const appNotModel = (name: string): string => `ChatGPT is the app; ${name} is a model, not a version of it.`;

/** What an answer's parts look like, which no option changes. */
interface Written {
  readonly cut: Cut;
  readonly table: string | undefined;
}

/** Kept as long as the answer is: cutting and aligning took a third of a reply's time (`npm run bench -- reply`). */
const kept = new WeakMap<Answer, Written>();

function written(answer: Answer): Written {
  let parts = kept.get(answer);
  if (!parts) {
    parts = { cut: cutMarkdown(answer.body, MAX_PREVIEW), table: answer.table && tableAsText(answer.table) };
    kept.set(answer, parts);
  }
  return parts;
}

function asOfLine({ asOf, reviewBy }: Answer, today: string): string {
  const line = `As of ${formatDate(asOf)}`;
  if (reviewBy === undefined || today <= reviewBy) return line;
  return `${line}. May be out of date: it was due for a check on ${formatDate(reviewBy)}`;
}

/** More would be a list to read instead of a choice. */
const MAX_SUGGESTED = 3;

/** "Did you mean": the nearest answers to choose from. */
export function didYouMean(nearest: readonly ReplyChoice[]): Reply {
  const choices = nearest.slice(0, MAX_SUGGESTED);
  const short =
    choices.length === 1 ? 'I am not sure what you mean. Is it this?' : 'I am not sure. Did you mean one of these?';
  return fitReply({ kind: 'suggest', short, body: '', hasMore: false, sources: [], choices });
}

/** One honest sentence, and a way to browse. */
export function dontKnow(): Reply {
  return {
    kind: 'pass',
    short:
      'I have no sourced answer to that. To see what I can answer, type `/ask` and look through the list, or try `/help`.',
    body: '',
    hasMore: false,
    sources: [],
    choices: [],
  };
}

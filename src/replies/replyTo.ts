import type { Answer } from '../knowledge/Answer.ts';
import { formatDate } from '../knowledge/dates.ts';
import type { Decision } from '../matching/Match.ts';
import { type Cut, cutMarkdown, fitReply } from './fitReply.ts';
import type { Reply, ReplyChoice } from './Reply.ts';
import { tableAsText } from './tableAsText.ts';

export interface ReplyOptions {
  /** `YYYY-MM-DD`: an answer whose day for looking again lies before it says that it may be out of date. */
  readonly today: string;
  /** Show all of the body instead of what fits a phone's screen. Default: false. */
  readonly whole?: boolean;
  /** The title of the answer with this id, for the related ones. Without it none are offered. */
  readonly titleOf?: (id: string) => string | undefined;
}

/** Most characters of a body before "Show more": about a phone's screen. */
export const MAX_BODY = 900;

/** More buttons than these would hide the others. */
const MAX_RELATED = 2;

/** An answer as people see it. Fits into one Discord message, whatever the answer says. */
export function replyWithAnswer(answer: Answer, options: ReplyOptions): Reply {
  const { cut, table } = written(answer);
  const { head, rest } = options.whole ? { head: answer.body, rest: '' } : cut;
  return fitReply({
    kind: 'answer',
    answerId: answer.id,
    title: answer.title,
    short: answer.short,
    body: head.trimEnd(),
    ...(table !== undefined && { table }),
    hasMore: rest.trim() !== '',
    asOf: asOfLine(answer, options.today),
    sources: answer.sources.map(({ title, url }) => ({ title, url })),
    choices: relatedChoices(answer, options.titleOf),
  });
}

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
    parts = { cut: cutMarkdown(answer.body, MAX_BODY), table: answer.table && tableAsText(answer.table) };
    kept.set(answer, parts);
  }
  return parts;
}

function asOfLine({ asOf, reviewBy }: Answer, today: string): string {
  const line = `As of ${formatDate(asOf)}`;
  if (reviewBy === undefined || today <= reviewBy) return line;
  return `${line}. May be out of date: it was due for a check on ${formatDate(reviewBy)}`;
}

function relatedChoices({ id: own, related }: Answer, titleOf: ReplyOptions['titleOf']): readonly ReplyChoice[] {
  return [...new Set(related)]
    .flatMap((id) => {
      const label = id === own ? undefined : titleOf?.(id);
      return label === undefined ? [] : [{ id, label }];
    })
    .slice(0, MAX_RELATED);
}

/** More would be a list to read instead of a choice. */
const MAX_SUGGESTED = 3;

/**
 * What to show for a decision.
 *
 * @param answers - Those of the candidates, best first. Without any the reply is that nothing is known.
 */
export function replyTo(decision: Decision, answers: readonly Answer[], options: ReplyOptions): Reply {
  const [best] = answers;
  if (decision === 'pass' || !best) return dontKnow();
  return decision === 'answer' ? replyWithAnswer(best, options) : didYouMean(answers);
}

/** The nearest answers to choose from, by their titles. */
export function didYouMean(answers: readonly Answer[]): Reply {
  const choices = answers.slice(0, MAX_SUGGESTED).map(({ id, title }) => ({ id, label: title }));
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

import type { DayCount, Outcome, VoteCount } from '../../store/LearningStore.ts';
import { clipped } from '../../shared/text.ts';
import { escapeMarkdown, message, type MessageBody, textDisplay } from '../present.ts';
import * as strings from './strings.ts';

export interface Stats {
  readonly counts: readonly DayCount[];
  readonly votes: readonly VoteCount[];
  readonly titleOf: (answerId: string) => string | undefined;
  /** What is asked most without a right answer. */
  readonly unanswered: readonly { readonly text: string; readonly people: number }[];
}

const MAX_LISTED = 5;
const MAX_LINE = 150;

/** How much was asked on a server, and what people said about the answers. */
export function statsMessage({ counts, votes, titleOf, unanswered }: Stats): MessageBody {
  const total = (outcome: Outcome): number =>
    counts.reduce((sum, one) => sum + (one.outcome === outcome ? one.count : 0), 0);
  const [answered, offered, passed, taken] = [total('answered'), total('offered'), total('passed'), total('taken')];
  const days = [...Map.groupBy(counts, ({ day }) => day)].map(([day, of]) => strings.statsOfDay(day, of));
  const judged = (isHelpful: boolean): string[] =>
    ranked(votes.filter(({ verdict }) => (verdict === 'solved') === isHelpful))
      .slice(0, MAX_LISTED)
      .map(([id, people]) => strings.statsOfAnswer(escapeMarkdown(titleOf(id) ?? id), people));
  const solved = votes.reduce((sum, { verdict, people }) => sum + (verdict === 'solved' ? people : 0), 0);
  const topics = unanswered
    .slice(0, MAX_LISTED)
    .map(({ text, people }) => strings.statsOfAnswer(clipped(escapeMarkdown(text), MAX_LINE), people));
  const parts = [
    [`### ${strings.STATS_TITLE}`, strings.statsTotals({ answered, offered, passed, taken, solved })],
    section(strings.STATS_DAYS, days),
    section(strings.STATS_HELPFUL, judged(true)),
    section(strings.STATS_WRONG, judged(false)),
    section(strings.STATS_UNANSWERED, topics),
  ];
  return message(parts.filter((lines) => lines.length > 0).map((lines) => textDisplay(lines.join('\n'))));
}

const section = (heading: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`**${heading}**`, ...lines];

function ranked(votes: readonly VoteCount[]): (readonly [answerId: string, people: number])[] {
  const sums = new Map<string, number>();
  for (const { answerId, people } of votes) sums.set(answerId, (sums.get(answerId) ?? 0) + people);
  return [...sums].toSorted(([, one], [, other]) => other - one);
}

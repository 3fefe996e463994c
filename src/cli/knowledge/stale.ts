import { parseArgs } from 'node:util';
import { today } from '../../answers/openBook.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import { fullDate } from '../../knowledge/PartialDate.ts';
import { readKnowledge } from '../../knowledge/readKnowledge.ts';
import { UsageError } from '../runCommand.ts';
import { folderIn, folderOption } from './options.ts';
import { printColumns } from '../printColumns.ts';
import type { Subcommand } from '../Subcommand.ts';

type DatedAnswer = Answer & Required<Pick<Answer, 'reviewBy'>>;

export const stale: Subcommand = {
  usage: '[--on DATE] [--folder DIR]',
  summary: 'print the answers past their reviewBy, soonest first, and exit with 1 if there is one',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { folder: folderOption, on: { type: 'string' } } });
    const day = values.on ?? today();
    if (!fullDate.safeParse(day).success) throw new UsageError(`"${day}" is not a day: write it as 2024-05-13`);
    const { answers } = await readKnowledge(folderIn(values.folder));
    const dated = [...answers.values()].filter(hasReviewBy).toSorted(soonestFirst);
    const past = dated.filter(({ reviewBy }) => reviewBy < day);
    if (past.length === 0) {
      console.log(`On ${day} nothing is stale. ${nextDue(dated)}`);
      return 0;
    }
    printColumns(past.map(({ id, reviewBy, title }) => [reviewBy, id, title]));
    const sentence =
      past.length === 1
        ? '1 answer is past its reviewBy: look at it again, then move both of its dates.'
        : `${past.length} answers are past their reviewBy: look at them again, then move both dates of each.`;
    console.error(`On ${day} ${sentence}`);
    return 1;
  },
};

/** @param dated - Soonest first, none of them stale yet. */
function nextDue(dated: readonly DatedAnswer[]): string {
  const next = dated[0]?.reviewBy;
  if (next === undefined) return 'No answer has a reviewBy.';
  const ids = dated.filter(({ reviewBy }) => reviewBy === next).map(({ id }) => id);
  return `Due next, on ${next}: ${ids.join(', ')}`;
}

function hasReviewBy(answer: Answer): answer is DatedAnswer {
  return answer.reviewBy !== undefined;
}

/** Days compare as text; those of one day stay in the order of their ids. */
function soonestFirst(one: DatedAnswer, other: DatedAnswer): number {
  if (one.reviewBy === other.reviewBy) return 0;
  return one.reviewBy < other.reviewBy ? -1 : 1;
}

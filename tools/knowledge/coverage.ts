import { parseArgs } from 'node:util';
import { matchableKnowledge } from '../../src/answers/matchableKnowledge.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { madePatterns } from '../../src/lineage/madePatterns.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { counted } from '../../src/cli/counted.ts';
import { leaveOneOut, type LeaveOneOut } from './coverage/leaveOneOut.ts';
import { unreachedModels, type UnreachedModel } from './coverage/unreachedModels.ts';
import { folderIn, folderOption } from '../../src/cli/knowledge/options.ts';
import { printColumns } from '../../src/cli/printColumns.ts';
import type { Subcommand } from '../../src/cli/Subcommand.ts';

/** How an answer's own phrasings fare. */
interface AnswerCoverage {
  readonly id: string;
  readonly phrasings: number;
  /** How many of them come back to it. */
  readonly returned: number;
}

export const coverage: Subcommand = {
  usage: '[--json] [--folder DIR]',
  summary: 'print which phrasings find their own answer when left out, and which models no plain question finds',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { folder: folderOption, json: { type: 'boolean', default: false } },
    });
    const knowledge = await readKnowledge(folderIn(values.folder));
    const { answers: matchable, names } = matchableKnowledge(knowledge);
    const curated = [...knowledge.answers.values()];
    const left = leaveOneOut(curated, madePatterns, names);
    const unreached = unreachedModels(knowledge.models.values(), Matcher.of(matchable, names));
    const answers = curated.map(({ id, questions }): AnswerCoverage => {
      const strays = left.strays.filter(({ answer }) => answer === id).length;
      return { id, phrasings: questions.length, returned: questions.length - strays };
    });
    if (values.json) {
      const { rounds, phrasings, strays } = left;
      const returned = phrasings - strays.length;
      console.log(JSON.stringify({ rounds, phrasings, returned, answers, strays, unreachedModels: unreached }));
      return 0;
    }
    printLeaveOneOut(left, answers);
    printModels(unreached, knowledge.models.size);
    return 0;
  },
};

function printLeaveOneOut({ rounds, phrasings, strays }: LeaveOneOut, answers: readonly AnswerCoverage[]): void {
  const returned = phrasings - strays.length;
  console.log(
    `${returned} of ${counted(phrasings, 'phrasing')} (${percent(returned, phrasings)}) find their own answer when left out.`,
  );
  console.log(`Asked in ${counted(rounds, 'round')}, each of which leaves one phrasing of every answer out.`);

  console.log('\nAnswers, the least found first');
  const leastFirst = answers.toSorted((one, other) => one.returned / one.phrasings - other.returned / other.phrasings);
  printColumns(
    leastFirst.map((answer) => [
      percent(answer.returned, answer.phrasings).padStart('100.0 %'.length),
      `${answer.returned} of ${answer.phrasings}`,
      answer.id,
    ]),
  );

  const lost = answers.filter((answer) => answer.returned === 0).map(({ id }) => id);
  if (lost.length > 0) console.log(`\nAnswers that none of their phrasings finds: ${lost.join(', ')}`);

  if (strays.length === 0) return;
  console.log('\nPhrasings that do not return, and what they find instead');
  for (const { answer, phrasing, got } of strays) console.log(`  ${answer}: "${phrasing}" finds ${got ?? 'nothing'}`);
}

function printModels(unreached: readonly UnreachedModel[], total: number): void {
  console.log(`\n${total - unreached.length} of ${counted(total, 'model')} are found by "what is" and their name.`);
  for (const { id, question, got } of unreached) console.log(`  ${id}: "${question}" finds ${got ?? 'nothing'}`);
}

/** Rounded down, so that 100.0 % means all of them. */
function percent(part: number, whole: number): string {
  return `${(whole === 0 ? 100 : Math.floor((part / whole) * 1_000) / 10).toFixed(1)} %`;
}

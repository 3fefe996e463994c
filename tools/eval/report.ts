import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { matchableKnowledge } from '../../src/answers/matchableKnowledge.ts';
import { KNOWLEDGE_FOLDER } from '../../src/answers/openBook.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { asSeenByCaller } from '../../src/cli/asSeenByCaller.ts';
import { UsageError } from '../../src/cli/runCommand.ts';
import type { Subcommand } from '../../src/cli/Subcommand.ts';
import { confusionsOf } from './report/confusionsOf.ts';
import { figuresOf } from './report/figuresOf.ts';
import { judge, type Judged } from './report/judge.ts';
import { type Half, HALVES, readLabelledQuestions } from './report/LabelledQuestion.ts';
import { printCalibration, printConfusions, printFigures } from './report/printReport.ts';
import { readReport, reportOn, writeReport } from './report/Report.ts';
import { shortfalls } from './report/shortfalls.ts';

/** Seen from the root of the package, where npm runs its scripts. */
const LABELLED_QUESTIONS = 'test/eval';

export const report: Subcommand = {
  usage: '[--half tune|held | --update] [--folder DIR]',
  summary: 'print how well the labelled questions are matched, and exit with 1 if it is not well enough to land',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        half: { type: 'string' },
        update: { type: 'boolean', default: false },
        folder: { type: 'string' },
      },
    });
    const { half, update } = values;
    const folder = values.folder === undefined ? LABELLED_QUESTIONS : asSeenByCaller(values.folder);
    if (half !== undefined && !isHalf(half)) throw new UsageError(`"${half}" is no half: it is tune or held.`);
    if (half !== undefined && update)
      throw new UsageError('--update writes a report on both halves: leave --half out.');
    const questions = await readLabelledQuestions(folder);
    const { answers, names, outside } = matchableKnowledge(await readKnowledge(KNOWLEDGE_FOLDER));
    const matcher = Matcher.of(answers, names, outside);
    const judged = questions.map((question) => judge(question, matcher));
    if (half !== undefined) {
      printHalf(
        half,
        judged.filter(({ question }) => question.half === half),
      );
      return 0;
    }
    return await printAll(judged, join(folder, 'report.json'), update);
  },
};

function isHalf(text: string): text is Half {
  return (HALVES as readonly string[]).includes(text);
}

function printHalf(half: Half, judged: readonly Judged[]): void {
  const figures = figuresOf(judged);
  printFigures([[half, figures]], undefined);
  printConfusions(confusionsOf(judged));
  printCalibration(figures);
}

/** @returns The exit code: 1 when a change must not land. */
async function printAll(judged: readonly Judged[], path: string, update: boolean): Promise<number> {
  const now = reportOn(judged);
  const before = await readReport(path);
  printFigures(Object.entries(now), before?.all);
  printConfusions(confusionsOf(judged));
  printCalibration(now.all);
  if (update) await writeReport(path, now);
  const found = shortfalls(now.all, update ? undefined : before?.all);
  for (const shortfall of found) console.error(shortfall);
  return found.length === 0 ? 0 : 1;
}

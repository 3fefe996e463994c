import { printColumns } from '../../../src/cli/printColumns.ts';
import type { Confusions } from './confusionsOf.ts';
import type { Figures } from './figuresOf.ts';
import type { Judged } from './judge.ts';

/** A column of figures with its heading. */
export type Column = readonly [heading: string, figures: Figures];

/** @param before - What `columns`' last one was in the committed report, if there is one. */
export function printFigures(columns: readonly Column[], before: Figures | undefined): void {
  const last = columns.at(-1)![1];
  const shares = (name: string, of: (figures: Figures) => number | null): string[] => [
    name,
    ...columns.map(([, figures]) => percent(of(figures))),
    before ? change(of(before), of(last)) : '',
  ];
  const falseAnswers = (name: string): string[] => [
    `  answers to ${name}`,
    ...columns.map(([, figures]) => answeredOf(figures.falseAnswers[name])),
    before ? signed(last.falseAnswers[name]!.answered - (before.falseAnswers[name]?.answered ?? 0), 0) : '',
  ];
  printColumns([
    ['', ...columns.map(([heading]) => heading), before ? 'change' : ''],
    ['questions', ...columns.map(([, { answerable, unanswerable }]) => `${answerable} + ${unanswerable}`)],
    ['in a channel'],
    shares('  precision', ({ passive }) => passive.precision),
    shares('  recall', ({ passive }) => passive.recall),
    ...Object.keys(last.falseAnswers).map(falseAnswers),
    ['asked directly'],
    shares('  precision', ({ direct }) => direct.precision),
    shares('  recall', ({ direct }) => direct.recall),
    ['whatever the decision'],
    shares('  right first', ({ top1 }) => top1),
    shares('  right among three', ({ top3 }) => top3),
    shares('  AUROC', (figures) => figures.auroc),
  ]);
}

export function printCalibration({ calibration }: Figures): void {
  console.log('\nConfidence of the first candidate, to the nearest tenth, and how many are right');
  printColumns(
    Object.entries(calibration).map(([at, { questions, right }]) => [
      at,
      percent(right / questions),
      `${right} of ${questions}`,
    ]),
  );
}

export function printConfusions({ answeredWrongly, foundElse }: Confusions): void {
  printNamed('Answered wrongly in a channel', answeredWrongly);
  printNamed('Not answered, and something else came first', foundElse);
}

function printNamed(heading: string, judged: readonly Judged[]): void {
  console.log(`\n${heading}: ${judged.length}`);
  for (const { question, top, confidence } of judged) {
    const expected = question.expect?.join(' or ') ?? 'silence';
    console.log(`  ${confidence.toFixed(2)}  ${JSON.stringify(question.text)} → ${top ?? 'nothing'} / ${expected}`);
  }
}

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);

function answeredOf(some: Figures['falseAnswers'][string] | undefined): string {
  return some ? `${some.answered} of ${some.questions}` : '–';
}

/** In points. */
function change(before: number | null, now: number | null): string {
  return before === null || now === null ? '–' : signed((now - before) * 100, 1);
}

function signed(value: number, places: number): string {
  const text = value.toFixed(places);
  if (Number(text) === 0) return '=';
  return value > 0 ? `+${text}` : text;
}

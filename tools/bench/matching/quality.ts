import { printColumns } from '../../../src/cli/run.ts';
import { figure } from '../measure.ts';
import { type Asked, askAll, warmUp } from './askAll.ts';
import { type Engine, ENGINES, fuse, whence } from './engines.ts';
import type { LabelledQuestion, LabelledSet } from './LabelledSet.ts';
import { seeded } from './random.ts';
import { score } from './score.ts';
import { withTypos } from './typos.ts';

/** Of all questions, at even distances: at up to 0.1 s each and twice, more would take minutes. */
const MOST_FOR_SLOW_ENGINES = 150;
const SEED = 2_026;

const HEADER = 'asked,right,AUROC,p50 ms,p99 ms,typos: right,AUROC,p50 ms,p99 ms,build ms'.split(',');

interface Mistyped extends LabelledQuestion {
  /** The same with two slips. */
  readonly mistyped: string;
}

interface Quality {
  readonly engine: Engine;
  readonly questions: readonly Mistyped[];
  readonly buildMs: number;
  readonly plain: Asked;
  readonly mistyped: Asked;
}

/** How many questions each engine gets right, as they are and mistyped, how well it knows when it does not, and how fast. */
export function quality(set: LabelledSet): void {
  const phrasings = set.answers.reduce((sum, { questions }) => sum + questions.length, 0);
  const outOfScope = set.questions.filter(({ expect }) => expect === null).length;
  console.log(
    `\n${set.name}: ${set.answers.length} answers, ${phrasings} phrasings; ` +
      `${set.questions.length} questions, ${outOfScope} of them out of scope`,
  );
  const random = seeded(SEED);
  const questions = set.questions.map(({ text, expect }): Mistyped => ({
    text,
    expect,
    mistyped: withTypos(text, random),
  }));
  const measured = ENGINES.map((engine) => measure(engine, set, questions));
  printColumns([['', ...HEADER], ...measured.map(row)]);
  const p50Of = (engine: Engine): number => measured.find((other) => other.engine === engine)!.plain.p50Ms;
  console.log(`  whence is ${figure(p50Of(fuse) / p50Of(whence))} times faster than fuse.js (plain questions, p50)`);
}

function measure(engine: Engine, { answers, names }: LabelledSet, all: readonly Mistyped[]): Quality {
  const questions = engine.isSlow ? evenly(all, MOST_FOR_SLOW_ENGINES) : all;
  const begin = performance.now();
  const match = engine.build(answers, names);
  const buildMs = performance.now() - begin;
  warmUp(
    match,
    answers.flatMap((answer) => answer.questions),
  );
  const ask = (texts: readonly string[]): Asked => askAll(match, texts);
  return {
    engine,
    questions,
    buildMs,
    plain: ask(questions.map(({ text }) => text)),
    mistyped: ask(questions.map(({ mistyped }) => mistyped)),
  };
}

function evenly<T>(items: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(most, items.length) }, (_, place) => items[Math.floor(place * step)]!);
}

function row({ engine, questions, buildMs, plain, mistyped }: Quality): string[] {
  const cells = (asked: Asked): string[] => {
    const { accuracy, auroc } = score(questions, asked.found);
    return [percent(accuracy), area(auroc), figure(asked.p50Ms), figure(asked.p99Ms)];
  };
  return [engine.name, String(questions.length), ...cells(plain), ...cells(mistyped), figure(buildMs)];
}

const percent = (share: number): string => (Number.isNaN(share) ? '-' : `${(share * 100).toFixed(1)} %`);

/** `.887`, as papers write it. */
const area = (auroc: number | null): string => (auroc === null ? '-' : auroc.toFixed(3).replace(/^0/, ''));

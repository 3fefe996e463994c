/**
 * Builds one engine over answers of one size and asks it, in a process of its own: memory is then that of this engine
 * alone, and no other engine's calls have shaped the compiled code. `growth.ts` starts it with `--expose-gc`.
 */
import { askAll, warmUp } from './askAll.ts';
import { ENGINES } from './engines.ts';
import type { Growth, GrowthTask } from './growth.ts';
import { seeded } from './random.ts';
import { PHRASINGS_AN_ANSWER, recombine } from './recombine.ts';
import { withTypos } from './typos.ts';

const ANSWERS_SEED = 1;
const QUESTIONS_SEED = 2;
const QUESTIONS = 500;
/** One question in so many has two typos. */
const MISTYPED = 4;
/** Enough for all questions to a fast engine; a slow one is asked fewer. */
const BUDGET_MS = 3_000;

interface Memory {
  readonly keptMiB: number;
  readonly rssMiB: number;
}

process.once('message', (task: GrowthTask) => process.send!(measure(task), () => process.disconnect()));

function measure({ engine: name, size, phrasings, names }: GrowthTask): Growth {
  const engine = ENGINES.find((other) => other.name === name)!;
  const answers = recombine(phrasings, size, ANSWERS_SEED);
  const questions = questionsFrom(phrasings);
  const before = memory();
  const begin = performance.now();
  const match = engine.build(answers, names);
  const buildMs = performance.now() - begin;
  const rssAtBuild = process.memoryUsage.rss() / 2 ** 20;
  const after = memory();
  warmUp(
    match,
    answers.slice(0, QUESTIONS).map((answer) => answer.questions[0]!),
  );
  const { found, p50Ms, p99Ms } = askAll(match, questions, BUDGET_MS);
  return {
    buildMs,
    keptMiB: after.keptMiB - before.keptMiB,
    rssMiB: Math.max(rssAtBuild, process.memoryUsage.rss() / 2 ** 20) - before.rssMiB,
    asked: found.length,
    p50Ms,
    p99Ms,
  };
}

function questionsFrom(phrasings: readonly string[]): readonly string[] {
  const random = seeded(QUESTIONS_SEED);
  return recombine(phrasings, QUESTIONS * PHRASINGS_AN_ANSWER, QUESTIONS_SEED)
    .map(({ questions }) => questions[0]!)
    .map((question, place) => (place % MISTYPED === 0 ? withTypos(question, random) : question));
}

/** What is kept lies on the heap or, as typed arrays do, outside of it. */
function memory(): Memory {
  // Twice, because typed arrays that one collection finds are given back by the next.
  globalThis.gc!();
  globalThis.gc!();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { keptMiB: (heapUsed + external) / 2 ** 20, rssMiB: rss / 2 ** 20 };
}

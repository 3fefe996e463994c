import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { matchableKnowledge } from '../../src/answers/KnowledgeBook.ts';
import { KNOWLEDGE_FOLDER } from '../../src/answers/openBook.ts';
import { fromCallersFolder, type Subcommand, UsageError } from '../../src/cli/run.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import type { Decision, Match, Matchable, Mode } from '../../src/matching/Match.ts';
import { Matcher, type MatcherOptions } from '../../src/matching/Matcher.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { quantile } from './figures.ts';
import { readAnswerSet, readJsonLines } from './lines.ts';

/** How many a "did you mean" offers besides the best. */
const MAX_SUGGESTIONS = 2;

/** The result for one question, for scoring: one object on each line, with its keys in this order. */
export interface Prediction {
  readonly text: string;
  /** Id of the best candidate, whatever the decision. Patterns are completed. */
  readonly top: string | null;
  /** Confidence of the best candidate, 0 to 1, with four places. */
  readonly confidence: number;
  readonly decision: Decision;
  /** Ids of the next candidates, at most two, whatever the decision. */
  readonly suggestions: readonly string[];
}

export function predictionOf(text: string, { decision, candidates }: Match): Prediction {
  const [top, ...others] = candidates;
  return {
    text,
    top: top?.id ?? null,
    confidence: Number((top?.confidence ?? 0).toFixed(4)),
    decision,
    suggestions: others.slice(0, MAX_SUGGESTIONS).map(({ id }) => id),
  };
}

/** What `--stats` writes. There is no warm-up, so the times include first calls and cold caches. */
interface Stats {
  /** Time to build the Matcher, without reading files. */
  readonly buildMs: number;
  /** Number of all answers' phrasings, without counter-examples. */
  readonly phrasings: number;
  /** Time for one question. `null` when there are none. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Memory of the process after the last question. */
  readonly rssMiB: number;
}

const questionLine = z.object({ text: z.string() });

export const predict: Subcommand = {
  usage: '--questions FILE [--answers FILE] [--stats FILE] [--mode direct|passive]',
  summary: 'print the result for each question, in the curated set or in another one',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        questions: { type: 'string' },
        answers: { type: 'string' },
        stats: { type: 'string' },
        mode: { type: 'string', default: 'passive' },
      },
    });
    if (values.questions === undefined) throw new UsageError('Give a file of questions with --questions.');
    if (!isMode(values.mode)) throw new UsageError(`Unknown mode "${values.mode}". Use direct or passive.`);
    const questions = await readJsonLines(fromCallersFolder(values.questions), questionLine);
    const { answers, options } = await answersFrom(values.answers);

    const begin = performance.now();
    const matcher = Matcher.of(answers, options);
    const buildMs = performance.now() - begin;
    const waits: number[] = [];
    for (const { value } of questions) {
      const asked = performance.now();
      const match = matcher.match(value.text, values.mode);
      waits.push(performance.now() - asked);
      console.log(JSON.stringify(predictionOf(value.text, match)));
    }
    if (values.stats !== undefined) {
      const phrasings = answers.reduce((sum, answer) => sum + answer.questions.length, 0);
      await writeStats(fromCallersFolder(values.stats), buildMs, phrasings, waits);
    }
    return 0;
  },
};

function isMode(text: string): text is Mode {
  return text === 'direct' || text === 'passive';
}

/** Names and rules belong to the curated set, so another set has none. */
async function answersFrom(
  path: string | undefined,
): Promise<{ answers: readonly Matchable[]; options: MatcherOptions }> {
  if (path !== undefined) return { answers: await readAnswerSet(fromCallersFolder(path)), options: {} };
  const { answers, ...options } = matchableKnowledge(await readKnowledge(KNOWLEDGE_FOLDER));
  return { answers, options };
}

async function writeStats(path: string, buildMs: number, phrasings: number, waits: readonly number[]): Promise<void> {
  const waited = (share: number): number | null => (waits.length === 0 ? null : rounded(quantile(waits, share)));
  const stats: Stats = {
    buildMs: rounded(buildMs),
    phrasings,
    p50Ms: waited(0.5),
    p99Ms: waited(0.99),
    rssMiB: rounded(process.memoryUsage.rss() / 2 ** 20),
  };
  try {
    await writeFile(path, `${JSON.stringify(stats)}\n`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UserError('unwritable-file', `Cannot write "${path}" (${code}). Name a file in an existing folder.`);
  }
}

const rounded = (value: number): number => Number(value.toFixed(3));

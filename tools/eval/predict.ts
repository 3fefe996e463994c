import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { matchableKnowledge } from '../../src/answers/KnowledgeBook.ts';
import { KNOWLEDGE_FOLDER } from '../../src/app.ts';
import { fromCallersFolder, type Subcommand, UsageError } from '../../src/cli/run.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import type { Decision, Match, Matchable, Mode } from '../../src/matching/Match.ts';
import { Matcher, type MatcherOptions } from '../../src/matching/Matcher.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { quantile } from './figures.ts';
import { readAnswerSet, readJsonLines } from './lines.ts';

/** As many as a "did you mean" offers beside the best. */
const MOST_SUGGESTIONS = 2;

/** What matching found for one question, for scoring. Keys in this order, one object a line. */
export interface Prediction {
  readonly text: string;
  /** The best candidate whatever the decision; patterns come completed. */
  readonly top: string | null;
  /** Of the best candidate, 0 to 1, to four places: more would be noise. */
  readonly confidence: number;
  readonly decision: Decision;
  /** Ids of the next best candidates, whatever the decision; at most two. */
  readonly suggestions: readonly string[];
}

export function predictionOf(text: string, { decision, candidates }: Match): Prediction {
  const [top, ...others] = candidates;
  return {
    text,
    top: top?.id ?? null,
    confidence: Number((top?.confidence ?? 0).toFixed(4)),
    decision,
    suggestions: others.slice(0, MOST_SUGGESTIONS).map(({ id }) => id),
  };
}

/** What `--stats` writes. Times include first calls and cold caches: nothing is asked before the first question. */
export interface Stats {
  /** Building the Matcher; reading files is not in it. */
  readonly buildMs: number;
  /** Of all answers together, without counter-examples. */
  readonly phrasings: number;
  /** Of one question after the other, each timed alone; `null` when there is none. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Memory of the whole process after the last question. */
  readonly rssMiB: number;
}

const questionLine = z.object({ text: z.string() });

export const predict: Subcommand = {
  usage: '--questions FILE [--answers FILE] [--stats FILE] [--mode direct|passive]',
  summary: 'print for each question what matching finds; in the curated set, or in another that is given',
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
    if (values.questions === undefined) throw new UsageError('predict needs --questions and a file.');
    if (!isMode(values.mode)) throw new UsageError(`"${values.mode}" is no mode: it is direct or passive.`);
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

/** Another's answers know no names of models: those belong to the curated set. */
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
    throw new UserError(
      'unwritable-file',
      `"${path}" cannot be written (${code}): name a file in a folder that exists.`,
    );
  }
}

const rounded = (value: number): number => Number(value.toFixed(3));

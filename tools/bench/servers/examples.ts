import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KnowledgeBook } from '../../../src/answers/KnowledgeBook.ts';
import { openStore } from '../../../src/store/openStore.ts';
import type { Change, Store } from '../../../src/store/Store.ts';
import { pick, seeded } from '../matching/random.ts';
import { recombine } from '../matching/recombine.ts';

const BODY = 'This is what the moderators of this server say to it, in a few sentences. '.repeat(5);

/**
 * Answers as moderators write them, each to some phrasings of one curated answer and its own name. Those of one seed are
 * always the same.
 */
export function someAnswers(curated: KnowledgeBook, answers: number, questionsEach: number, seed: number): Change[] {
  const random = seeded(seed);
  const all = [...curated.curated.values()].filter(({ questions }) => questions.length >= questionsEach);
  return Array.from({ length: answers }, (_, place) => {
    const questions = pick(all, random).questions.slice(0, questionsEach);
    return written(place, questions);
  });
}

/** As many answers as a server can have, to questions that are made of halves of curated ones. */
export function manyAnswers(curated: KnowledgeBook, answers: number, questionsEach: number, seed: number): Change[] {
  const phrasings = [...curated.curated.values()].flatMap(({ questions }) => questions);
  const made = recombine(phrasings, answers * questionsEach, seed).flatMap(({ questions }) => questions);
  return Array.from({ length: answers }, (_, place) =>
    written(place, made.slice(place * questionsEach, (place + 1) * questionsEach)),
  );
}

function written(place: number, questions: readonly string[]): Change {
  const content = { title: `${questions[0]} ${place}`, questions, body: BODY, sources: [] };
  return { answerId: `answer-${place}`, kind: 'import', content, expectedVersion: 0 };
}

/** A store in a file that is removed in the end. */
export async function withStore(work: (store: Store) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'whence-bench-'));
  const store = await openStore(join(folder, 'whence.db'));
  try {
    await work(store);
  } finally {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface Memory {
  /** All of the process. */
  readonly rssMiB: number;
  /** What objects and arrays take of it, rubbish collected. */
  readonly usedMiB: number;
}

export function memory(): Memory {
  globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rssMiB: rss / 2 ** 20, usedMiB: (heapUsed + arrayBuffers) / 2 ** 20 };
}

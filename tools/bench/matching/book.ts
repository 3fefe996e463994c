import type { KnowledgeBook } from '../../../src/answers/KnowledgeBook.ts';
import { type BookOptions, openBook } from '../../../src/answers/openBook.ts';
import { quantile } from '../../eval/figures.ts';
import { figure } from '../measure.ts';
import { QUESTIONS } from '../questions.ts';

const ROUNDS = 500;

/** How long the AnswerBook takes to open, to find an answer, and to offer choices while a person types. */
export async function book(): Promise<void> {
  await timeOpening('compiling the knowledge', { cache: false });
  // The first one may have to write the cache.
  await openBook();
  const opened = await timeOpening('loading it compiled', { cache: true });
  time('a question', (question) => opened.ask(question, 'direct'));
  time('autocomplete of answers', (question) => opened.offerAnswers(question.slice(0, 12), 25), 20);
  time('autocomplete of models', (question) => opened.models.search(question.slice(0, 5), 25), 20);
}

async function timeOpening(what: string, options: BookOptions): Promise<KnowledgeBook> {
  const begin = performance.now();
  const opened = await openBook(options);
  console.log(`${what}: ${figure(performance.now() - begin)} ms`);
  return opened;
}

function time(what: string, work: (question: string) => unknown, rounds = ROUNDS): void {
  const waits: number[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const question of QUESTIONS) {
      const begin = performance.now();
      work(question);
      waits.push(performance.now() - begin);
    }
  }
  console.log(`${what}: p50 ${figure(quantile(waits, 0.5))} ms, p99 ${figure(quantile(waits, 0.99))} ms`);
}

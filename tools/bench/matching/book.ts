import { openBook } from '../../../src/app.ts';
import { quantile } from '../../eval/figures.ts';
import { figure } from '../measure.ts';
import { QUESTIONS } from '../questions.ts';

const ROUNDS = 500;

/** How long the AnswerBook takes to open, to find an answer, and to offer choices while a person types. */
export async function book(): Promise<void> {
  const begin = performance.now();
  const opened = await openBook();
  console.log(`reading the knowledge and building the index: ${figure(performance.now() - begin)} ms`);
  time('a question', (question) => opened.ask(question, 'direct'));
  time('autocomplete of answers', (question) => opened.offerAnswers(question.slice(0, 12), 25), 20);
  time('autocomplete of models', (question) => opened.models.search(question.slice(0, 5), 25), 20);
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

import { openBook } from '../../../src/answers/openBook.ts';
import { ServerBooks } from '../../../src/answers/servers/ServerBooks.ts';
import { liveness } from '../matching/liveness.ts';
import { figure } from '../measure.ts';
import { memory, manyAnswers, withStore } from './examples.ts';

const ANSWERS = 2_000;
const QUESTIONS = 10;

/** The largest server that there can be: until it is answered, and until a change is. */
await withStore(async (store) => {
  const curated = await openBook();
  const editor = { id: '1', name: 'Bench' };
  await store.write('1', manyAnswers(curated, ANSWERS, QUESTIONS, 1), editor);
  const before = memory();
  const books = await ServerBooks.start({ store, curated, onFault: fail });
  const opened = await liveness(() => books.of('1'));
  const { usedMiB } = memory();
  console.log(
    `${figure(ANSWERS)} answers × ${QUESTIONS} phrasings: first answered after ${figure(opened.liveMs)} ms, longest hold ` +
      `${figure(opened.longestHoldMs)} ms; estimated ${figure(books.kept.bytes / 2 ** 20)} MiB, measured ${figure(usedMiB - before.usedMiB)} MiB`,
  );

  const [change] = manyAnswers(curated, 1, QUESTIONS, 2);
  for (const count of [1, 2, 3]) {
    await store.write('1', [{ ...change!, answerId: `new-${count}` }], editor);
    const { liveMs, longestHoldMs } = await liveness(() => books.refresh('1'));
    console.log(
      `${count} changed on it: answered ${figure(liveMs)} ms after writing, longest hold ${figure(longestHoldMs)} ms`,
    );
  }
  const book = await books.of('1');
  const typing = await liveness(() => book.offerAnswers('how do i get the', 25));
  console.log(`a keystroke of autocomplete: ${figure(typing.liveMs)} ms`);
  await books.stop();
});

function fail(error: unknown): never {
  throw error;
}

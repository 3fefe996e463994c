import { openBook } from '../../../src/answers/openBook.ts';
import { ServerBooks } from '../../../src/answers/servers/ServerBooks.ts';
import { quantile } from '../../eval/figures.ts';
import { liveness } from '../matching/liveness.ts';
import { figure } from '../measure.ts';
import { memory, someAnswers, withStore } from './examples.ts';

const SERVERS = 10_000;
const ANSWERS = 20;
const QUESTIONS = 5;
/** Far more than the budget holds, so that asking more would change nothing but the time. */
const ASKED = 400;
const QUESTION = 'which model is chatgpt based on';

/** Many servers with some answers each: what the books take, and how long the first question waits. */
await withStore(async (store) => {
  const curated = await openBook();
  const editor = { id: '1', name: 'Bench' };
  for (let server = 0; server < SERVERS; server++) {
    await store.write(`${server}`, someAnswers(curated, ANSWERS, QUESTIONS, server + 1), editor);
  }

  const atRest = memory();
  const begin = performance.now();
  const books = await ServerBooks.start({ store, curated, onFault: fail });
  console.log(
    `${figure(SERVERS)} servers × ${ANSWERS} answers × ${QUESTIONS} phrasings in the store: books open in ` +
      `${figure(performance.now() - begin)} ms, process ${figure(atRest.rssMiB)} MiB`,
  );

  const [first, again]: [number[], number[]] = [[], []];
  const timed = async (guildId: string, waits: number[]): Promise<void> => {
    const asked = performance.now();
    (await books.of(guildId)).ask(QUESTION, 'direct');
    waits.push(performance.now() - asked);
  };
  const { longestHoldMs } = await liveness(async () => {
    for (let server = 0; server < ASKED; server++) {
      await timed(`${server}`, first);
      await timed(`${server}`, again);
    }
  });
  for (const [what, waits] of Object.entries({ 'first question to a server': first, 'the next one': again })) {
    console.log(`${what}: p50 ${figure(quantile(waits, 0.5))} ms, p99 ${figure(quantile(waits, 0.99))} ms`);
  }
  const full = memory();
  const { bytes, servers } = books.kept;
  console.log(
    `after ${ASKED} servers: process ${figure(full.rssMiB)} MiB; ${servers} books kept, estimated ${figure(bytes / 2 ** 20)} MiB, ` +
      `measured ${figure(full.usedMiB - atRest.usedMiB)} MiB; longest hold ${figure(longestHoldMs)} ms`,
  );
  await books.stop();
});

function fail(error: unknown): never {
  throw error;
}

import { openBook } from '../../src/answers/openBook.ts';
import { createLog } from '../../src/operations/log.ts';
import { Pictures } from '../../src/pictures/Pictures.ts';
import type { Picture } from '../../src/shared/Picture.ts';
import { quantile } from '../eval/figures.ts';
import { liveness } from './matching/liveness.ts';
import { figure, median } from './measure.ts';

/** Models whose lineages and comparisons are drawn, newest first. */
const MODELS = 40;
const MIB = 1024 * 1024;

/** How long pictures of each kind take, first and from the cache, how long they hold the event loop, and what they cost. */
export async function pictures(): Promise<void> {
  const book = await openBook();
  const models = book.models.search('', MODELS).map(({ id }) => id);
  const pairs = models.slice(1).map((id, index) => `compare:${models[index]!}+${id}`);
  const fours = models.slice(3).map((_, index) => `compare:${models.slice(index, index + 4).join('+')}`);
  const ids = [...pairs, ...fours, ...models.map((id) => `lineage:${id}`), 'lineage:chatgpt', 'lineage:claude'];
  const drawn = ids.flatMap((id): Picture | readonly Picture[] => book.answer(id)?.picture ?? []);
  const room = new Pictures({ log: createLog('warn', []) });

  const before = process.memoryUsage().rss;
  const grown = (): string => figure((process.memoryUsage().rss - before) / MIB);
  const first = await timed(room, drawn[0]!);
  console.log(
    `library loaded and first picture drawn: ${figure(first.ms)} ms, event loop held ${figure(first.holdMs)} ms, busy for ${figure(first.workMs)}`,
  );
  const all = [];
  for (const picture of drawn.slice(1)) all.push(await timed(room, picture));
  const waits = all.map(({ ms }) => ms);
  console.log(
    `${all.length} more pictures: p50 ${figure(median(waits))} ms, p95 ${figure(quantile(waits, 0.95))} ms; ` +
      `${figure(median(all.map(({ bytes }) => bytes)) / 1024)} KiB each; event loop held at most ${figure(Math.max(...all.map(({ holdMs }) => holdMs)))} ms, busy for ${figure(Math.max(...all.map(({ workMs }) => workMs)))}`,
  );
  const afterAll = grown();
  const poster = await timed(room, book.answer('lineage:all')!.picture!);
  console.log(`poster of all models: ${figure(poster.ms)} ms, ${figure(poster.bytes / 1024)} KiB`);
  const again = [];
  for (const picture of drawn) again.push((await timed(room, picture)).ms);
  console.log(`from the cache: p50 ${figure(median(again))} ms, p95 ${figure(quantile(again, 0.95))} ms`);
  console.log(
    `memory: ${afterAll} MiB more, ${grown()} after the poster and the cache, ${figure(room.cachedBytes / MIB)} of it cached pictures`,
  );
  await room.close();
}

async function timed(
  room: Pictures,
  picture: Picture,
): Promise<{ ms: number; holdMs: number; workMs: number; bytes: number }> {
  let bytes = 0;
  const { liveMs, longestHoldMs, longestWorkMs } = await liveness(async () => {
    bytes = (await room.draw(picture))!.byteLength;
  });
  return { ms: liveMs, holdMs: longestHoldMs, workMs: longestWorkMs, bytes };
}

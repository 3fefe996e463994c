import { parentPort } from 'node:worker_threads';
import { drawPicture } from '../../../src/pictures/draw.ts';
import type { Picture } from '../../../src/shared/Picture.ts';

/** Draws as the real one, unless the title says how it is to fail. */
parentPort!.on('message', (picture: Picture) => void answer(picture));

async function answer(picture: Picture): Promise<void> {
  if (/dies|^GPT-3\.5 and GPT-4 /.test(picture.title)) process.exit(7);
  if (picture.title.includes('hangs')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  if (picture.title.includes('throws')) throw new Error('thrown');
  const png = await drawPicture(picture);
  parentPort!.postMessage({ png }, [png.buffer]);
}

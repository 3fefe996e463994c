import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { Picture } from '../shared/Picture.ts';
import { drawPicture } from './draw.ts';

/** What the worker says when it has drawn a picture, or could not. */
export type Drawn = { readonly png: Uint8Array<ArrayBuffer> } | { readonly fault: string };

// Where processors are scarce, answers come before pictures. Only Linux gives a thread a priority of its own.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

// The next picture comes once this one is done.
parentPort!.on('message', (picture: Picture) => void answer(picture));

async function answer(picture: Picture): Promise<void> {
  const drawn = await drawnOrFault(picture);
  parentPort!.postMessage(drawn, 'png' in drawn ? [drawn.png.buffer] : []);
}

async function drawnOrFault(picture: Picture): Promise<Drawn> {
  try {
    return { png: await drawPicture(picture) };
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

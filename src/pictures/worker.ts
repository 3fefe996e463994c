import { parentPort } from 'node:worker_threads';
import type { Picture } from '../shared/Picture.ts';
import { drawPicture } from './draw.ts';

/** What the worker says when it has drawn a picture, or could not. */
export type Drawn = { readonly png: Uint8Array<ArrayBuffer> } | { readonly fault: string };

parentPort!.on('message', (picture: Picture) => {
  const drawn = drawnOrFault(picture);
  parentPort!.postMessage(drawn, 'png' in drawn ? [drawn.png.buffer] : []);
});

function drawnOrFault(picture: Picture): Drawn {
  try {
    return { png: drawPicture(picture) };
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** A thread that loads the curated set: compiling it takes seconds, in which the bot could answer nobody. */
import { parentPort } from 'node:worker_threads';
import { loadKnowledge } from './answers/openBook.ts';

parentPort?.postMessage(await loadKnowledge(), []);

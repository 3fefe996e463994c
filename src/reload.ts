/**
 * A thread that loads the curated set while the bot goes on answering: compiling it takes seconds, in which the bot could
 * answer nobody. Its parent gets the compiled knowledge, or what is wrong with it.
 */
import { parentPort } from 'node:worker_threads';
import { loadKnowledge } from './answers/openBook.ts';
import { UserError } from './shared/UserError.ts';

try {
  parentPort?.postMessage({ compiled: await loadKnowledge() }, []);
} catch (error) {
  parentPort?.postMessage({ fault: error instanceof UserError ? error.message : String(error) }, []);
}

/** A thread that loads the curated set: compiling it takes seconds, in which the bot could answer nobody. */
import { loadKnowledge } from './answers/openBook.ts';
import { answerRequests } from './shared/thread.ts';

answerRequests(() => loadKnowledge());

/** A thread that reads files: the worst of 1 MB take more than a second, in which the bot could answer nobody. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ImportRequest } from './formats.ts';
import { readAnswersFiles } from './readAnswersFile.ts';

const request = workerData as ImportRequest;
parentPort?.postMessage(readAnswersFiles(request.files, request), []);

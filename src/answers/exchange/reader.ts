/** A thread that reads files: the worst of 1 MB take more than a second, in which the bot could answer nobody. */
import { answerRequests } from '../../shared/thread.ts';
import type { ImportRequest } from './entries.ts';
import { readAnswersFiles } from './readAnswersFile.ts';

answerRequests((request: ImportRequest) => readAnswersFiles(request.files, request));

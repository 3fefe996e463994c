import { constants, setPriority } from 'node:os';
import { answerRequests } from '../shared/thread.ts';
import { drawPicture } from './draw.ts';

// Where processors are scarce, answers come before pictures. Only Linux gives a thread a priority of its own.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL);

answerRequests(drawPicture);

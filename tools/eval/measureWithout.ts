import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { DEVICES } from './devices.ts';

// The modules below read lists and numbers when they are loaded.
DEVICES[z.string().optional().parse(workerData) ?? '']?.();
const { KNOWLEDGE_FOLDER } = await import('../../src/answers/openBook.ts');
const { matchableKnowledge } = await import('../../src/answers/KnowledgeBook.ts');
const { readKnowledge } = await import('../../src/knowledge/readKnowledge.ts');
const { Matcher } = await import('../../src/matching/Matcher.ts');
const { figuresOf } = await import('./figures.ts');
const { judge, LABELLED_QUESTIONS, readLabelledQuestions } = await import('./labelled.ts');

const { answers, ...options } = matchableKnowledge(await readKnowledge(KNOWLEDGE_FOLDER));
const matcher = Matcher.of(answers, options);
const questions = await readLabelledQuestions(LABELLED_QUESTIONS);
const figures = figuresOf(questions.map((question) => judge(question, matcher)));
parentPort!.postMessage(figures, []);

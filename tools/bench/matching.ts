import { matchableKnowledge } from '../../src/answers/KnowledgeBook.ts';
import { KNOWLEDGE_FOLDER } from '../../src/answers/openBook.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { book } from './matching/book.ts';
import { changedAnswer } from './matching/changedAnswer.ts';
import { curatedSet } from './matching/curatedSet.ts';
import { growth } from './matching/growth.ts';
import { quality } from './matching/quality.ts';
import { readLabelledSet } from './matching/readLabelledSet.ts';

/** Where to read somebody's answer set and the questions to it, as JSON lines. */
export interface SetPaths {
  readonly answers: string;
  readonly questions: string;
}

/**
 * How well, how fast and how large matching is, beside other engines over the same answers.
 *
 * @param given - Sets to measure besides the curated one.
 */
export async function matching(given: readonly SetPaths[]): Promise<void> {
  const sets = await Promise.all(given.map(({ answers, questions }) => readLabelledSet(answers, questions)));
  const knowledge = await readKnowledge(KNOWLEDGE_FOLDER);
  const answers = [...knowledge.answers.values()];
  await book();
  for (const set of [curatedSet(knowledge), ...sets]) quality(set);
  const matchable = matchableKnowledge(knowledge);
  await growth(
    answers.flatMap(({ questions }) => questions),
    matchable.names,
  );
  await changedAnswer(Matcher.of(matchable.answers, matchable), matchable.answers[0]!);
}

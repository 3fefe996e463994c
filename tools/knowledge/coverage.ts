import { parseArgs } from 'node:util';
import { matchableKnowledge } from '../../src/answers/KnowledgeBook.ts';
import { folderIn, folderOption } from './curatedSet.ts';
import { printColumns, type Subcommand } from '../../src/cli/run.ts';
import type { Answer } from '../../src/knowledge/Answer.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import type { Matchable } from '../../src/matching/Match.ts';
import { Matcher, type MatcherOptions } from '../../src/matching/Matcher.ts';
import { counted } from '../../src/shared/text.ts';

/** A phrasing that, when left out, does not find its own answer first. */
interface Stray {
  /** The id of its own answer. */
  readonly answer: string;
  readonly phrasing: string;
  /** The id of the answer it finds instead; `null` if it finds none. */
  readonly got: string | null;
}

export interface LeaveOneOut {
  /** How many phrasings there are. Each was asked once. */
  readonly phrasings: number;
  /** In the order of the answers, then of their phrasings. */
  readonly strays: readonly Stray[];
}

/**
 * A Matcher for each phrasing would take hours; one for each phrasing of the longest answer takes ten minutes. In 60 rounds
 * no answer misses more than three at a time. The fewer rounds, the lower the result: in 20 it is about four points too low.
 */
const ROUNDS = 60;

/**
 * Asks each phrasing of each answer while it is left out, and checks whether it still finds its answer. Cross-validation:
 * each round leaves out every sixtieth phrasing of every answer, which is one of an answer that has no more than sixty.
 *
 * @param answers - The answers whose phrasings are asked.
 * @param others - Answers that only compete, with all of their phrasings.
 */
export function leaveOneOut(
  answers: readonly Matchable[],
  others: readonly Matchable[],
  options: MatcherOptions,
): LeaveOneOut {
  const got = new Map<string, (string | null)[]>(answers.map(({ id }) => [id, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const isLeftOut = (_: string, place: number): boolean => place % ROUNDS === round;
    const known = answers.map((answer) => ({
      ...answer,
      questions: answer.questions.filter((question, place) => !isLeftOut(question, place)),
    }));
    if (answers.every(({ questions }) => questions.length <= round)) break;
    const matcher = Matcher.of([...known, ...others], options);
    for (const { id, questions } of answers) {
      for (const [place, phrasing] of questions.entries()) {
        if (isLeftOut(phrasing, place)) got.get(id)![place] = firstFor(phrasing, matcher);
      }
    }
  }
  const finds = answers.flatMap(({ id, questions }) =>
    questions.map((phrasing, place): Stray => ({ answer: id, phrasing, got: got.get(id)![place]! })),
  );
  return { phrasings: finds.length, strays: finds.filter((find) => find.got !== find.answer) };
}

/** The id of the answer that a question finds first; `null` if it finds none. */
function firstFor(question: string, matcher: Matcher): string | null {
  return matcher.match(question, 'direct').candidates[0]?.id ?? null;
}

/** A model that a plain question about it does not find first. */
export interface UnreachedModel {
  readonly id: string;
  /** What was asked: `what is GPT-4`. */
  readonly question: string;
  /** The id of the answer it finds instead; `null` if it finds none. */
  readonly got: string | null;
}

/** @param matcher - Knows all phrasings and names. */
export function unreachedModels(
  models: Iterable<Pick<Model, 'id' | 'name'>>,
  matcher: Matcher,
): readonly UnreachedModel[] {
  return [...models].flatMap(({ id, name }) => {
    const question = `what is ${name}`;
    const got = firstFor(question, matcher);
    return got === `model:${id}` ? [] : { id, question, got };
  });
}

/** How many phrasings miss their answer but find a related one, which is often right as well. */
export function relatedFinds(strays: readonly Stray[], answers: Iterable<Pick<Answer, 'id' | 'related'>>): number {
  const related = new Map(Array.from(answers, (answer) => [answer.id, answer.related]));
  const isRelated = (one: string, other: string): boolean => related.get(one)?.includes(other) ?? false;
  return strays.filter(({ answer, got }) => got !== null && (isRelated(answer, got) || isRelated(got, answer))).length;
}

/** How many of an answer's own phrasings find it. */
interface AnswerCoverage {
  readonly id: string;
  readonly phrasings: number;
  /** How many of them find it when left out. */
  readonly returned: number;
}

export const coverage: Subcommand = {
  usage: '[--json] [--folder DIR]',
  summary: 'list phrasings that miss their own answer when left out, and models that plain questions miss',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { folder: folderOption, json: { type: 'boolean', default: false } },
    });
    const knowledge = await readKnowledge(folderIn(values.folder));
    const { answers: matchable, ...options } = matchableKnowledge(knowledge);
    const isCurated = ({ id }: Matchable): boolean => knowledge.answers.has(id);
    const curated = matchable.filter(isCurated);
    const generated = matchable.filter((answer) => !isCurated(answer));
    const left = leaveOneOut(curated, generated, options);
    const unreached = unreachedModels(knowledge.models.values(), Matcher.of(matchable, options));
    const answers = curated.map(({ id, questions }): AnswerCoverage => {
      const strays = left.strays.filter(({ answer }) => answer === id).length;
      return { id, phrasings: questions.length, returned: questions.length - strays };
    });
    const related = relatedFinds(left.strays, knowledge.answers.values());
    if (values.json) {
      const { phrasings, strays } = left;
      const returned = phrasings - strays.length;
      console.log(JSON.stringify({ phrasings, returned, related, answers, strays, unreachedModels: unreached }));
      return 0;
    }
    printLeaveOneOut(left, related, answers);
    printModels(unreached, knowledge.models.size);
    return 0;
  },
};

function printLeaveOneOut(
  { phrasings, strays }: LeaveOneOut,
  related: number,
  answers: readonly AnswerCoverage[],
): void {
  const returned = phrasings - strays.length;
  console.log(
    `${returned} of ${counted(phrasings, 'phrasing')} (${percent(returned, phrasings)}) find their own answer when left out.`,
  );
  console.log(`${related} more (${percent(related, phrasings)}) find an answer that is related to theirs.`);

  console.log('\nAnswers, worst first');
  const leastFirst = answers.toSorted((one, other) => one.returned / one.phrasings - other.returned / other.phrasings);
  printColumns(
    leastFirst.map((answer) => [
      percent(answer.returned, answer.phrasings).padStart('100.0 %'.length),
      `${answer.returned} of ${answer.phrasings}`,
      answer.id,
    ]),
  );

  const lost = answers.filter((answer) => answer.returned === 0).map(({ id }) => id);
  if (lost.length > 0) console.log(`\nAnswers that none of their phrasings find: ${lost.join(', ')}`);

  if (strays.length === 0) return;
  console.log('\nPhrasings that miss their answer, and what they find instead');
  for (const { answer, phrasing, got } of strays) console.log(`  ${answer}: "${phrasing}" finds ${got ?? 'nothing'}`);
}

function printModels(unreached: readonly UnreachedModel[], total: number): void {
  console.log(`\n${total - unreached.length} of ${counted(total, 'model')} are found by "what is" and their name.`);
  for (const { id, question, got } of unreached) console.log(`  ${id}: "${question}" finds ${got ?? 'nothing'}`);
}

/** Rounded down, so that 100.0 % means all of them. */
function percent(part: number, whole: number): string {
  return `${(whole === 0 ? 100 : Math.floor((part / whole) * 1_000) / 10).toFixed(1)} %`;
}

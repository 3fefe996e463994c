import { parseArgs } from 'node:util';
import { matchableKnowledge } from '../../src/answers/KnowledgeBook.ts';
import { folderIn, folderOption } from './curatedSet.ts';
import { printColumns, type Subcommand } from '../../src/cli/run.ts';
import type { Answer } from '../../src/knowledge/Answer.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { generatedPatterns } from '../../src/lineage/matcherInput.ts';
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
  /** How many Matchers were built. */
  readonly rounds: number;
  /** How many phrasings there are. Each was asked once. */
  readonly phrasings: number;
  /** In the order of the answers, then of their phrasings. */
  readonly strays: readonly Stray[];
}

/**
 * Leaves each phrasing of each answer out in turn, asks it, and checks whether it still finds its answer.
 *
 * A Matcher for each phrasing would take minutes to build, so each round leaves out one phrasing of every answer: the
 * first ones, then the second ones, and so on. No answer is missing more than one phrasing at a time.
 *
 * @param answers - The answers whose phrasings are asked.
 * @param others - Answers that only compete, with all of their phrasings.
 */
export function leaveOneOut(
  answers: readonly Matchable[],
  others: readonly Matchable[],
  options: Pick<MatcherOptions, 'names' | 'rules'>,
): LeaveOneOut {
  const rounds = Math.max(0, ...answers.map(({ questions }) => questions.length));
  const strays = new Map<string, Stray[]>(answers.map(({ id }) => [id, []]));
  for (let round = 0; round < rounds; round++) {
    const matcher = Matcher.of([...answers.map((answer) => without(answer, round)), ...others], options);
    for (const { id, questions } of answers) {
      const phrasing = questions[round];
      if (phrasing === undefined) continue;
      const got = matcher.match(phrasing, 'direct').candidates[0]?.id ?? null;
      if (got !== id) strays.get(id)?.push({ answer: id, phrasing, got });
    }
  }
  const phrasings = answers.reduce((sum, { questions }) => sum + questions.length, 0);
  return { rounds, phrasings, strays: [...strays.values()].flat() };
}

function without(answer: Matchable, place: number): Matchable {
  return { ...answer, questions: answer.questions.filter((_, other) => other !== place) };
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
    const got = matcher.match(question, 'direct').candidates[0]?.id ?? null;
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
    const { answers: matchable, names, rules } = matchableKnowledge(knowledge);
    const curated = [...knowledge.answers.values()];
    const left = leaveOneOut(curated, generatedPatterns(knowledge), { names, rules });
    const unreached = unreachedModels(knowledge.models.values(), Matcher.of(matchable, { names, rules }));
    const answers = curated.map(({ id, questions }): AnswerCoverage => {
      const strays = left.strays.filter(({ answer }) => answer === id).length;
      return { id, phrasings: questions.length, returned: questions.length - strays };
    });
    const related = relatedFinds(left.strays, curated);
    if (values.json) {
      const { rounds, phrasings, strays } = left;
      const returned = phrasings - strays.length;
      console.log(
        JSON.stringify({ rounds, phrasings, returned, related, answers, strays, unreachedModels: unreached }),
      );
      return 0;
    }
    printLeaveOneOut(left, related, answers);
    printModels(unreached, knowledge.models.size);
    return 0;
  },
};

function printLeaveOneOut(
  { rounds, phrasings, strays }: LeaveOneOut,
  related: number,
  answers: readonly AnswerCoverage[],
): void {
  const returned = phrasings - strays.length;
  console.log(
    `${returned} of ${counted(phrasings, 'phrasing')} (${percent(returned, phrasings)}) find their own answer when left out.`,
  );
  console.log(`${related} more (${percent(related, phrasings)}) find an answer that is related to theirs.`);
  console.log(`Asked in ${counted(rounds, 'round')}, each of which leaves out one phrasing of every answer.`);

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

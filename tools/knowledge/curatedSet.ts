import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { today } from '../../src/knowledge/dates.ts';
import { fromCallersFolder, printColumns, type Subcommand, UsageError } from '../../src/cli/run.ts';
import type { Answer } from '../../src/knowledge/Answer.ts';
import { formatFault } from '../../src/knowledge/faults.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { checkKnowledge, readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { fullDate } from '../../src/knowledge/schemas/dates.ts';
import type { Source } from '../../src/knowledge/Source.ts';
import { counted } from '../../src/shared/text.ts';
import { UserError } from '../../src/shared/UserError.ts';

/** An option that every subcommand has. */
export const folderOption = { type: 'string' } as const;

/** The given folder. Default: the one in the root of the package, where npm runs its scripts. */
export const folderIn = (folder: string | undefined): string =>
  folder === undefined ? 'knowledge' : fromCallersFolder(folder);

export const check: Subcommand = {
  usage: '[--folder DIR]',
  summary: 'list every mistake as file:line:column, and exit with 1 if there is one',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { folder: folderOption } });
    const { knowledge, faults } = await checkKnowledge(folderIn(values.folder));
    for (const fault of faults) console.error(formatFault(fault));
    if (!knowledge) return 1;
    const { answers, models, timeline, sources } = knowledge;
    const parts = [
      counted(answers.size, 'answer'),
      counted(models.size, 'model'),
      counted(timeline.length, 'timeline entry', 'timeline entries'),
      counted(sources.size, 'source'),
    ];
    console.log(`knowledge is sound: ${parts.join(', ')}`);
    return 0;
  },
};

export const list: Subcommand = {
  usage: '[--json] [--folder DIR]',
  summary: 'list the id, date and title of every answer, then of every model',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { folder: folderOption, json: { type: 'boolean', default: false } },
    });
    const knowledge = await readKnowledge(folderIn(values.folder));
    const answers = [...knowledge.answers.values()].map(({ id, title, checked, reviewBy }) => ({
      id,
      title,
      checked,
      reviewBy: reviewBy ?? null,
    }));
    const models = [...knowledge.models.values()].map(({ id, name, released, checked }) => ({
      id,
      name,
      released,
      checked,
    }));
    if (values.json) {
      console.log(JSON.stringify({ answers, models }));
      return 0;
    }
    console.log('Answers, with the day for which they are known to be true');
    printColumns(answers.map(({ id, checked, title }) => [id, checked, title]));
    console.log('\nModels, with their release date');
    printColumns(models.map(({ id, released, name }) => [id, released ?? '', name]));
    return 0;
  },
};

export const show: Subcommand = {
  usage: 'ID [--folder DIR]',
  summary: 'print an answer or a model, with its references filled in and its sources looked up',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { folder: folderOption },
    });
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) throw new UsageError('show takes one id: npm run knowledge -- show gpt-4');
    const { answers, models } = await readKnowledge(folderIn(values.folder));
    const found = answers.get(id) ?? models.get(id.replace(/^model:/, ''));
    if (!found) {
      throw new UserError(
        'unknown-id',
        `There is no answer and no model "${id}". "npm run knowledge -- list" lists all of them.`,
      );
    }
    console.log('title' in found ? answerAsText(found) : modelAsText(found));
    return 0;
  },
};

function answerAsText({ body, sources, ...fields }: Answer): string {
  return `---\n${asYaml({ ...fields, sources: sources.map(sourceAsText) })}---\n\n${body}`;
}

function modelAsText({ sources, ...fields }: Model): string {
  return asYaml({ ...fields, sources: sources.map(sourceAsText) }).trimEnd();
}

const sourceAsText = ({ title, publisher, date, url }: Source): string =>
  `${title} (${publisher}${date === null ? '' : `, ${date}`}): ${url}`;

const asYaml = (data: object): string => stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });

type DatedAnswer = Answer & Required<Pick<Answer, 'reviewBy'>>;

export const stale: Subcommand = {
  usage: '[--on DATE] [--folder DIR]',
  summary: 'list answers past their reviewBy, soonest first, and exit with 1 if there are any',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { folder: folderOption, on: { type: 'string' } } });
    const day = values.on ?? today();
    if (!fullDate.safeParse(day).success) throw new UsageError(`"${day}" is not a day: write it as 2024-05-13`);
    const { answers } = await readKnowledge(folderIn(values.folder));
    const dated = [...answers.values()].filter(hasReviewBy).toSorted(soonestFirst);
    const past = dated.filter(({ reviewBy }) => reviewBy < day);
    if (past.length === 0) {
      console.log(`On ${day} nothing is stale. ${nextDue(dated)}`);
      return 0;
    }
    printColumns(past.map(({ id, reviewBy, title }) => [reviewBy, id, title]));
    const sentence =
      past.length === 1
        ? '1 answer is past its reviewBy: look at it again, then move both of its dates.'
        : `${past.length} answers are past their reviewBy: look at them again, then move both dates of each.`;
    console.error(`On ${day} ${sentence}`);
    return 1;
  },
};

/** @param dated - Soonest first; none of them is stale yet. */
function nextDue(dated: readonly DatedAnswer[]): string {
  const next = dated[0]?.reviewBy;
  if (next === undefined) return 'No answer has a reviewBy.';
  const ids = dated.filter(({ reviewBy }) => reviewBy === next).map(({ id }) => id);
  return `Due next, on ${next}: ${ids.join(', ')}`;
}

function hasReviewBy(answer: Answer): answer is DatedAnswer {
  return answer.reviewBy !== undefined;
}

/** Days compare as text. Answers due on the same day stay in the order of their ids. */
function soonestFirst(one: DatedAnswer, other: DatedAnswer): number {
  if (one.reviewBy === other.reviewBy) return 0;
  return one.reviewBy < other.reviewBy ? -1 : 1;
}

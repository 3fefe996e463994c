import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { fromCallersFolder, printColumns, type Subcommand, UsageError } from '../../src/cli/run.ts';
import type { Answer, Source } from '../../src/knowledge/Answer.ts';
import type { Assistant, Family } from '../../src/knowledge/Knowledge.ts';
import { formatFault } from '../../src/knowledge/faults.ts';
import type { Model } from '../../src/knowledge/Model.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { counted } from '../../src/shared/text.ts';
import { UserError } from '../../src/shared/UserError.ts';
import { checkKnowledge } from './checks/checkKnowledge.ts';

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
    const { answers, models, assistants, sources } = knowledge;
    const parts = [
      counted(answers.size, 'answer'),
      counted(models.size, 'model'),
      counted(assistants.size, 'assistant'),
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
    console.log('Answers, with the day of their last check');
    printColumns(answers.map(({ id, checked, title }) => [id, checked, title]));
    console.log('\nModels, with their release date');
    printColumns(models.map(({ id, released, name }) => [id, released ?? '', name]));
    return 0;
  },
};

export const show: Subcommand = {
  usage: 'ID [--folder DIR]',
  summary: 'print an answer, model, assistant or family, with its references filled in and its sources looked up',
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { folder: folderOption },
    });
    const [id, ...more] = positionals;
    if (id === undefined || more.length > 0) throw new UsageError('show takes one id: npm run knowledge -- show gpt-4');
    const { answers, models, assistants, families } = await readKnowledge(folderIn(values.folder));
    const name = id.replace(/^(?:model|assistant):/, '');
    const answer = answers.get(id);
    const model = models.get(name);
    const assistant = assistants.get(name);
    const family = families.get(name);
    const text =
      (answer && answerAsText(answer)) ??
      (model && modelAsText(model)) ??
      (assistant && assistantAsText(assistant)) ??
      (family && familyAsText(family));
    if (text === undefined) {
      throw new UserError(
        'unknown-id',
        `There is no answer, model, assistant or family "${id}". "npm run knowledge -- list" lists answers and models.`,
      );
    }
    console.log(text);
    return 0;
  },
};

function answerAsText({ body, sources, ...fields }: Answer): string {
  return `---\n${asYaml({ ...fields, sources: sources.map(sourceAsText) })}---\n\n${body}`;
}

function modelAsText({ sources, ...fields }: Model): string {
  return asYaml({ ...fields, sources: sources.map(sourceAsText) }).trimEnd();
}

function assistantAsText({ sources, runsOn, ...fields }: Assistant): string {
  const uses = runsOn.map((use) => ({ ...use, sources: use.sources.map(sourceAsText) }));
  return asYaml({ ...fields, runsOn: uses, sources: sources.map(sourceAsText) }).trimEnd();
}

function familyAsText({ members, ...fields }: Family): string {
  return asYaml({ ...fields, members: members.map(({ id }) => id) }).trimEnd();
}

const sourceAsText = ({ title, publisher, date, url }: Source): string =>
  `${title} (${publisher}${date === null ? '' : `, ${date}`}): ${url}`;

const asYaml = (data: object): string => stringify(data, { lineWidth: 0, aliasDuplicateObjects: false });

import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Model } from '../../knowledge/Model.ts';
import { readKnowledge } from '../../knowledge/readKnowledge.ts';
import type { Source } from '../../knowledge/Source.ts';
import { UserError } from '../../UserError.ts';
import { UsageError } from '../runCommand.ts';
import { folderIn, folderOption } from './options.ts';
import type { Subcommand } from '../Subcommand.ts';

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
        `There is no answer and no model "${id}". "npm run knowledge -- list" names them all.`,
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

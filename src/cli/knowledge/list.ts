import { parseArgs } from 'node:util';
import { readKnowledge } from '../../knowledge/readKnowledge.ts';
import { folderIn, folderOption } from './options.ts';
import { printColumns } from '../printColumns.ts';
import type { Subcommand } from '../Subcommand.ts';

export const list: Subcommand = {
  usage: '[--json] [--folder DIR]',
  summary: 'print the id, date and title of every answer, then those of every model',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { folder: folderOption, json: { type: 'boolean', default: false } },
    });
    const knowledge = await readKnowledge(folderIn(values.folder));
    const answers = [...knowledge.answers.values()].map(({ id, title, asOf, reviewBy }) => ({
      id,
      title,
      asOf,
      reviewBy: reviewBy ?? null,
    }));
    const models = [...knowledge.models.values()].map(({ id, name, released, asOf }) => ({ id, name, released, asOf }));
    if (values.json) {
      console.log(JSON.stringify({ answers, models }));
      return 0;
    }
    console.log('Answers, with the day for which they hold');
    printColumns(answers.map(({ id, asOf, title }) => [id, asOf, title]));
    console.log('\nModels, with the day of their release');
    printColumns(models.map(({ id, released, name }) => [id, released ?? '', name]));
    return 0;
  },
};

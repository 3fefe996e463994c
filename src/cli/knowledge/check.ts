import { parseArgs } from 'node:util';
import { checkKnowledge } from '../../knowledge/checkKnowledge.ts';
import { formatFault } from '../../knowledge/formatFault.ts';
import { counted } from '../counted.ts';
import { folderIn, folderOption } from './options.ts';
import type { Subcommand } from '../Subcommand.ts';

export const check: Subcommand = {
  usage: '[--folder DIR]',
  summary: 'print every fault as file:line:column, and exit with 1 if there is one',
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

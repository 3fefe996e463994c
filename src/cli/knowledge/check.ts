import { parseArgs } from 'node:util';
import { checkKnowledge } from '../../knowledge/checkKnowledge.ts';
import { formatFault } from '../../knowledge/formatFault.ts';
import { folderOption } from './options.ts';
import type { Subcommand } from './Subcommand.ts';

export const check: Subcommand = {
  usage: '[--folder DIR]',
  summary: 'print every fault as file:line:column, and exit with 1 if there is one',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { folder: folderOption } });
    const { knowledge, faults } = await checkKnowledge(values.folder);
    for (const fault of faults) console.error(formatFault(fault));
    if (!knowledge) return 1;
    const { answers, models, timeline, sources } = knowledge;
    const parts = [
      counted(answers.size, 'answer', 'answers'),
      counted(models.size, 'model', 'models'),
      counted(timeline.length, 'timeline entry', 'timeline entries'),
      counted(sources.size, 'source', 'sources'),
    ];
    console.log(`knowledge is sound: ${parts.join(', ')}`);
    return 0;
  },
};

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

import { parseArgs } from 'node:util';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import type { Knowledge } from '../../src/knowledge/Knowledge.ts';
import type { Source } from '../../src/knowledge/Source.ts';
import { counted } from '../../src/cli/counted.ts';
import { folderIn, folderOption } from '../../src/cli/knowledge/options.ts';
import { printColumns } from '../../src/cli/printColumns.ts';
import type { Asked } from './sources/askAddress.ts';
import { askAddresses } from './sources/askAddresses.ts';
import { usesOfSources } from './sources/usesOfSources.ts';
import type { Subcommand } from '../../src/cli/Subcommand.ts';

export const sources: Subcommand = {
  usage: '[--check] [--folder DIR]',
  summary: 'print every source and how often it is named; --check asks each address, and exits with 1 if one is dead',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { folder: folderOption, check: { type: 'boolean', default: false } },
    });
    const knowledge = await readKnowledge(folderIn(values.folder));
    if (values.check) return await checkAddresses([...knowledge.sources.values()]);
    printSources(knowledge);
    return 0;
  },
};

function printSources(knowledge: Knowledge): void {
  const uses = usesOfSources(knowledge);
  printColumns([...knowledge.sources.values()].map(({ id, url }) => [id, counted(uses.get(id)!, 'use'), url]));
  const unused = [...uses].filter(([, count]) => count === 0).map(([id]) => id);
  console.log(
    `\n${counted(uses.size, 'source')}. ${unused.length === 0 ? 'All are used.' : `Used by nothing: ${unused.join(', ')}`}`,
  );
}

/** What a person should look at, worst first. */
const GROUPS: readonly (readonly [Asked['kind'], string])[] = [
  ['dead', 'Dead'],
  ['moved', 'Moved'],
  ['refused', 'Turned away, so look with a browser'],
];

async function checkAddresses(all: readonly Source[]): Promise<number> {
  const asked = await askAddresses(all.map(({ url }) => url));
  const answers = all.map(({ id, url }) => ({ id, url, asked: asked.get(url)! }));
  for (const [kind, heading] of GROUPS) {
    const group = answers.filter((answer) => answer.asked.kind === kind);
    if (group.length === 0) continue;
    console.log(heading);
    printColumns(group.map((answer) => [answer.id, answer.url, detail(answer.asked)]));
    console.log();
  }
  const alive = answers.filter((answer) => answer.asked.kind === 'alive').length;
  console.log(`${alive} of ${counted(all.length, 'source')} answer at their own address.`);
  const dead = answers.filter((answer) => answer.asked.kind === 'dead').length;
  if (dead === 0) return 0;
  console.error(`${counted(dead, 'source')} cannot be reached: look for where the page went, or cite another.`);
  return 1;
}

function detail(asked: Asked): string {
  if (asked.kind === 'alive') return '';
  return asked.kind === 'moved' ? `to ${asked.to}` : asked.why;
}

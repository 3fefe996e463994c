import { parseArgs } from 'node:util';
import type { Model } from '../../src/knowledge/Model.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { asSeenByCaller } from '../../src/cli/asSeenByCaller.ts';
import { UsageError } from '../../src/cli/runCommand.ts';
import { counted } from '../../src/cli/counted.ts';
import { compareModels, type Comparison } from './diffModels/compareModels.ts';
import { readModelsDev } from './diffModels/readModelsDev.ts';
import { folderIn, folderOption } from '../../src/cli/knowledge/options.ts';
import { printColumns } from '../../src/cli/printColumns.ts';
import type { Subcommand } from '../../src/cli/Subcommand.ts';

export const diffModels: Subcommand = {
  usage: 'FILE|URL [--folder DIR]',
  summary: "print what models.dev's api.json has new, no longer, or different from models/; changes nothing",
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { folder: folderOption },
    });
    const [place, ...more] = positionals;
    if (place === undefined || more.length > 0) {
      throw new UsageError(
        'diff-models takes one file or address: npm run knowledge -- diff-models https://models.dev/api.json',
      );
    }
    const { models } = await readKnowledge(folderIn(values.folder));
    const there = await readModelsDev(/^https?:/i.test(place) ? place : asSeenByCaller(place));
    console.log(
      `${counted(models.size, 'model')} here, ${counted(Object.keys(there).length, 'model')} of OpenAI there.`,
    );
    printComparison(compareModels([...models.values()], there));
    return 0;
  },
};

function printComparison({ newThere, goneThere, different, nameless }: Comparison): void {
  printSection(
    'New there',
    newThere.map(({ apiId, entry }) => [apiId, entry.release_date ?? 'no date', entry.name]),
  );
  printSection(
    'Gone there',
    goneThere.map((model) => [model.id, retirement(model), model.apiIds.join(', ')]),
  );
  printSection(
    'Different',
    different.flatMap(({ model, apiId, differences }) =>
      differences.map(({ field, here, there }) => [
        apiId === model.id ? apiId : `${model.id} (there ${apiId})`,
        field,
        `here ${here}`,
        `there ${there}`,
      ]),
    ),
  );
  printSection(
    'Not compared, for they have no API name',
    nameless.map(({ id, name }) => [id, name]),
  );
}

function printSection(heading: string, rows: readonly (readonly string[])[]): void {
  if (rows.length === 0) return;
  console.log(`\n${heading}`);
  printColumns(rows);
}

/** Whether it is no wonder that it is gone. */
function retirement({ retired }: Model): string {
  return retired?.api === undefined ? 'no end in the API known here' : `end in the API here ${retired.api}`;
}

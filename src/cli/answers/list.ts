import { parseArgs } from 'node:util';
import { KNOWLEDGE_FOLDER } from '../../answers/openBook.ts';
import { standingOf } from '../../answers/editing/standingOf.ts';
import { readKnowledge } from '../../knowledge/readKnowledge.ts';
import { printColumns } from '../printColumns.ts';
import type { Subcommand } from '../Subcommand.ts';
import { guildIn, guildOption } from './options.ts';
import { withStore } from './withStore.ts';

export const list: Subcommand = {
  usage: '--guild ID [--json]',
  summary: 'print what the moderators of a server have written and hidden',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { guild: guildOption, json: { type: 'boolean', default: false } },
    });
    const guildId = guildIn(values.guild);
    const { answers: curated } = await readKnowledge(KNOWLEDGE_FOLDER);
    const [versions, uses] = await withStore((store) => Promise.all([store.current(guildId), store.uses(guildId)]), {
      mustExist: true,
    });
    const answers = versions.flatMap((version) => {
      const standing = standingOf(version, curated.get(version.answerId));
      if (!standing || standing === 'removed' || standing === 'curated') return [];
      const { answerId: id, version: number, content, editorName, at } = version;
      return {
        id,
        standing,
        title: content?.title ?? curated.get(id)?.title ?? id,
        version: number,
        changedAt: new Date(at).toISOString(),
        changedBy: editorName,
        reviewBy: content?.reviewBy ?? null,
        uses: uses.get(id)?.count ?? 0,
      };
    });
    if (values.json) console.log(JSON.stringify({ guildId, answers }));
    else if (answers.length === 0) console.log('This server has written and hidden nothing.');
    else
      printColumns(answers.map(({ id, standing, changedAt, title }) => [id, standing, changedAt.slice(0, 10), title]));
    return 0;
  },
};

import { ApplicationCommandOptionType } from 'discord.js';
import { UserError } from '../../../UserError.ts';
import { answerList } from '../../editing/pages.ts';
import { LIST_KINDS, type ListPage } from '../../ids/editorIds.ts';
import type { Subcommand } from '../subcommands.ts';

const CHOICES: Readonly<Record<ListPage['kind'], string>> = {
  server: 'Written on this server',
  curated: 'Curated, as they are everywhere',
  removed: 'Removed and hidden',
  stale: 'Past their review date',
  unused: 'Never given',
  all: 'All',
};

/** The buttons that turn the pages carry it. */
const MAX_TEXT = 50;

/** `/answer list [kind] [text]`: answers with how often they were given and when somebody should look at them. */
export const list: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'list',
    description: 'List answers, with how often they were given and which ones should be reviewed',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'kind',
        description: 'Which ones (default: those written on this server)',
        choices: LIST_KINDS.map((value) => ({ name: CHOICES[value], value })),
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'text',
        description: 'Only those with these words in their title or phrasings',
        max_length: MAX_TEXT,
      },
    ],
  },
  way: 'private',
  run(desk, { options }) {
    const asked = options.getString('kind') ?? 'server';
    const kind = LIST_KINDS.find((one) => one === asked);
    if (!kind) throw new UserError('unknown-kind', 'There is no such kind of answers. Pick one from the list.');
    const text = (options.getString('text') ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT).toWellFormed();
    return answerList(desk, { page: 0, kind, text });
  },
};

import { check } from './knowledge/check.ts';
import { coverage } from './knowledge/coverage.ts';
import { diffModels } from './knowledge/diffModels.ts';
import { list } from './knowledge/list.ts';
import { show } from './knowledge/show.ts';
import { sources } from './knowledge/sources.ts';
import { stale } from './knowledge/stale.ts';
import { runSubcommands } from './runSubcommands.ts';

await runSubcommands({
  command: 'knowledge',
  subcommands: { check, list, show, stale, coverage, sources, 'diff-models': diffModels },
  options: ['--folder DIR   the curated set to look at (default: knowledge)'],
});

import { check } from '../src/cli/knowledge/check.ts';
import { coverage } from './knowledge/coverage.ts';
import { diffModels } from './knowledge/diffModels.ts';
import { list } from '../src/cli/knowledge/list.ts';
import { show } from '../src/cli/knowledge/show.ts';
import { sources } from './knowledge/sources.ts';
import { stale } from '../src/cli/knowledge/stale.ts';
import { runSubcommands } from '../src/cli/runSubcommands.ts';

await runSubcommands({
  command: 'knowledge',
  subcommands: { check, list, show, stale, coverage, sources, 'diff-models': diffModels },
  options: ['--folder DIR   the curated set to look at (default: knowledge)'],
});

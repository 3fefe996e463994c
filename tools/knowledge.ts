import { check, list, show } from './knowledge/curatedSet.ts';
import { commandOf, runIfStarted } from '../src/cli/run.ts';
import { coverage } from './knowledge/coverage.ts';
import { diffModels } from './knowledge/diffModels.ts';
import { draftModel } from './knowledge/draftModel.ts';
import { sources } from './knowledge/sources.ts';
import { stale } from './knowledge/stale.ts';

export const knowledge = commandOf({
  name: 'knowledge',
  subcommands: {
    check,
    list,
    show,
    stale,
    // The monthly round's own name for it.
    review: stale,
    coverage,
    sources,
    'diff-models': diffModels,
    'draft-model': draftModel,
  },
  options: ['--folder DIR   the curated set to look at (default: knowledge)'],
});

await runIfStarted(import.meta, knowledge);

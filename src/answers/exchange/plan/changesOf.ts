import type { Change } from '../../../store/Change.ts';
import type { ImportPlan } from './ImportPlan.ts';

/** What to write so that the plan comes true: everything but what is the same, in conflict or refused. */
export function changesOf({ entries }: ImportPlan): Change[] {
  return entries.flatMap((entry): Change[] => {
    switch (entry.outcome) {
      case 'added':
      case 'changed':
        return [change(entry.id, entry.content, entry.expectedVersion)];
      case 'hidden':
        return [change(entry.id, null, entry.expectedVersion)];
      default:
        return [];
    }
  });
}

function change(answerId: string, content: Change['content'], expectedVersion: number): Change {
  return { answerId, kind: 'import', content, expectedVersion };
}

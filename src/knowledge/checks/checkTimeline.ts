import type { Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';

/** The timeline is sorted by `from`, so that a reader finds a day and a new entry has one place to go. */
export function checkTimeline({ timeline }: Drafts): Fault[] {
  const dated = (timeline ?? []).filter(({ record }) => record);
  return dated.flatMap((draft, index) => {
    const before = dated[index - 1]?.record?.from;
    const from = draft.record!.from;
    if (before === undefined || before <= from) return [];
    return draft.fault(['from'], `"from" is before that of the entry above, ${before}: sort the entries by "from"`);
  });
}

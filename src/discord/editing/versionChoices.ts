import type { HistoryEntry, Standing } from '../../answers/editing/SeenAnswer.ts';
import { formatDate } from '../../knowledge/formatDate.ts';
import { dayOf } from './dayOf.ts';
import { deedOf } from './versionLine.ts';

/** A version that can be brought back. */
export interface VersionChoice {
  /** 0 for the curated answer as it is everywhere. */
  readonly version: number;
  /** `3, edited by Ada on 22 Nov 2026`, in plain text. */
  readonly label: string;
}

/** What can be brought back of an answer: all but what is there, newest first. */
export function versionChoices(entries: readonly HistoryEntry[], standing: Standing): readonly VersionChoice[] {
  const old = entries.filter(({ version }, index) => version.content !== null && index > 0);
  return [
    ...old.map(({ version }) => ({
      version: version.version,
      label: `${version.version}, ${deedOf(version)} by ${version.editorName} on ${formatDate(dayOf(version.at))}`,
    })),
    ...(standing === 'replaced' || standing === 'hidden'
      ? [{ version: 0, label: '0, the curated answer as it is everywhere' }]
      : []),
  ];
}

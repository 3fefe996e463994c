import type { Written } from '../../answers/editing/Proposal.ts';
import { clipped } from '../../replies/characters.ts';
import { asTyped } from '../asTyped.ts';

/** What the answer is called, or was before it was removed. */
export function titleOfWritten({ version, difference }: Written): string {
  const before = difference.title?.filter(({ kind }) => kind !== 'added').map(({ text }) => text);
  return clipped(asTyped(version.content?.title ?? before?.join('') ?? version.answerId), 200);
}

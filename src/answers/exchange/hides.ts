import type { AnswerVersion } from '../../store/AnswerVersion.ts';

/** Whether a curated answer is not given from this version on. Restored without content, it is given as everywhere. */
export function hides({ content, kind }: Pick<AnswerVersion, 'content' | 'kind'>): boolean {
  return content === null && kind !== 'restore';
}

import type { AnswerContent } from '../../store/AnswerContent.ts';
import type { ListedAnswer, ListFilter, Standing } from './SeenAnswer.ts';

const STANDINGS: Readonly<Record<'server' | 'curated' | 'removed', ReadonlySet<Standing>>> = {
  server: new Set(['own', 'replaced']),
  curated: new Set(['curated']),
  removed: new Set(['removed', 'hidden']),
};

/** Whether a list of that kind shows an answer. */
export function isOfKind({ standing, isStale, uses }: ListedAnswer, kind: NonNullable<ListFilter['kind']>): boolean {
  switch (kind) {
    case 'all':
      return true;
    case 'stale':
      return isStale;
    case 'unused':
      return uses === 0;
    default:
      return STANDINGS[kind].has(standing);
  }
}

/** Whether each word of a text is in the id, the title or a phrasing of an answer. */
export function hasWords(
  answerId: string,
  { title, questions }: Pick<AnswerContent, 'title' | 'questions'>,
  text: string,
): boolean {
  const all = [answerId, title, ...questions].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

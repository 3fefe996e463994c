import type { ListedAnswer } from '../../answers/editing/SeenAnswer.ts';
import { formatDate } from '../../knowledge/formatDate.ts';
import { dayOf } from './dayOf.ts';
import { deedOf, editorName } from './versionLine.ts';

/** `version 3, edited by Ada · given 12 times, last on 8 Oct 2026 · review was due on 1 Nov 2026` */
export function factsLine({ latest, uses, lastUsedAt, reviewBy, isStale }: ListedAnswer): string {
  const times = uses === 1 ? 'once' : `${uses.toLocaleString('en-US')} times`;
  const last = lastUsedAt === undefined ? '' : `, last on ${formatDate(dayOf(lastUsedAt))}`;
  const review = isStale ? '**review was due on' : 'review on';
  return [
    ...(latest ? [`version ${latest.version}, ${deedOf(latest)} by ${editorName(latest)}`] : []),
    uses === 0 ? 'never given' : `given ${times}${last}`,
    ...(reviewBy === undefined ? [] : [`${review} ${formatDate(reviewBy)}${isStale ? '**' : ''}`]),
  ].join(' · ');
}

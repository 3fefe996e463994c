import type { Answer } from '../../knowledge/Answer.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent, AnswerVersion } from '../../store/Store.ts';
import type { KnowledgeBook } from '../KnowledgeBook.ts';
import { hidesCurated } from '../servers/serverAnswer.ts';
import { contentOfAnswer } from './form.ts';
import * as strings from './strings.ts';

/**
 * What an answer is on one server: `own`, written there; `replaced`, the server's version of a curated one; `curated`, the
 * same as everywhere; `hidden`, a curated one that is not shown there; `removed`, written there and taken away.
 */
export type AnswerStatus = Exclude<keyof typeof strings.STATUS_LABELS, 'generated'>;

type VersionState = Pick<AnswerVersion, 'kind' | 'content'>;

export function statusOf(version: VersionState | undefined, curated: Answer | undefined): AnswerStatus | undefined {
  if (!version) return curated && 'curated';
  if (version.content) return curated ? 'replaced' : 'own';
  if (!curated) return 'removed';
  return hidesCurated(version) ? 'hidden' : 'curated';
}

export const isGone = (status: AnswerStatus): boolean => status === 'removed' || status === 'hidden';

/** What members get from a version, as a moderator could have written it; `null` for nothing. */
export function contentSeen(version: VersionState | undefined, curated: Answer | undefined): AnswerContent | null {
  if (version?.content) return version.content;
  return curated && statusOf(version, curated) === 'curated' ? contentOfAnswer(curated) : null;
}

/** What members got from a version; 0 is the curated answer. `null` for nothing, or if there is no such version. */
export function contentOfVersion(
  history: readonly AnswerVersion[],
  version: number,
  curated: Answer | undefined,
): AnswerContent | null {
  const wanted = history.find((one) => one.version === version);
  return wanted || version === 0 ? contentSeen(wanted, curated) : null;
}

export const noSuchAnswer = (answerId: string): UserError =>
  new UserError('no-such-answer', strings.noSuchAnswer(answerId));

export const noSuchVersion = (answerId: string, version: number): UserError =>
  new UserError('no-such-version', strings.noSuchVersion(answerId, version));

/** Why a server does not have an answer. @param latest - The version that removed or hid it, if there is one. */
export function notThere(answerId: string, latest: AnswerVersion | undefined, curated: KnowledgeBook): UserError {
  if (latest) {
    const message = curated.curated.has(answerId) ? strings.isHidden(answerId) : strings.wasRemoved(answerId);
    return new UserError('no-such-answer', message);
  }
  return curated.answer(answerId)
    ? new UserError('made-answer', strings.isGenerated(answerId))
    : noSuchAnswer(answerId);
}

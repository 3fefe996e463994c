import type { Answer } from '../../knowledge/Answer.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import { hidesCurated } from '../servers/ServerAnswers.ts';
import { contentOfAnswer } from './formOfAnswer.ts';
import type { Standing } from './SeenAnswer.ts';

/**
 * What an answer is on a server in one of its states.
 *
 * @param version - Absent before the server's moderators first touched it.
 * @param curated - The curated answer of this id, if there is one.
 */
export function standingOf(version: AnswerVersion | undefined, curated: Answer | undefined): Standing | undefined {
  if (!version) return curated && 'curated';
  if (version.content) return curated ? 'replaced' : 'own';
  if (!curated) return 'removed';
  return hidesCurated(version) ? 'hidden' : 'curated';
}

/** What members get in that state, as a moderator could have written it; `null` for nothing. */
export function contentSeen(version: AnswerVersion | undefined, curated: Answer | undefined): AnswerContent | null {
  if (version?.content) return version.content;
  return curated && standingOf(version, curated) === 'curated' ? contentOfAnswer(curated) : null;
}

/**
 * What members got in one of the versions; 0 is the curated answer. `null` where there was nothing, or is no such version.
 *
 * @param history - All versions.
 */
export function contentOfVersion(
  history: readonly AnswerVersion[],
  version: number,
  curated: Answer | undefined,
): AnswerContent | null {
  const wanted = history.find((one) => one.version === version);
  return wanted || version === 0 ? contentSeen(wanted, curated) : null;
}

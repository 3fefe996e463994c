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

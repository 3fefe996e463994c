import { bareText } from '../../knowledge/checks/bareText.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Source } from '../../knowledge/Source.ts';
import type { AnswerContent } from '../../store/AnswerContent.ts';
import { shortAnswer } from './shortAnswer.ts';

/** When a state of an answer was written, and for which id. */
interface Stamp {
  readonly answerId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * What a moderator wrote, as an Answer like all others.
 *
 * @param replaced - The curated answer whose place it takes. What is not meant by that is not meant by this, the same
 *   answers are related; its phrasings count only as far as they are among those written.
 */
export function serverAnswer({ answerId, at }: Stamp, content: AnswerContent, replaced?: Answer): Answer {
  const asked = new Set([content.title, ...content.questions].map(bareText));
  const { short, body } = shortAnswer(content.body);
  return {
    id: answerId,
    title: content.title,
    questions: content.questions,
    notThis: replaced ? replaced.notThis.filter((text) => !asked.has(bareText(text))) : [],
    short,
    body,
    sources: content.sources.map(sourceOf),
    asOf: new Date(at).toISOString().slice(0, 10),
    ...(content.reviewBy !== undefined && { reviewBy: content.reviewBy }),
    related: replaced?.related ?? [],
  };
}

function sourceOf(url: string): Source {
  const host = URL.parse(url)?.hostname.replace(/^www\./, '') ?? url;
  return { id: url, title: host, url, publisher: host, date: null, read: 'direct' };
}

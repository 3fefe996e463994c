import type { Tokens } from 'marked';
import { type Answer, MAX_SHORT } from '../../knowledge/Answer.ts';
import { dayOf } from '../../shared/clock.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import { blocksOf } from '../../shared/markdown.ts';
import { characterCount, foldedText } from '../../shared/text.ts';
import type { TaughtVersion } from '../../store/LearningStore.ts';
import type { AnswerContent, AnswerVersion } from '../../store/Store.ts';

interface ShortAndBody {
  /** Markdown of at most 200 characters; empty when the text doesn't start with a short paragraph or sentence. */
  readonly short: string;
  readonly body: string;
  /** The text starts with a paragraph, but even its first sentence is too long. */
  readonly isTooLong?: true;
}

/**
 * Splits a text into its short answer and the rest. The short answer is the first paragraph, or as many of its sentences
 * as fit. A text that starts with a list, quote, heading or code has none: then the body is the whole text.
 *
 * @example
 * shortAnswer('Ask in #help. Somebody is there.\n\nOr read the rules.');
 * // { short: 'Ask in #help. Somebody is there.', body: 'Or read the rules.' }
 */
export function shortAnswer(text: string): ShortAndBody {
  const whole = text.trim();
  // Parsing the text up to the first blank line is enough, and quicker.
  const [head = ''] = whole.split(/\n[^\S\n]*\n/, 1);
  const [first] = blocksOf(head);
  if (first?.type !== 'paragraph' || !whole.startsWith(first.raw)) return { short: '', body: whole };
  const length = lengthOfShort(first as Tokens.Paragraph);
  if (length === 0) return { short: '', body: whole, isTooLong: true };
  return { short: whole.slice(0, length).trim(), body: whole.slice(length).trim() };
}

/** Where the short answer ends in a paragraph, or 0 when no sentence fits. Never inside a link. */
function lengthOfShort({ raw, tokens }: Tokens.Paragraph): number {
  if (characterCount(raw.trim()) <= MAX_SHORT) return raw.length;
  let [best, start] = [0, 0];
  for (const token of tokens) {
    if (token.type === 'text') {
      for (const end of token.raw.matchAll(SENTENCE_END)) {
        const length = start + end.index + end[0].length;
        if (characterCount(raw.slice(0, length).trim()) <= MAX_SHORT) best = length;
      }
    }
    start += token.raw.length;
  }
  return best;
}

/** Not after a single letter or "no.", "vs.", "etc.": "e.g. this" goes on. */
const SENTENCE_END = /(?<![\s.(]\p{L}|\bno|\bvs|\betc)(?:[.!?…]+["'”’)]*(?=\s|$)|[。！？])/giu;

/**
 * Turns what a moderator wrote into an Answer like any other.
 *
 * @param origin - Which answer it is, and the day it was written, as `YYYY-MM-DD`.
 * @param replaced - The curated answer that it replaces. Its counter-examples and related answers carry over; its
 *   phrasings don't.
 */
export function serverAnswer(
  { answerId, checked }: { readonly answerId: string; readonly checked: string },
  content: AnswerContent,
  replaced?: Answer,
): Answer {
  const asked = new Set([content.title, ...content.questions].map(foldedText));
  const { short, body } = shortAnswer(content.body);
  return {
    id: answerId,
    title: content.title,
    questions: content.questions,
    notThis: replaced ? replaced.notThis.filter((text) => !asked.has(foldedText(text))) : [],
    short,
    body,
    sources: content.sources.map((url) => {
      const host = URL.parse(url)?.hostname.replace(/^www\./, '') ?? url;
      return { id: url, title: host, url, publisher: host, date: null, read: 'direct' };
    }),
    checked,
    ...(content.reviewBy !== undefined && { reviewBy: content.reviewBy }),
    related: replaced?.related ?? [],
  };
}

export function answerOfVersion(version: AnswerVersion, content: AnswerContent, replaced?: Answer): Answer {
  return serverAnswer({ answerId: version.answerId, checked: dayOf(version.at) }, content, replaced);
}

/** One server's answers by id, worked out from the latest version of each. */
export interface ServerAnswers {
  /** The latest version of every answer that was ever changed on the server, removed ones too. */
  readonly latest: ReadonlyMap<string, AnswerVersion>;
  /** The answers that the server wrote. Some replace a curated one. */
  readonly own: ReadonlyMap<string, Answer>;
  readonly hidden: ReadonlySet<string>;
  /** What moderators added to how answers are found. The answers stay as they are. */
  readonly taught: ReadonlyMap<string, TaughtVersion>;
}

/** One server's answers as they were at one revision of the store. */
export interface ServerState extends ServerAnswers {
  /** What was checked against this state still holds while the server has not changed since this revision. */
  readonly revision: number;
  /** All curated answers, including hidden and replaced ones. */
  readonly curated: ReadonlyMap<string, Answer>;
}

/**
 * @param before - An earlier result for the same server. Answers that haven't changed since are taken from it.
 * @param taught - Default: as before.
 */
export function* serverAnswers(
  versions: Iterable<AnswerVersion>,
  curated: ReadonlyMap<string, Answer>,
  before?: ServerAnswers,
  taught: ServerAnswers['taught'] = before?.taught ?? new Map<string, TaughtVersion>(),
): Cooperative<ServerAnswers> {
  const latest = new Map<string, AnswerVersion>();
  const own = new Map<string, Answer>();
  const hidden = new Set<string>();
  for (const version of versions) {
    const { answerId, content } = version;
    latest.set(answerId, version);
    if (content) {
      const known = isSameVersion(before?.latest.get(answerId), version) ? before!.own.get(answerId) : undefined;
      own.set(answerId, known ?? answerOfVersion(version, content, curated.get(answerId)));
    } else if (hidesCurated(version) && curated.has(answerId)) hidden.add(answerId);
    yield;
  }
  return { latest, own, hidden, taught };
}

/** An answer with the phrasings and counter-examples that moderators have added, as it is matched. */
export function asTaught(answer: Answer, taught: Pick<TaughtVersion, 'questions' | 'notThis'> | undefined): Answer {
  // What was taught may have been undone.
  if (!taught || taught.questions.length + taught.notThis.length === 0) return answer;
  const asked = new Set(taught.questions.map(foldedText));
  const notThis = answer.notThis.filter((text) => !asked.has(foldedText(text)));
  return {
    ...answer,
    questions: [...answer.questions, ...taught.questions],
    notThis: [...notThis, ...taught.notThis],
  };
}

/**
 * All answers that members of a server can get, except those generated from facts, as they are matched. The server's own come
 * first.
 */
export function* visibleAnswers({ own, hidden, curated, taught }: Given): Generator<Answer, void> {
  for (const [id, answer] of own) yield asTaught(answer, taught.get(id));
  for (const answer of curated.values()) {
    if (!own.has(answer.id) && !hidden.has(answer.id)) yield asTaught(answer, taught.get(answer.id));
  }
}

/** Those that differ from the curated ones, or are found otherwise. */
export function* answersOfLayer(answers: ServerAnswers, curated: Given['curated']): Generator<Answer, void> {
  for (const answer of visibleAnswers({ ...answers, curated })) if (answer !== curated.get(answer.id)) yield answer;
}

type Given = Omit<ServerState, 'revision'>;

/** What members of a server get with this id, unless it is generated from facts. */
export const answerGiven = ({ own, hidden, curated }: Given, id: string): Answer | undefined =>
  own.get(id) ?? (hidden.has(id) ? undefined : curated.get(id));

/** The same, as it is matched. */
export function visibleAnswer(state: Given, id: string): Answer | undefined {
  const answer = answerGiven(state, id);
  return answer && asTaught(answer, state.taught.get(id));
}

export function hidesCurated({ content, kind }: Pick<AnswerVersion, 'content' | 'kind'>): boolean {
  return content === null && kind !== 'restore';
}

type Written = Pick<AnswerVersion, 'version' | 'at' | 'editorId'> | undefined;

/** After a backup was restored, the same number can stand for a different version. */
function isSameVersion(one: Written, other: Written): boolean {
  return one?.version === other?.version && one?.at === other?.at && one?.editorId === other?.editorId;
}

type Versions = Pick<ServerAnswers, 'latest' | 'taught'>;

/** Ids of the answers that are given or found otherwise than before. */
export function changedBetween(before: Versions, after: Versions): string[] {
  const ids = new Set([
    ...before.latest.keys(),
    ...after.latest.keys(),
    ...before.taught.keys(),
    ...after.taught.keys(),
  ]);
  return [...ids].filter(
    (id) =>
      !isSameVersion(before.latest.get(id), after.latest.get(id)) ||
      !isSameVersion(before.taught.get(id), after.taught.get(id)),
  );
}

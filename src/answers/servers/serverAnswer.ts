import type { Tokens } from 'marked';
import type { Answer } from '../../knowledge/Answer.ts';
import { bareText } from '../../knowledge/checks/text.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import { blocksOf } from '../../shared/markdown.ts';
import { characterCount } from '../../shared/text.ts';
import type { AnswerContent, AnswerVersion } from '../../store/Store.ts';
import { LIMITS } from '../editing/content.ts';
import type { Source } from '../../knowledge/Source.ts';

export interface ShortAndBody {
  /** Markdown, at most 200 characters; empty where nothing can be taken off the beginning. */
  readonly short: string;
  readonly body: string;
  /** The text begins with a paragraph of which not even a sentence is short enough. */
  readonly isTooLong?: true;
}

/**
 * Takes the short answer off the beginning of a text: the first paragraph, else as many of its sentences as fit. Where not
 * even one does, or the text begins with a list, a quote, a heading or code, there is none, and the body is all of it:
 * nothing is said twice.
 *
 * @example
 * shortAnswer('Ask in #help. Somebody is there.\n\nOr read the rules.');
 * // { short: 'Ask in #help. Somebody is there.', body: 'Or read the rules.' }
 */
export function shortAnswer(text: string): ShortAndBody {
  const whole = text.trim();
  // What comes after the first blank line need not be read.
  const [head = ''] = whole.split(/\n[^\S\n]*\n/, 1);
  const [first] = blocksOf(head);
  if (first?.type !== 'paragraph' || !whole.startsWith(first.raw)) return { short: '', body: whole };
  const length = lengthOfShort(first as Tokens.Paragraph);
  if (length === 0) return { short: '', body: whole, isTooLong: true };
  return { short: whole.slice(0, length).trim(), body: whole.slice(length).trim() };
}

/** Where to end the short answer in a paragraph, 0 when nothing fits. Sentences end in plain text, never inside a link. */
function lengthOfShort({ raw, tokens }: Tokens.Paragraph): number {
  if (characterCount(raw.trim()) <= LIMITS.short) return raw.length;
  let [best, start] = [0, 0];
  for (const token of tokens) {
    if (token.type === 'text') {
      for (const end of token.raw.matchAll(SENTENCE_END)) {
        const length = start + end.index + end[0].length;
        if (characterCount(raw.slice(0, length).trim()) <= LIMITS.short) best = length;
      }
    }
    start += token.raw.length;
  }
  return best;
}

/** Not after a single letter or a number, as in "e.g. this" and "no. 5 is". */
const SENTENCE_END = /(?<![\s.(]\p{L}|\bno|\bvs|\betc)(?:[.!?…]+["'”’)]*(?=\s|$)|[。！？])/giu;

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

type Curated = ReadonlyMap<string, Answer>;

/** What the latest versions of one server's answers amount to. */
export interface ServerAnswers {
  /** Those that the server has of its own, by id; some take the place of a curated one. */
  readonly own: ReadonlyMap<string, Answer>;
  /** Ids of curated answers that are not given here. */
  readonly hidden: ReadonlySet<string>;
  /** By id of every answer that was ever touched: which of its states this is. */
  readonly states: ReadonlyMap<string, string>;
}

/**
 * @param versions - The latest of each answer. Yields after each.
 * @param before - What was made of earlier ones: what has not changed is taken from there.
 */
export function* serverAnswers(
  versions: readonly AnswerVersion[],
  curated: Curated,
  before?: ServerAnswers,
): Cooperative<ServerAnswers> {
  const own = new Map<string, Answer>();
  const hidden = new Set<string>();
  const states = new Map<string, string>();
  for (const version of versions) {
    const { answerId, content } = version;
    const state = stateOf(version);
    states.set(answerId, state);
    if (content) {
      const known = before?.states.get(answerId) === state ? before.own.get(answerId) : undefined;
      own.set(answerId, known ?? serverAnswer(version, content, curated.get(answerId)));
    } else if (hidesCurated(version) && curated.has(answerId)) hidden.add(answerId);
    yield;
  }
  return { own, hidden, states };
}

/** Whether a curated answer of this id is no longer given from this version on. */
export function hidesCurated({ content, kind }: Pick<AnswerVersion, 'content' | 'kind'>): boolean {
  return content === null && kind !== 'restore';
}

/** After a backup was restored, a version of the same number can be another one. */
function stateOf({ version, at, editorId }: AnswerVersion): string {
  return `${version} ${at} ${editorId}`;
}

/** Ids of answers that are not in the same state in both. */
export function changedBetween(before: ServerAnswers['states'], after: ServerAnswers['states']): string[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => before.get(id) !== after.get(id));
}

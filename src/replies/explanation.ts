import type { Gate } from '../matching/decide.ts';
import type { Contribution, ExplainedPart, Explanation } from '../matching/explain.ts';
import type { Candidate } from '../matching/Match.ts';

/** From what share on it is worth a word. */
const LEAST_SHARE = 0.01;
/** Less would be printed as 0 %. */
const LEAST_CONFIDENCE = 0.005;

const GATES: Readonly<Record<Gate['name'], string>> = {
  asks: 'asks something',
  suggest: 'sure enough to suggest',
  answer: 'sure enough to answer',
  lead: 'far enough ahead of the second',
};

/** Something to tell, under a short name. */
export type Reason = readonly [name: string, fact: string];

/**
 * What made a question find what it found, in plain words; where several parts of it found answers, only which.
 *
 * @example
 * // [['read as', 'wich modle is chatgpt based on'], ['repaired', 'modle as model'],
 * //  ['found', 'chatgpt-base-model 100 %; then chatgpt-launch-model 46 %, 54 % behind'],
 * //  ['counted', '"chatgpt" 26 %, "based" 19 %; together "chatgpt based" 49 %']]
 */
export function reasonsOf(why: Explanation): readonly Reason[] {
  const part = onlyPart(why);
  const all: Reason[] = [
    ['read as', why.question],
    ['repaired', why.repaired.map(({ typed, read }) => `${typed} as ${read}`).join(', ')],
    ['models', why.models.join(', ')],
    ['part', part && isPart(part, why) ? part.question : ''],
    ...(part ? finding(part) : findings(why)),
  ];
  return all.filter(([, fact]) => fact !== '');
}

/**
 * What a decision is for, where the message falls into parts: it need not be for all that was said.
 *
 * @param all - The explanation, and others of the same question.
 * @returns `undefined` where every decision is for the whole message.
 * @example
 * scopeOf(direct, [direct, passive]); // 'for the part "What is RLHF?"'
 */
export function scopeOf(why: Explanation, all: readonly Explanation[]): string | undefined {
  if (!all.some((one) => one.parts.some((part) => isPart(part, one)))) return undefined;
  const part = onlyPart(why);
  if (part) return `for ${nameOf(part, why)}`;
  return `since several parts have an answer of their own: ${why.candidates.map(({ id }) => id).join(', ')}`;
}

/** What the decision fell by: gates, unless several parts have answers, which are offered whatever they passed. */
export function gatesIn(why: Explanation): readonly Gate[] {
  return onlyPart(why)?.gates ?? [];
}

/**
 * What a decision fell by.
 *
 * @example
 * gateAsText({ name: 'suggest', isPassed: true, measured: 1, least: 0.12 }); // 'sure enough to suggest: 100 %, needs 12 %'
 */
export function gateAsText({ name, asksMentioned, measured, least }: Gate): string {
  if (asksMentioned) return 'asks everybody: it mentions a person, so it is asked of them';
  if (measured === undefined || least === undefined) return GATES[name];
  return `${GATES[name]}: ${percent(measured)}, needs ${least === 0 ? 'none' : percent(least)}`;
}

/** What came first and second, and the words that spoke for and against it. */
function finding(part: ExplainedPart): Reason[] {
  const [first, second] = part.candidates;
  if (!first || first.confidence < LEAST_CONFIDENCE) return [['found', 'nothing']];
  return [
    ['found', found(first, second)],
    ['counted', counted(part)],
    ['against', listed(part.words.toSorted(byShare).toReversed(), (share) => counts(-share))],
  ];
}

/** What came first in each of several parts. */
function findings(why: Explanation): Reason[] {
  const firsts = why.parts.map((part) => {
    const { id, confidence } = part.candidates[0]!;
    return `${id} ${percent(confidence)} for ${nameOf(part, why)}`;
  });
  return [['found', firsts.join('; ')]];
}

/** What the decision came from, unless that is several. */
function onlyPart({ parts }: Explanation): ExplainedPart | undefined {
  return parts.length === 1 ? parts[0] : undefined;
}

const isPart = ({ question }: ExplainedPart, why: Explanation): boolean => question !== why.question;

function nameOf(part: ExplainedPart, why: Explanation): string {
  return isPart(part, why) ? `the part "${part.question}"` : 'the whole message';
}

function found(first: Candidate, second: Candidate | undefined): string {
  const best = `${first.id} ${percent(first.confidence)}`;
  if (!second) return `${best}; nothing else`;
  return `${best}; then ${second.id} ${percent(second.confidence)}, ${percent(first.confidence - second.confidence)} behind`;
}

/** Words by what is lost without them, then neighbours of which more is lost than of either alone. */
function counted({ words, pairs }: ExplainedPart): string {
  const telling = pairs.filter(({ share }, place) => {
    return share >= LEAST_SHARE + Math.max(words[place]!.share, words[place + 1]!.share, 0);
  });
  return [listed(words.toSorted(byShare), counts), listed(telling.toSorted(byShare), counts)]
    .filter(Boolean)
    .join('; together ');
}

function listed(some: readonly Contribution[], counts: (share: number) => boolean): string {
  return some
    .filter(({ share }) => counts(share))
    .map(({ words, share }) => `"${words.join(' ')}" ${percent(share)}`)
    .join(', ');
}

const counts = (share: number): boolean => share >= LEAST_SHARE;

const byShare = (one: Contribution, other: Contribution): number => other.share - one.share;

/** @param value - 0 to 1. */
export const percent = (value: number): string => `${Math.round(value * 100)} %`;

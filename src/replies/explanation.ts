import type { Gate } from '../matching/decide.ts';
import type { Contribution, ExplainedPart, Explanation } from '../matching/explain.ts';
import type { Candidate } from '../matching/Match.ts';
import * as strings from './strings.ts';

const { percent } = strings;

/** Words with a smaller share of the confidence are not worth mentioning. */
const MIN_SHARE = 0.01;
/** Less would be shown as 0%. */
const MIN_CONFIDENCE = 0.005;

export interface Reason {
  readonly kind: keyof typeof strings.REASONS;
  readonly label: string;
  readonly text: string;
}

type Finding = readonly [kind: Reason['kind'], text: string];

/**
 * What a question was read as, what it found, and which words made the difference. If several parts of it have answers,
 * only which.
 *
 * @example
 * // read as   wich modle is chatgpt based on
 * // repaired  modle as model
 * // found     chatgpt-base-model 100%; then chatgpt-launch-model 46%, 54% behind
 * // counted   "chatgpt" 26%, "based" 19%; together "chatgpt based" 49%
 */
export function reasonsOf(why: Explanation): readonly Reason[] {
  const part = onlyPart(why);
  const findings: readonly Finding[] = [
    ['question', why.question],
    ['repaired', why.repaired.map(({ typed, read }) => strings.repaired(typed, read)).join(', ')],
    ['models', why.models.join(', ')],
    ['part', part && isPart(part, why) ? part.question : ''],
    ...(part ? findingsOf(part) : [['found', foundInParts(why)] as const]),
  ];
  return findings
    .filter(([, text]) => text !== '')
    .map(([kind, text]) => ({ kind, label: strings.REASONS[kind], text }));
}

/**
 * Which part of a message a decision is about, if it has several.
 *
 * @param all - The explanation, and others of the same question.
 * @returns `undefined` if every decision is about the whole message.
 * @example
 * scopeOf(direct, [direct, passive]); // 'for the part "What is RLHF?"'
 */
export function scopeOf(why: Explanation, all: readonly Explanation[]): string | undefined {
  if (!all.some((one) => one.parts.some((part) => isPart(part, one)))) return undefined;
  const part = onlyPart(why);
  return part ? strings.forPart(nameOf(part, why)) : strings.severalParts(why.candidates.map(({ id }) => id));
}

/** The gates that decided; none if several parts have answers, because those are given whatever their gates. */
export function gatesIn(why: Explanation): readonly Gate[] {
  return onlyPart(why)?.gates ?? [];
}

/**
 * @example
 * gateAsText({ name: 'suggest', isPassed: true, measured: 1, least: 0.15 }); // 'sure enough to suggest: 100%, needs 15%'
 */
export function gateAsText({ name, asksMentioned, isDirectOnly, measured, least }: Gate): string {
  if (asksMentioned) return strings.ASKS_SOMEONE_ELSE;
  if (isDirectOnly) return strings.ASKS_ABOUT_ANYBODY;
  if (measured === undefined || least === undefined) return strings.GATES[name];
  return strings.measuredGate(strings.GATES[name], percent(measured), least === 0 ? strings.NO_LEAST : percent(least));
}

/**
 * What would have to change for another outcome: the first gate that failed, or the one that was nearest to failing.
 *
 * @param gates - Those that have an effect; none if several parts have answers.
 * @example
 * otherwise(gatesIn(why)); // 'it would be answered with 4% more lead'
 */
export function otherwise(gates: readonly Gate[]): string {
  if (gates.length === 0) return strings.OTHERWISE.parts;
  const failed = gates.find(({ isPassed }) => !isPassed);
  if (failed?.name === 'asks') return strings.OTHERWISE.asks;
  if (failed) return strings.OTHERWISE[failed.name](percent(Math.max(0.01, failed.least! - failed.measured!)));
  const margins = gates.flatMap(({ name, measured, least }) =>
    name === 'suggest' || measured === undefined || !least ? [] : measured - least,
  );
  return strings.OTHERWISE.less(percent(Math.max(0.01, Math.min(...margins))));
}

/** The two best candidates, and the words for and against the best. */
function findingsOf(part: ExplainedPart): readonly Finding[] {
  const [first, second] = part.candidates;
  if (!first || first.confidence < MIN_CONFIDENCE) return [['found', strings.NOTHING_FOUND]];
  return [
    ['found', found(first, second)],
    ['counted', counted(part)],
    ['against', listed(part.words, -1)],
  ];
}

const foundInParts = (why: Explanation): string =>
  why.parts.map((part) => strings.foundForPart(withConfidence(part.candidates[0]!), nameOf(part, why))).join('; ');

const onlyPart = ({ parts }: Explanation): ExplainedPart | undefined => (parts.length === 1 ? parts[0] : undefined);

const isPart = ({ question }: ExplainedPart, why: Explanation): boolean => question !== why.question;

const nameOf = (part: ExplainedPart, why: Explanation): string =>
  isPart(part, why) ? strings.partNamed(part.question) : strings.WHOLE_MESSAGE;

function found(first: Candidate, second: Candidate | undefined): string {
  const best = withConfidence(first);
  if (!second) return strings.onlyFound(best);
  return strings.foundBefore(best, withConfidence(second), percent(first.confidence - second.confidence));
}

const withConfidence = ({ id, confidence }: Candidate): string => `${id} ${percent(confidence)}`;

/** Words by how much is lost without them, then pairs that lose more than either of their words. */
function counted({ words, pairs }: ExplainedPart): string {
  const telling = pairs.filter(({ share }, index) => {
    return share >= MIN_SHARE + Math.max(words[index]!.share, words[index + 1]!.share, 0);
  });
  return strings.alsoTogether(listed(words), listed(telling));
}

/** @param sign - -1 for those that count against. */
const listed = (contributions: readonly Contribution[], sign = 1): string =>
  contributions
    .filter(({ share }) => sign * share >= MIN_SHARE)
    .toSorted((one, other) => sign * (other.share - one.share))
    .map(({ words, share }) => `"${words.join(' ')}" ${percent(share)}`)
    .join(', ');

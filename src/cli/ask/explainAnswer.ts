import type { KnowledgeBook } from '../../answers/KnowledgeBook.ts';
import type { Gate } from '../../matching/decide.ts';
import type { Contribution, Explanation } from '../../matching/explain.ts';
import type { Candidate, Decision } from '../../matching/Match.ts';

/** From what share on it is worth a word. */
const LEAST_SHARE = 0.01;
/** Less would be printed as 0.00. */
const LEAST_CONFIDENCE = 0.005;

const GATES: Readonly<Record<Gate['name'], string>> = {
  asks: 'asks something',
  suggest: 'sure enough to suggest',
  answer: 'sure enough to answer',
  lead: 'far enough ahead of the second',
};

/** What `npm run ask -- --json --why` adds. Numbers are to three places. */
export interface JsonExplanation extends Omit<Explanation, 'decision'> {
  /** How the same question would fare in a channel, where nobody asked the bot. */
  readonly inChannel: { readonly decision: Decision; readonly gates: readonly Gate[] };
}

export function explainAsJson(book: KnowledgeBook, question: string): JsonExplanation {
  const { decision: _, ...why } = book.explain(question, 'direct');
  const { decision, gates } = book.explain(question, 'passive');
  return JSON.parse(JSON.stringify({ ...why, inChannel: { decision, gates } }, toThreePlaces)) as JsonExplanation;
}

function toThreePlaces(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(3)) : value;
}

/**
 * @example
 * // Why
 * //   read as   wich modle is chatgpt based on
 * //   repaired  modle as model
 * //   found     chatgpt-base-model 1.00; then chatgpt-launch-model 0.46, 0.54 behind
 * //   counted   "chatgpt" 26 %, "based" 19 %; together "chatgpt based" 49 %
 * // Asked directly: answer
 * //   yes  sure enough to suggest: 1.00, needs 0.12
 */
export function explainAsText(book: KnowledgeBook, question: string): string {
  const why = book.explain(question, 'direct');
  const inChannel = book.explain(question, 'passive');
  const facts: [string, string][] = [
    ['read as', why.question],
    ['repaired', why.repaired.map(({ typed, read }) => `${typed} as ${read}`).join(', ')],
    ['models', why.models.join(', ')],
    ...reasons(why),
  ];
  return [
    'Why',
    ...facts.filter(([, fact]) => fact !== '').map(([name, fact]) => `  ${name.padEnd(8)}  ${fact}`),
    ...fate('Asked directly', why),
    ...fate('In a channel', inChannel),
  ].join('\n');
}

/** What came first and second, and the words that spoke for and against it. */
function reasons(why: Explanation): [string, string][] {
  const [first, second] = why.candidates;
  if (!first || first.confidence < LEAST_CONFIDENCE) return [['found', 'nothing']];
  return [
    ['found', found(first, second)],
    ['counted', counted(why)],
    ['against', listed(why.words.toSorted(byShare).toReversed(), (share) => counts(-share))],
  ];
}

function found(first: Candidate, second: Candidate | undefined): string {
  const best = `${first.id} ${places(first.confidence)}`;
  if (!second) return `${best}; nothing else`;
  return `${best}; then ${second.id} ${places(second.confidence)}, ${places(first.confidence - second.confidence)} behind`;
}

/** Words by what is lost without them, then neighbours of which more is lost than of either alone. */
function counted({ words, pairs }: Explanation): string {
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
    .map(({ words, share }) => `"${words.join(' ')}" ${Math.round(share * 100)} %`)
    .join(', ');
}

function fate(where: string, { decision, gates }: Explanation): string[] {
  return [`${where}: ${decision}`, ...gates.map(gateAsText)];
}

function gateAsText({ name, isPassed, measured, least }: Gate): string {
  const line = `  ${isPassed ? 'yes' : 'no '}  ${GATES[name]}`;
  if (measured === undefined || least === undefined) return line;
  return `${line}: ${places(measured)}, needs ${least === 0 ? 'none' : places(least)}`;
}

const counts = (share: number): boolean => share >= LEAST_SHARE;

const byShare = (one: Contribution, other: Contribution): number => other.share - one.share;

const places = (value: number): string => value.toFixed(2);

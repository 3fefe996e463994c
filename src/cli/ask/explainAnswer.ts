import type { KnowledgeBook } from '../../answers/KnowledgeBook.ts';
import type { Gate } from '../../matching/decide.ts';
import type { Explanation } from '../../matching/explain.ts';
import type { Decision } from '../../matching/Match.ts';
import { gateAsText, reasonsOf } from '../../replies/explanation.ts';

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
  return [
    'Why',
    ...reasonsOf(why).map(([name, fact]) => `  ${name.padEnd(8)}  ${fact}`),
    ...fate('Asked directly', why),
    ...fate('In a channel', inChannel),
  ].join('\n');
}

function fate(where: string, { decision, gates }: Explanation): string[] {
  return [`${where}: ${decision}`, ...gates.map((gate) => `  ${gate.isPassed ? 'yes' : 'no '}  ${gateAsText(gate)}`)];
}

import type { KnowledgeBook } from '../../answers/KnowledgeBook.ts';
import type { ExplainedPart, Explanation } from '../../matching/explain.ts';
import type { Decision } from '../../matching/Match.ts';
import { gateAsText, gatesIn, reasonsOf, scopeOf } from '../../replies/explanation.ts';

/** What `npm run ask -- --json --why` adds. Numbers are to three places. */
export interface JsonExplanation extends Omit<Explanation, 'decision'> {
  /** How the same question would fare in a channel, where nobody asked the bot. */
  readonly inChannel: {
    readonly decision: Decision;
    readonly parts: readonly Pick<ExplainedPart, 'question' | 'gates'>[];
  };
}

export function explainAsJson(book: KnowledgeBook, question: string): JsonExplanation {
  const { decision: _, ...why } = book.explain(question, 'direct');
  const passive = book.explain(question, 'passive');
  const parts = passive.parts.map((part) => ({ question: part.question, gates: part.gates }));
  const inChannel = { decision: passive.decision, parts };
  return JSON.parse(JSON.stringify({ ...why, inChannel }, toThreePlaces)) as JsonExplanation;
}

function toThreePlaces(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(3)) : value;
}

/**
 * @example
 * // Why
 * //   read as   wich modle is chatgpt based on
 * //   repaired  modle as model
 * //   found     chatgpt-base-model 100 %; then chatgpt-launch-model 46 %, 54 % behind
 * //   counted   "chatgpt" 26 %, "based" 19 %; together "chatgpt based" 49 %
 * // Asked directly: answer
 * //   yes  sure enough to suggest: 100 %, needs 12 %
 */
export function explainAsText(book: KnowledgeBook, question: string): string {
  const direct = book.explain(question, 'direct');
  const passive = book.explain(question, 'passive');
  const fate = (where: string, why: Explanation): string[] => {
    const scope = scopeOf(why, [direct, passive]);
    const gates = gatesIn(why).map((gate) => `  ${gate.isPassed ? 'yes' : 'no '}  ${gateAsText(gate)}`);
    return [`${where}: ${why.decision}${scope === undefined ? '' : `, ${scope}`}`, ...gates];
  };
  return [
    'Why',
    ...reasonsOf(direct).map(([name, fact]) => `  ${name.padEnd(8)}  ${fact}`),
    ...fate('Asked directly', direct),
    ...fate('In a channel', passive),
  ].join('\n');
}

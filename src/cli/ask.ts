import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { type AnswerBook, type AskResult, choicesOf } from '../answers/AnswerBook.ts';
import type { KnowledgeBook } from '../answers/KnowledgeBook.ts';
import { openBook, today } from '../app.ts';
import type { ExplainedPart, Explanation } from '../matching/explain.ts';
import type { Decision } from '../matching/Match.ts';
import { gateAsText, gatesIn, reasonsOf, scopeOf } from '../replies/explanation.ts';
import { type Reply, replyAsText } from '../replies/Reply.ts';
import { didYouMean, dontKnow, replyWithAnswer } from '../replies/replyTo.ts';
import { runCommand } from './run.ts';

/** What `npm run ask -- --json` prints for a question. */
export interface JsonAnswer {
  readonly decision: 'answer' | 'suggest' | 'pass';
  /** The best candidate, whatever the decision. */
  readonly top: string | null;
  /** Of the best candidate, 0 to 1, to three places. */
  readonly confidence: number;
  /** Ids of the answers that are offered instead of one, best first; empty unless the decision is `suggest`. */
  readonly suggestions: readonly string[];
  readonly title: string | null;
  /** All that the reply says, as plain text. */
  readonly text: string;
  /** `YYYY-MM-DD`, of an answer. */
  readonly asOf: string | null;
  readonly sources: readonly { readonly title: string; readonly url: string }[];
}

/** @param day - `YYYY-MM-DD` */
export function answerAsText(book: AnswerBook, question: string, day: string): string {
  return replyAsText(reply(book, book.ask(question, 'direct'), day));
}

/** @param day - `YYYY-MM-DD` */
export function answerAsJson(book: AnswerBook, question: string, day: string): JsonAnswer {
  const result = book.ask(question, 'direct');
  const { decision, candidates, answerIds } = result;
  const shown = reply(book, result, day);
  const [top] = candidates;
  return {
    decision,
    top: top?.id ?? null,
    confidence: Number((top?.confidence ?? 0).toFixed(3)),
    suggestions: decision === 'suggest' ? candidates.map(({ id }) => id) : [],
    title: shown.title ?? null,
    text: replyAsText(shown),
    asOf: decision === 'answer' ? (book.answer(answerIds[0]!)?.asOf ?? null) : null,
    sources: shown.sources,
  };
}

/** A terminal has room for the whole answer. */
function reply(book: AnswerBook, { decision, answerIds, takenForApp }: AskResult, day: string): Reply {
  if (decision === 'suggest') return didYouMean(choicesOf(book, answerIds));
  const answer = decision === 'answer' ? book.answer(answerIds[0]!) : undefined;
  if (!answer) return dontKnow();
  return replyWithAnswer(answer, { today: day, whole: true, related: choicesOf(book, answer.related), takenForApp });
}

/** What `npm run ask -- --json --why` adds. Numbers are to three places. */
export interface JsonExplanation extends Omit<Explanation, 'decision'> {
  /** How the same question would fare in a channel, where nobody asked the bot. */
  readonly inChannel: {
    readonly decision: Decision;
    readonly parts: readonly Pick<ExplainedPart, 'question' | 'gates'>[];
  };
}

export function explainAsJson(book: KnowledgeBook, question: string): JsonExplanation {
  const { decision: _, ...why } = book.matcher.explain(question, 'direct');
  const passive = book.matcher.explain(question, 'passive');
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
  const direct = book.matcher.explain(question, 'direct');
  const passive = book.matcher.explain(question, 'passive');
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

const USAGE = `Usage: npm run ask -- [--json] [--why] ["question"]

Without a question it asks for them, one a line, or reads them from standard input.

  --json       print one JSON object a question, on one line
  --why        tell why this is found: the words that counted, the runner-up, and what the decision fell by
  --no-cache   compile the knowledge anew, and keep nothing on disk
  --help       print this text`;

const PROMPT = 'Ask (Ctrl+D to leave): ';

await runCommand(async (args, { cache }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      why: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const book = await openBook({ cache });
  const print = (question: string): void => console.log(format(book, question, values));
  if (positionals.length > 0) print(positionals.join(' '));
  else if (values.json) await eachLine(print);
  else await eachLine((line) => line.trim() !== '' && print(line), process.stdin.isTTY ? PROMPT : undefined);
  return 0;
});

function format(book: KnowledgeBook, question: string, { json, why }: { json: boolean; why: boolean }): string {
  if (json) {
    const answer = answerAsJson(book, question, today());
    return JSON.stringify(why ? { ...answer, why: explainAsJson(book, question) } : answer);
  }
  const answer = answerAsText(book, question, today());
  return why ? `${answer}\n\n${explainAsText(book, question)}\n` : `${answer}\n`;
}

/** @param prompt - Shown before each line when a person sits at the terminal. */
async function eachLine(take: (line: string) => void, prompt?: string): Promise<void> {
  if (prompt === undefined) {
    for await (const line of createInterface({ input: process.stdin })) take(line);
    return;
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout, prompt });
  // The last line can come after the end, when there is nobody left to prompt.
  let isOpen = true;
  lines.once('close', () => (isOpen = false));
  lines.prompt();
  for await (const line of lines) {
    take(line);
    if (isOpen) lines.prompt();
  }
}

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { AnswerBook, AskResult } from '../answers/AnswerBook.ts';
import { choicesOf, type KnowledgeBook } from '../answers/KnowledgeBook.ts';
import { openBook } from '../answers/openBook.ts';
import { today } from '../knowledge/dates.ts';
import type { Explanation } from '../matching/explain.ts';
import type { Matcher } from '../matching/Matcher.ts';
import { gateAsText, gatesIn, otherwise, reasonsOf, scopeOf } from '../replies/explanation.ts';
import { type Reply, replyAsText } from '../replies/Reply.ts';
import { didYouMean, pictureOf, replyWithAnswer, sentenceReply } from '../replies/replyTo.ts';
import { UserError } from '../shared/UserError.ts';
import { command, fromCallersFolder, runIfStarted, UsageError } from './run.ts';
import * as strings from './strings.ts';

export const answerAsText = (book: AnswerBook, question: string, day: string): string =>
  replyAsText(reply(book, book.ask(question, 'direct'), day));

/** What `npm run ask -- --json` prints for a question: `top` and its confidence are there whatever the decision. */
function answerAsJson(book: AnswerBook, question: string, day: string) {
  const result = book.ask(question, 'direct');
  const { decision, candidates, answerIds } = result;
  const shown = reply(book, result, day);
  const [top] = candidates;
  return {
    decision,
    top: top?.id ?? null,
    confidence: top?.confidence ?? 0,
    suggestions: decision === 'suggest' ? candidates.map(({ id }) => id) : [],
    title: shown.title ?? null,
    text: replyAsText(shown),
    checked: decision === 'answer' ? (book.answer(answerIds[0]!)?.checked ?? null) : null,
    sources: shown.sources,
  };
}

/** A terminal has room for the whole answer. */
function reply(book: AnswerBook, { decision, answerIds, takenForApp }: AskResult, day: string): Reply {
  if (decision === 'suggest') return didYouMean(choicesOf(book, answerIds));
  const [first, ...askedToo] = decision === 'answer' ? answerIds : [];
  const answer = first === undefined ? undefined : book.answer(first);
  if (!answer) return sentenceReply(strings.DONT_KNOW);
  const related = choicesOf(book, [...askedToo, ...answer.related]);
  return replyWithAnswer(answer, { today: day, whole: true, related, takenForApp });
}

/** What `npm run ask -- --json --why` adds, and what the same question would get in a channel, not addressed to the bot. */
function explainAsJson(matcher: Matcher, question: string) {
  const { decision: _, ...why } = matcher.explain(question, 'direct');
  const passive = matcher.explain(question, 'passive');
  const parts = passive.parts.map((part) => ({ question: part.question, gates: part.gates }));
  return { ...why, inChannel: { decision: passive.decision, parts } };
}

const toThreePlaces = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toFixed(3)) : value;

/** Lines such as `found     chatgpt-base-model 100%; then chatgpt-launch-model 46%, 54% behind`. */
function explainAsText(matcher: Matcher, question: string): string {
  const direct = matcher.explain(question, 'direct');
  const passive = matcher.explain(question, 'passive');
  const outcome = (where: string, why: Explanation): string[] => {
    const scope = scopeOf(why, [direct, passive]);
    const gates = gatesIn(why).map((gate) => {
      return `  ${(gate.isPassed ? strings.YES : strings.NO).padEnd(strings.YES.length)}  ${gateAsText(gate)}`;
    });
    return [
      `${where}: ${why.decision}${scope === undefined ? '' : `, ${scope}`}`,
      ...gates,
      `  ${otherwise(gatesIn(why))}`,
    ];
  };
  return [
    strings.WHY,
    ...reasonsOf(direct).map(({ label, text }) => `  ${label.padEnd(8)}  ${text}`),
    ...outcome(strings.ASKED_DIRECTLY, direct),
    ...outcome(strings.IN_A_CHANNEL, passive),
  ].join('\n');
}

export const ask = command(async (args, { cache }) => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      why: { type: 'boolean', default: false },
      picture: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(strings.ASK_USAGE);
    return 0;
  }
  const book = await openBook({ cache });
  const print = (question: string): void => console.log(format(book, question, values));
  if (values.picture !== undefined && positionals.length === 0) throw new UsageError(strings.PICTURE_NEEDS_QUESTION);
  if (positionals.length > 0) print(positionals.join(' '));
  else await eachLine(values.json ? print : (line) => converse(line, print), !values.json && process.stdin.isTTY);
  if (values.picture !== undefined) await savePicture(book, positionals.join(' '), values.picture);
  return 0;
});

/** Writes the picture of the answer to a question, which may also be an answer's id, such as `lineage:all`. */
async function savePicture(book: KnowledgeBook, question: string, file: string): Promise<void> {
  const { decision, answerIds } = book.ask(question, 'direct');
  const id = decision === 'answer' ? answerIds[0]! : question;
  const answer = book.answer(question) ?? book.answer(id);
  const picture = answer && pictureOf(answer);
  if (!picture) throw new UserError('no-picture', strings.noPicture(question));
  // Loaded here, because other questions need no library that draws.
  const { drawPicture } = await import('../pictures/draw.ts');
  writeFileSync(fromCallersFolder(file), await drawPicture(picture));
}

function format(book: KnowledgeBook, question: string, { json, why }: { json: boolean; why: boolean }): string {
  if (json) {
    const answer = answerAsJson(book, question, today());
    return JSON.stringify(why ? { ...answer, why: explainAsJson(book.matcher, question) } : answer, toThreePlaces);
  }
  const answer = answerAsText(book, question, today());
  return why ? `${answer}\n\n${explainAsText(book.matcher, question)}\n` : `${answer}\n`;
}

const LEAVE = new Set(['exit', 'quit']);

/** @returns Whether the person wants to leave. */
function converse(line: string, print: (question: string) => void): boolean {
  const word = line.trim().toLowerCase();
  if (LEAVE.has(word)) return true;
  if (word === 'help') console.log(strings.ASK_HELP);
  else if (word !== '') print(line);
  return false;
}

/** @param take - Returns true to leave. */
async function eachLine(take: (line: string) => boolean | void, isTerminal: boolean): Promise<void> {
  // Loaded here, because a question on the command line needs no prompt.
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({
    input: process.stdin,
    ...(isTerminal && { output: process.stdout, prompt: strings.ASK_PROMPT }),
  });
  // The last line can arrive after the input has closed.
  let isOpen = true;
  lines.once('close', () => (isOpen = false));
  if (isTerminal) lines.prompt();
  for await (const line of lines) {
    if (take(line) === true) break;
    if (isTerminal && isOpen) lines.prompt();
  }
  lines.close();
}

await runIfStarted(import.meta, ask);

import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import type { KnowledgeBook } from '../answers/KnowledgeBook.ts';
import { openBook, today } from '../answers/openBook.ts';
import { answerAsJson, answerAsText } from './ask/answerQuestion.ts';
import { explainAsJson, explainAsText } from './ask/explainAnswer.ts';
import { runCommand } from './runCommand.ts';

const USAGE = `Usage: npm run ask -- [--json] [--why] ["question"]

Without a question it asks for them, one a line, or reads them from standard input.

  --json   print one JSON object a question, on one line
  --why    tell why this is found: the words that counted, the runner-up, and what the decision fell by
  --help   print this text`;

const PROMPT = 'Ask (Ctrl+D to leave): ';

await runCommand(async (args) => {
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
  const book = await openBook();
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

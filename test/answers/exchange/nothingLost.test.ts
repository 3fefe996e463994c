import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planImport } from '../../../src/answers/exchange/plan.ts';
import { showPlan } from '../../../src/answers/exchange/planReport.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { stateOf } from './contents.ts';
import { read } from './read.ts';

/** What people keep in a cell: words, and what disturbs a table. Each text has a word of its own. */
const piece = fc.constantFrom(
  ',',
  ';',
  '\t',
  '"',
  '\n',
  '|',
  '?',
  '- ',
  '# ',
  ' ',
  ': ',
  '=',
  "'",
  '\\n',
  'über',
  '問',
);

interface Row {
  readonly question: string;
  readonly answer: string;
  readonly keywords: readonly string[];
  readonly other: string;
}

const rows = fc
  .array(
    fc.record({
      question: fc.array(fc.constantFrom('?', ' ', ',', "'", 'über', '-'), { maxLength: 4 }),
      answer: fc.array(piece, { maxLength: 8 }),
      keywords: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
      other: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) =>
    all.map(({ question, answer, keywords, other }, index): Row => ({
      question: `question${index} ${question.join('')}`,
      answer: `answer${index}${answer.join('')}end${index}`,
      keywords: keywords.map((number) => `keyword${number}`),
      other: other ? `other${index}` : '',
    })),
  );

const quotedCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

const WRITERS: Readonly<Record<string, (all: readonly Row[]) => string>> = {
  'a.csv': (all) =>
    ['question,answer,keywords,notes']
      .concat(
        all.map(({ question, answer, keywords, other }) =>
          [question, answer, keywords.join('; '), other].map(quotedCell).join(','),
        ),
      )
      .join('\r\n'),
  'a.tsv': (all) =>
    ['Notes\tAliases\tQuery\tResponse']
      .concat(
        all.map(({ question, answer, keywords, other }) =>
          [other, keywords.join('|'), question, answer].map(quotedCell).join('\t'),
        ),
      )
      .join('\n'),
  'unquoted.csv': (all) =>
    ['question,answer']
      .concat(all.map(({ question, answer }) => `${question},${answer.replaceAll(/[\n"]/g, '')}`))
      .join('\n'),
  'a.json': (all) => JSON.stringify({ faqs: all.map(({ other, ...row }) => ({ ...row, notes: other })) }),
  'a.jsonl': (all) =>
    all.map(({ question, answer }) => JSON.stringify({ prompt: question, completion: answer })).join('\n'),
  'map.json': (all) => JSON.stringify(Object.fromEntries(all.map(({ question, answer }) => [question, answer]))),
  'columns.json': (all) =>
    JSON.stringify({ question: all.map((row) => row.question), answer: all.map((row) => row.answer) }),
  'chat.jsonl': (all) =>
    all
      .map(({ question, answer }) => [
        { role: 'user', content: question },
        { role: 'assistant', content: answer },
      ])
      .map((messages) => JSON.stringify({ messages }))
      .join('\n'),
  'table.md': (all) =>
    ['# Help', '', '| Question | Keywords | Answer |', '|---|---|---|']
      .concat(
        all.map(({ question, answer, keywords }) => {
          const cells = [question, keywords.join(', '), answer.replaceAll('\n', '<br>')];
          return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
        }),
      )
      .join('\n'),
  'a.yml': (all) =>
    all
      .map(
        (row) =>
          `- question: ${JSON.stringify(row.question)}\n  answer: ${JSON.stringify(row.answer)}\n  aliases: ${JSON.stringify(row.keywords)}\n`,
      )
      .join(''),
};

/** Everything that an import keeps of a file, or says of it. */
function keptAndSaid(name: string, text: string): string {
  const plan = runToEnd(planImport(read(name, text), { guildId: '1', state: stateOf([]), overwrite: false }));
  const kept = plan.entries.map((entry) => (entry.outcome === 'added' ? JSON.stringify(entry.change?.content) : ''));
  return [...kept, ...showPlan(plan)].join('\n');
}

test.each(Object.keys(WRITERS))('of any %s, each word is kept, or named in the report', (name) => {
  fc.assert(
    fc.property(rows, (all) => {
      const text = WRITERS[name]!(all);
      const report = keptAndSaid(name, text);
      const refused = report.includes(': refused');
      // A refused row is named by its line, not word by word.
      const words = refused ? [] : (text.match(/(?:question|answer|end|keyword)\d+/g) ?? []);
      expect(words.filter((word) => !report.includes(word))).toEqual([]);
      expect(!/other\d/.test(text) || report.toLowerCase().includes('"notes"')).toBe(true);
      const places = new Set(report.match(new RegExp(String.raw`^${name}:\d+:\d+: `, 'gm')));
      expect(places.size).toBe(all.length);
    }),
    { numRuns: 200 },
  );
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { curatedAnswer, EVENTS, RULES, stateOf, version } from './contents.ts';
import { read } from './read.ts';
import { SourceText } from '../../../src/answers/exchange/source.ts';
import { guarded, parseCsv, unguarded } from '../../../src/answers/exchange/csv.ts';
import { exportAnswers } from '../../../src/answers/exchange/export.ts';

test('a row is an answer, and a list stands in one cell, one a line', () => {
  const curated = new Map([['what-is-gpt', curatedAnswer('what-is-gpt', EVENTS)]]);
  const state = stateOf([version('rules', RULES, 3), version('events', EVENTS), version('what-is-gpt', null)], curated);
  expect(exportAnswers(state, { guildId: '1', exportedAt: new Date(0), format: 'csv' }).text).toBe(
    '\uFEFFid,version,title,questions,body,sources,reviewBy,hidden,guildId\r\n' +
      'rules,3,What are the rules?,"what are the rules\nam i allowed to post links","Be kind.\n\n- No spam.",' +
      'https://example.org/rules,2027-01-31,,#1\r\n' +
      'events,1,When are events?,next event,On Fridays.,,,,#1\r\n' +
      'what-is-gpt,,,,,,,yes,\r\n',
  );
});

test.each([
  ['=1+1', '\t=1+1'],
  ['- a list', '\t- a list'],
  [' \n@SUM(1)', '\t \n@SUM(1)'],
  ['＝1', '\t＝1'],
  ['\tindented', '\t\tindented'],
  ['1 = 1', '1 = 1'],
  ["'=1+1", "'=1+1"],
])('%j is written as %j, which no spreadsheet runs', (cell, expected) => {
  expect(guarded(cell)).toBe(expected);
});

test('what is guarded against spreadsheets comes back as it was, and no two texts become one', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('\t', '=', '-', ' ', "'", '\n', 'a', '＋') }), (cell) => {
      expect(unguarded(guarded(cell))).toBe(cell);
      expect(guarded(cell)).not.toMatch(/^[ \n]*[=+\-@＝＋－＠]/);
    }),
  );
});

test('columns may stand in any order and any case, an id is made from the title, blank rows are passed over', () => {
  expect(read('a.csv', 'Body,TITLE\nBe kind.,"What, again?"\n,\n\nOn Fridays.,Events')).toEqual({
    entries: [
      {
        kind: 'answer',
        location: 'a.csv:2:1',
        id: 'what-again',
        content: { title: 'What, again?', questions: [], body: 'Be kind.', sources: [] },
        isForeign: true,
        hasMadeId: true,
      },
      {
        kind: 'answer',
        location: 'a.csv:5:1',
        id: 'events',
        content: { title: 'Events', questions: [], body: 'On Fridays.', sources: [] },
        isForeign: true,
        hasMadeId: true,
      },
    ],
    notes: [
      'Read column "TITLE" as question, "Body" as answer. If that is wrong, correct it with the option map: question=NAME,answer=NAME.',
    ],
  });
});

test.each([';', '\t'])(
  '%j between cells is understood, with the byte order mark and line ends of Windows',
  (separator) => {
    const text = `\uFEFF${['id', 'title', 'body'].join(separator)}\r\n${['rules', 'Rules', '"a\r\nb"'].join(separator)}\r\n`;
    expect(read('a.csv', text).entries).toMatchObject([{ id: 'rules', content: { title: 'Rules', body: 'a\nb' } }]);
  },
);

test.each([
  ['sep=;\r\n', ';'],
  ['SEP=,\n', ','],
  ['"sep=\t"\n', '\t'],
  ['sep=; \n\n', ';'],
])('the line %j, by which Excel is told what stands between cells, is heeded and counted', (line, separator) => {
  const cells = ['"Rules, and all; of them"', '"a\tb"'].join(separator);
  const text = `\uFEFF${line}title${separator}body\n${cells}`;
  const location = `a.csv:${line.split('\n').length + 1}:1`;
  expect(read('a.csv', text).entries).toMatchObject([
    { location, content: { title: 'Rules, and all; of them', body: 'a\tb' } },
  ]);
});

test.each([
  ['title\n"a', 'a.csv:2:1: The cell that starts here has no closing quote. Add it.'],
  ['title\n"a\nb"c', 'a.csv:3:3: The cell continues after its closing quote. Write quotes within a cell twice.'],
  [
    '',
    'a.csv:1:1: The table is empty. Give it a row that names the columns, such as question,answer, and a row for each answer.',
  ],
])('%j is refused as a whole', (text, message) => {
  expect(() => read('a.csv', text)).toThrow(message);
});

test.each([
  ['rules,,a\nb', '"title" is missing: add it.'],
  ['Rules,x,a', '"id" is not an id: write it in lower case with hyphens, like server-rules.'],
  ['rules,x,a,,,,2', '"hidden" must be yes or true, or left out.'],
  ['rules,x,,,,,yes', '"title" is not for a hidden answer: remove it, or "hidden".'],
  [',,,,,,yes', '"id" is missing: add it.'],
  ['rules,x,a,,31.1.2027', '"reviewBy" is not a day: write it as 2027-01-31.'],
  ['rules,x,a,,,1.5', '"version" must be a whole number, or left out.'],
  [
    'rules,x,a,,,,,b',
    'The row has 8 cells, but the first row names 7. Put cells that contain the separator in quotes.',
  ],
])('the row %j is refused alone', (row, why) => {
  const { entries } = read('a.csv', `id,title,body,sources,reviewBy,version,hidden\n${row}\nevents,Events,On Fridays.`);
  expect(entries.at(-1)).toMatchObject({ kind: 'answer', id: 'events' });
  expect(entries[0]).toMatchObject({ kind: 'refused', location: 'a.csv:2:1', why });
});

test.each([
  ['title,version,owner\na,1,b', '"owner" is not a field here: remove it or correct its spelling.'],
  ['title,version,Title\na,1,b', 'It has "title" twice. Keep one of them.'],
  ['id,version\na,1', '"title" is missing: add it.'],
])('of the table %j, each row is refused', (text, why) => {
  expect(read('a.csv', text).entries).toMatchObject([{ kind: 'refused', location: 'a.csv:2:1', why }]);
});

test.each([
  ['#80351110224678912', '80351110224678912'],
  ['80351110224678912', '80351110224678912'],
  ['8.03511E+16', undefined],
  ['our server', undefined],
  ['', undefined],
])('the server in a cell %j is %s', (cell, guildId) => {
  const [entry] = read('a.csv', `title,version,guildId\nEvents,2,${cell}`).entries;
  expect(entry).toMatchObject({ kind: 'answer', version: 2 });
  expect(entry && 'guildId' in entry ? entry.guildId : undefined).toBe(guildId);
});

test('a quoted cell holds separators, line breaks and quotes, and lines go on being counted', () => {
  expect([...parseCsv(new SourceText('a.csv', '"a,""b""\n",c\nd'), ',')]).toEqual([
    { line: 1, cells: ['a,"b"\n', 'c'] },
    { line: 3, cells: ['d'] },
  ]);
});

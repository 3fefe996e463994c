import { expect, test } from 'vitest';
import { type Changes, faultsOf, swap } from '../../knowledge/soundFolder.ts';

const WHAT = 'answers/what-is-gpt.md';
const NOW = 'answers/which-model-now.md';

const body = (text: string): Changes => ({ [WHAT]: (old) => `${old}\n${text}\n` });

test.each<{ name: string; changes: Changes; faults: string[] }>([
  {
    name: 'the day a model came out, in the body,',
    changes: body('Then, on 14 Mar 2023, GPT-4 was released.'),
    faults: [
      `${WHAT}:8:10 "14 Mar 2023" is written down elsewhere: refer to it as {{gpt-4.released}} or {{gpt-4.announced}} or {{gpt-4.plus.from}}`,
    ],
  },
  {
    name: 'the same in other forms, each where it is written,',
    changes: body('GPT-3 came on June 11, 2020.\n\nOn 2020-06-11 and 11th June 2020 came GPT-3.'),
    faults: [
      `${WHAT}:8:15 "June 11, 2020" is written down elsewhere: refer to it as {{gpt-3.released}}`,
      `${WHAT}:10:4 "2020-06-11" is written down elsewhere: refer to it as {{gpt-3.released}}`,
      `${WHAT}:10:19 "11th June 2020" is written down elsewhere: refer to it as {{gpt-3.released}}`,
    ],
  },
  {
    name: 'a day of a model that a reference names',
    changes: body('{{gpt-3.name}} came on 11 Jun 2020.'),
    faults: [`${WHAT}:8:24 "11 Jun 2020" is written down elsewhere: refer to it as {{gpt-3.released}}`],
  },
  {
    name: 'a day of the model in the title',
    changes: {
      [WHAT]: (old) => `${old.replace('What is GPT?', 'What is GPT-3?')}\nIt ended on 4 Jan 2024.\n`,
    },
    faults: [`${WHAT}:8:13 "4 Jan 2024" is written down elsewhere: refer to it as {{gpt-3.retired.api}}`],
  },
  {
    name: 'a day of a plan, in a row that names the model,',
    changes: { [NOW]: swap("'{{gpt-4.plus.from}}'", 'GPT-4 since 3 Aug 2023') },
    faults: [`${NOW}:12:34 "3 Aug 2023" is written down elsewhere: refer to it as {{gpt-4.pro.from}}`],
  },
])('$name is a fault', async ({ changes, faults }) => {
  expect(await faultsOf(changes)).toEqual(faults);
});

test.each([
  ['a day on which nothing happened to the model', 'GPT-4 was talked about on 15 Mar 2023.'],
  ['a month, in which other things happened as well', 'In March 2023 people talked about GPT-4.'],
  ['the same day of a model that is not named there', 'GPT-4 is a model.\n\nOn 11 Jun 2020 something else happened.'],
  ['the same day beside a longer name', 'GPT-3.9 was tried on 11 Jun 2020.'],
  ['a day in a reference', 'GPT-4 came on {{gpt-4.released}}.'],
])('%s is no fault', async (_, text) => {
  expect(await faultsOf(body(text))).toEqual([]);
});

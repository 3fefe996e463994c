import { expect, test } from 'vitest';
import { type Changes, faultsOf, swap } from '../../knowledge/soundFolder.ts';

const GPT3 = 'models/gpt-3.yaml';
const GPT35 = 'models/gpt-3.5.yaml';
const GPT4 = 'models/gpt-4.yaml';
const NOW = 'answers/which-model-now.md';
const WHAT = 'answers/what-is-gpt.md';
const NOW_ASKED = 'answers/which-model-now.phrasings.yaml';
const WHAT_ASKED = 'answers/what-is-gpt.phrasings.yaml';
const TIMELINE = 'assistants/chatgpt.yaml';

const body = (text: string): Changes => ({ [WHAT]: (old) => `${old}\n${text}\n` });
const short = (text: string): Changes => ({
  [WHAT]: (old) => old.replace(/short: .*/, () => `short: ${JSON.stringify(text)}`),
});

test.each<{ name: string; changes: Changes; faults: string[] }>([
  {
    name: 'an alias of two models',
    changes: { [GPT4]: swap('- four', '- DaVinci') },
    faults: [`${GPT4}:3:5 alias "DaVinci" also belongs to models/gpt-3.yaml: keep it in one of them`],
  },
  {
    name: 'an ordinary name that is an alias of another model',
    changes: { [GPT3]: swap('aliases: [davinci]', 'aliases: [davinci]\nordinaryNames: [Four]') },
    faults: [`${GPT4}:3:5 alias "four" also belongs to models/gpt-3.yaml: keep it in one of them`],
  },
  {
    name: 'an alias that is the name of another model but for case, spaces and hyphens',
    changes: { [GPT3]: swap('aliases: [davinci]', 'aliases: [davinci, gpt‑ 4]') },
    faults: [`${GPT3}:2:20 alias "gpt‑ 4" also belongs to models/gpt-4.yaml: keep it in one of them`],
  },
  {
    name: 'a name that is the id of another model',
    changes: { [GPT35]: swap('name: GPT-3.5', 'name: Gpt 4') },
    faults: [`${GPT35}:1:7 name "Gpt 4" also belongs to models/gpt-4.yaml: keep it in one of them`],
  },
  {
    name: 'a phrasing of two answers, whatever its case and punctuation,',
    changes: { [NOW_ASKED]: swap('- current model', '- "what is GPT"') },
    faults: [`${NOW_ASKED}:3:5 phrasing "what is GPT" is also one of ${WHAT_ASKED}: keep it in one of them`],
  },
  {
    name: 'a phrasing that is there twice',
    changes: { [NOW_ASKED]: swap('- current model', '- current model\n  - Current  model?') },
    faults: [`${NOW_ASKED}:4:5 phrasing "Current  model?" is here a second time: remove it`],
  },
  {
    name: 'a phrasing of two answers but for order, articles, apostrophes and plurals',
    changes: {
      [WHAT_ASKED]: swap('- What is GPT?', "- What's the use of a GPT model?"),
      [NOW_ASKED]: swap('- current model', '- whats use of GPT models'),
    },
    faults: [
      `${NOW_ASKED}:3:5 phrasing "whats use of GPT models" has the same words as "What's the use of a GPT model?" of ${WHAT_ASKED}: keep one of them`,
    ],
  },
  {
    name: 'a title of two answers',
    changes: { [NOW]: swap('title: Which model is it now?', 'title: What is GPT') },
    faults: [`${NOW}:2:8 title "What is GPT" is also one of answers/what-is-gpt.md: keep it in one of them`],
  },
  {
    name: 'a phrasing that must not get its own answer',
    changes: { [NOW_ASKED]: swap('Which model should I fine-tune?', 'Current model') },
    faults: [`${NOW_ASKED}:5:5 "Current model" is in questions as well: keep it in one of them`],
  },
  {
    name: 'a review before the day that it reviews',
    changes: { [NOW]: swap('reviewBy: 2026-12-22', 'reviewBy: 2026-11-21') },
    faults: [`${NOW}:5:11 "reviewBy" is before "checked", 22 Nov 2026: correct one of them`],
  },
  {
    name: 'an entry of the timeline that ends before it begins',
    changes: { [TIMELINE]: swap('to: 2023-08-03', 'to: 2023-03-13') },
    faults: [`${TIMELINE}:18:9 "to" is before "from", 14 Mar 2023: correct one of them`],
  },
  {
    name: 'a release before its announcement',
    changes: { [GPT4]: swap('released: 2023-03-14', 'released: 2023-03-13') },
    faults: [`${GPT4}:11:11 "released" is before "announced", 14 Mar 2023: correct one of them`],
  },
  {
    name: 'a release in the API before the first release',
    changes: { [GPT3]: swap('released: 2020-06-11', 'released: 2020-06-11\nreleasedInApi: 2020-06-10') },
    faults: [`${GPT3}:11:16 "releasedInApi" is before "released", 11 Jun 2020: correct one of them`],
  },
  {
    name: 'an end in the API before the release there',
    changes: { [GPT3]: swap('released: 2020-06-11', 'released: 2020-06-11\nreleasedInApi: 2024-02') },
    faults: [`${GPT3}:20:8 "retired.api" is before "releasedInApi", Feb 2024: correct one of them`],
  },
  {
    name: 'a retirement before the release',
    changes: { [GPT3]: swap('api: 2024-01-04', 'chatgpt: 2019\n  api: 2020-06') },
    faults: [`${GPT3}:19:12 "retired.chatgpt" is before "released", 11 Jun 2020: correct one of them`],
  },
  {
    name: 'an order of release that the dates contradict',
    changes: {
      [GPT35]: swap('released: 2022', 'released: 2023-04'),
      [TIMELINE]: (old) => old.replace('2022-11-30', '2023-04').replace('2023-03-14', '2023-05'),
    },
    faults: [`${GPT4}:8:10 "gpt-3.5" was released later than this, so it cannot come before it: correct one of them`],
  },
  {
    name: 'a timeline that is not sorted',
    changes: { [TIMELINE]: swap('from: 2022-11-30', 'from: 2023-04') },
    faults: [`${TIMELINE}:17:11 "from" is before that of the entry above, Apr 2023: sort the entries by "from"`],
  },
  {
    name: 'an entry of the timeline before the release of its model',
    changes: { [TIMELINE]: swap('from: 2023-03-14', 'from: 2023-03-13') },
    faults: [`${TIMELINE}:17:11 "from" is before the release of gpt-4, 14 Mar 2023: correct one of them`],
  },
  {
    name: 'a second default without an end',
    changes: { [TIMELINE]: swap('    to: 2024-05-13\n', ''), [NOW]: swap('{{gpt-3.5.free.to}}', 'May') },
    faults: ['free', 'plus'].map(
      (plan) =>
        `${TIMELINE}:8:5 the plan ${plan} has a later default, gpt-4: write "to", the day on which this one ended`,
    ),
  },
  {
    name: 'a title of more than 100 characters',
    changes: { [WHAT]: swap('title: What is GPT?', `title: ${'x'.repeat(101)}`) },
    faults: [`${WHAT}:2:8 "title" has 101 characters: shorten it to at most 100`],
  },
  {
    name: 'a short reply that is too long once filled in',
    changes: short(`${'x'.repeat(192)} {{gpt-3.released}}`),
    faults: [`${WHAT}:3:8 "short" has 204 characters: shorten it to at most 200`],
  },
  {
    name: 'the sentence of a model that is too long',
    changes: { [GPT4]: swap('GPT-4 takes in pictures too.', 'x'.repeat(201)) },
    faults: [`${GPT4}:5:8 "short" has 201 characters: shorten it to at most 200`],
  },
  {
    name: 'a body that a phone shows only a part of',
    changes: body('x'.repeat(501)),
    faults: [`${WHAT}:8:1 the body has 501 characters: shorten it to at most 500`],
  },
  {
    name: 'a table that does not fit into one message',
    changes: { [NOW]: swap('[Free,', `[${'x'.repeat(3805)},`) },
    faults: [`${NOW}:15:1 the body with title, short and table has 4001 characters: shorten it to at most 4000`],
  },
  {
    name: 'a masked link to http',
    changes: body('See\nthis [page](http://example.org) and [that](https://example.org).'),
    faults: [`${WHAT}:9:6 the link to "http://example.org" does not lead to https: write its full https address`],
  },
  {
    name: 'a masked link to a script, in a cell,',
    changes: { [NOW]: swap('[Free,', "['[Free](javascript:alert)',") },
    faults: [`${NOW}:11:9 the link to "javascript:alert" does not lead to https: write its full https address`],
  },
])('$name is a fault', async ({ changes, faults }) => {
  expect(await faultsOf(changes)).toEqual(faults);
});

test.each<{ name: string; changes: Changes }>([
  {
    name: 'a month in which something began and ended',
    changes: { [TIMELINE]: swap('to: 2023-08-03', 'to: 2023-03') },
  },
  {
    name: 'a short reply whose references are longer than what they stand for',
    changes: short(`${'x'.repeat(187)} {{gpt-3.released}}`),
  },
  { name: 'a body of emoji that just fits', changes: body('😀'.repeat(500)) },
  {
    name: 'a phrasing of the same words as another of its own answer',
    changes: { [NOW_ASKED]: swap('- current model', '- current model\n  - the model, current') },
  },
  {
    name: 'a phrasing with one word more than that of another answer',
    changes: { [NOW_ASKED]: swap('- current model', '- what is GPT now') },
  },
  {
    name: 'a phrasing in which a double s is no plural',
    changes: { [WHAT_ASKED]: swap('- What is GPT?', '- los'), [NOW_ASKED]: swap('- current model', '- loss') },
  },
  { name: 'a table that just fits', changes: { [NOW]: swap('[Free,', `[${'x'.repeat(3804)},`) } },
  { name: 'an alias that differs by its dot', changes: { [GPT4]: swap('- four', '- gpt35') } },
  { name: 'an alias that repeats the name of its own model', changes: { [GPT4]: swap('- four', '- gpt4') } },
])('$name is no fault', async ({ changes }) => {
  expect(await faultsOf(changes)).toEqual([]);
});

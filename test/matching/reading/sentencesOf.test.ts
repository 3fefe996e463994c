import { expect, test } from 'vitest';
import { sentencesOf } from '../../../src/matching/reading/Reader.ts';

test.each([
  ['Hi all. What is RLHF?', ['Hi all.', 'What is RLHF?']],
  ['What is RLHF and what is DPO?', ['What is RLHF', 'what is DPO?']],
  ['when was gpt-4 released, and who made it', ['when was gpt-4 released', 'who made it']],
  ['gpt-5?? how big is it!', ['gpt-5??', 'how big is it!']],
])('"%s" has %j', (question, parts) => {
  expect(sentencesOf(question)).toEqual(parts);
});

test.each([
  ['a single sentence', 'what is the difference between gpt-4 and gpt-4o?'],
  ['a number with a dot', 'is gpt-3.5 older than gpt 4. 1'],
  ['two words joined by "and"', 'compare plus and pro'],
  ['punctuation alone', '?! ... ?'],
  ['a story', 'One. Two here. Three here. Four here. Five here.'],
  ['nothing', ''],
])('%s has none', (_, question) => {
  expect(sentencesOf(question)).toEqual([]);
});

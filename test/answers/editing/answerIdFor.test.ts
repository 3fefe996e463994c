import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { answerIdFor } from '../../../src/answers/editing/form.ts';
import { ID } from '../../../src/knowledge/ids.ts';

const LONG = 'what is the difference between the rules of this server and those of discord';

test.each([
  ['Where are the rules?', 'where-are-the-rules'],
  ['Où sont les règles?', 'ou-sont-les-regles'],
  ['Où est l’œuvre de la Straße?', 'ou-est-loeuvre-de-la-strasse'],
  ['ISTANBUL ıstanbul İstanbul', 'istanbul-istanbul-istanbul'],
  ['Łódź Øl Ærø Đorđe Ðað Þór ẞ', 'lodz-ol-aero-dorde-dad-thor-ss'],
  ["Who's GPT-4o's maker?", 'whos-gpt-4os-maker'],
  ['规则', 'answer-1123245d'],
  ['💀', 'answer-36f910d7'],
  ['__proto__', 'proto'],
  [LONG, 'what-is-the-difference-between-the-rules-of-this-server-and'],
  ['x'.repeat(100), 'x'.repeat(60)],
])('"%s" is called %s', (title, id) => {
  expect(answerIdFor(title, () => false)).toBe(id);
});

test('a title in other letters has an id that is always the same and its own, whatever its case and punctuation', () => {
  const [rules, again, events] = ['правила', 'Правила?', 'события'].map((title) => answerIdFor(title, () => false));
  expect(again).toBe(rules);
  expect(events).not.toBe(rules);
});

test('what is taken gets a number', () => {
  const taken = new Set(['rules', 'rules-2', LONG.slice(0, 59).replaceAll(' ', '-')]);
  expect(answerIdFor('Rules', (id) => taken.has(id))).toBe('rules-3');
  expect(answerIdFor(LONG, (id) => taken.has(id))).toBe('what-is-the-difference-between-the-rules-of-this-server-2');
});

test('whatever the titles, ids are valid, short enough and unique', () => {
  const titles = fc.array(
    fc.oneof(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.constantFrom('Rules', 'rules-2', LONG)),
  );
  fc.assert(
    fc.property(titles, (all) => {
      const taken = new Set<string>();
      for (const title of all) taken.add(answerIdFor(title, (id) => taken.has(id)));
      expect(taken.size).toBe(all.length);
      for (const id of taken) {
        expect(id).toMatch(ID);
        expect(id.length).toBeLessThanOrEqual(60);
      }
    }),
  );
});

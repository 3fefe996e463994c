import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ServerLimits } from '../../../src/answers/editing/rules.ts';
import type { FileEntry } from '../../../src/answers/exchange/entries.ts';
import { changesOf, type ImportPlan, planImport } from '../../../src/answers/exchange/plan.ts';
import { showPlan } from '../../../src/answers/exchange/planReport.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { foldedText } from '../../../src/shared/text.ts';
import type { AnswerContent, AnswerVersion } from '../../../src/store/Store.ts';
import { curatedAnswer, EVENTS, RULES, stateOf, version } from './contents.ts';

type Existing = Pick<AnswerVersion, 'version' | 'kind' | 'content'>;
type Asked = Pick<AnswerContent, 'title' | 'questions'>;

interface Situation {
  readonly entries: readonly FileEntry[];
  readonly existing?: Readonly<Record<string, Existing>>;
  readonly curated?: Readonly<Record<string, Asked>>;
  readonly limits?: ServerLimits;
  readonly overwrite?: boolean;
  readonly notes?: readonly string[];
}

function planOf(situation: Situation): ImportPlan {
  const { entries, existing = {}, curated = {}, limits, overwrite = false, notes = [] } = situation;
  const state = stateOf(
    Object.entries(existing).map(([id, { version: number, kind, content }]) => version(id, content, number, kind)),
    new Map(Object.entries(curated).map(([id, asks]) => [id, curatedAnswer(id, asks)])),
  );
  return runToEnd(planImport({ entries, notes }, { guildId: '1', state, overwrite }, limits));
}

const outcomes = (plan: ImportPlan): string[] => plan.entries.map(({ id, outcome }) => `${id} ${outcome}`);

const answer = (
  id: string,
  content: AnswerContent,
  more: { version?: number; guildId?: string; location?: string } = {},
): FileEntry => ({
  kind: 'answer',
  location: `answer ${id}`,
  id,
  content,
  ...more,
});
const hidden = (id: string): FileEntry => ({ kind: 'hidden', location: `hidden ${id}`, id });
const here = (number: number, content: AnswerContent): Existing => ({ version: number, kind: 'edit', content });
const gone = (number: number): Existing => ({ version: number, kind: 'remove', content: null });
/** An answer that is asked for by these words alone. */
const asked = (...questions: [string, ...string[]]): AnswerContent => ({
  title: questions[0],
  questions,
  body: 'x',
  sources: [],
});

test('a plan says of each entry what would happen, in the order of the file', () => {
  const plan = planOf({
    entries: [
      answer('rules', RULES),
      answer('events', { ...EVENTS, body: 'On Mondays.', reviewBy: '2027-01-31' }),
      answer('joining', asked('how do i join')),
      { kind: 'refused', location: 'line 9', why: '"title" is missing: add it.' },
      hidden('what-is-gpt'),
    ],
    existing: { events: here(4, EVENTS), joining: here(1, asked('how do i join')) },
    curated: { 'what-is-gpt': asked('what is gpt') },
    notes: ['These columns are left out: "uses".'],
  });
  expect(showPlan(plan)).toEqual([
    'These columns are left out: "uses".',
    'answer rules: added rules, "What are the rules?"',
    'answer events: changed events (body, reviewBy)',
    'answer joining: unchanged joining',
    'line 9: refused. "title" is missing: add it.',
    'hidden what-is-gpt: hidden what-is-gpt',
    '1 added, 1 changed, 1 hidden, 1 unchanged, 1 refused',
  ]);
  expect(changesOf(plan)).toEqual([
    { answerId: 'rules', kind: 'import', content: RULES, expectedVersion: 0 },
    {
      answerId: 'events',
      kind: 'import',
      content: { ...EVENTS, body: 'On Mondays.', reviewBy: '2027-01-31' },
      expectedVersion: 4,
    },
    { answerId: 'what-is-gpt', kind: 'import', content: null, expectedVersion: 0 },
  ]);
});

test('an empty file says so', () => {
  expect(showPlan(planOf({ entries: [] }))).toEqual(['The file contains no answers.']);
});

test('the rules of editing refuse and tidy', () => {
  const plan = planOf({
    entries: [
      answer('rules', { ...RULES, title: '?' }),
      answer('events', { ...EVENTS, body: ' On\u200b Fridays. \n' }),
      { ...answer('b', asked('b')), warnings: ['A warning.'] } as FileEntry,
    ],
    existing: { events: here(1, { ...EVENTS, body: ' On Fridays.' }) },
  });
  expect(showPlan(plan)).toEqual([
    'answer rules: refused rules. The title is missing. Write the question that this answers.',
    'answer events: unchanged events',
    'answer b: added b, "b"',
    '  Note: A warning.',
    '1 added, 1 unchanged, 1 refused',
  ]);
});

test('an id that is in the file twice is refused the second time, also when it is hidden', () => {
  const plan = planOf({
    entries: [answer('a', asked('a')), answer('a', asked('b')), hidden('a')],
    curated: { a: asked('c') },
  });
  expect(outcomes(plan)).toEqual(['a added', 'a refused', 'a refused']);
  expect(plan.entries[1]).toMatchObject({
    why: 'The file has this id twice, first at answer a. Keep one of them, or give it another id.',
  });
});

test('what moderators have removed, changed or written meanwhile is a conflict, unless the file may overwrite it', () => {
  const situation: Situation = {
    entries: [
      answer('removed', asked('a')),
      answer('hidden', asked('b')),
      answer('changed', asked('c'), { version: 2, guildId: '1' }),
      hidden('own'),
    ],
    existing: { removed: gone(2), hidden: gone(5), changed: here(3, asked('d')), own: here(7, asked('e')) },
    curated: { hidden: asked('f'), own: asked('g') },
  };
  expect(showPlan(planOf(situation))).toEqual([
    'answer removed: conflict removed. Moderators have removed this answer here.',
    'answer hidden: conflict hidden. Moderators have hidden this answer here.',
    'answer changed: conflict changed. The file has version 2, but this server is at version 3 by now.',
    'hidden own: conflict own. This server has its own version of it, which would be removed.',
    '4 conflicts',
  ]);
  const plan = planOf({ ...situation, overwrite: true });
  expect(outcomes(plan)).toEqual(['removed added', 'hidden added', 'changed changed', 'own hidden']);
  expect(changesOf(plan).map(({ expectedVersion }) => expectedVersion)).toEqual([2, 5, 3, 7]);
});

test('the versions of another server say nothing here', () => {
  const existing = { a: here(3, asked('b')) };
  const planOfVersion = (exported: { version: number; guildId?: string }) =>
    planOf({ entries: [answer('a', asked('a'), exported)], existing });
  expect(outcomes(planOfVersion({ version: 2, guildId: '1' }))).toEqual(['a conflict']);
  expect(outcomes(planOfVersion({ version: 2, guildId: '2' }))).toEqual(['a changed']);
});

test('a version of a server that the file does not name is not said to be of this one', () => {
  const existing = { a: here(1, asked('b')) };
  const entries = [answer('a', asked('a'), { version: 3 })];
  expect(showPlan(planOf({ entries, existing }))[0]).toBe(
    "answer a: conflict a. The file has version 3 from a server that it doesn't name; this server is at version 1. Compare the two.",
  );
  expect(outcomes(planOf({ entries, existing, overwrite: true }))).toEqual(['a changed']);
  expect(outcomes(planOf({ entries, existing: { a: here(3, asked('b')) } }))).toEqual(['a changed']);
});

test('a curated answer can be replaced, also one that was restored here, and only a curated one can be hidden', () => {
  const plan = planOf({
    entries: [answer('a', asked('a')), answer('b', asked('b')), hidden('c'), hidden('d'), hidden('b2')],
    existing: { b: { version: 2, kind: 'restore', content: null }, d: gone(1), b2: { ...gone(2), kind: 'restore' } },
    curated: { a: asked('x'), b: asked('y'), d: asked('z'), b2: asked('w') },
  });
  expect(showPlan(plan)).toEqual([
    'answer a: added a, "a"',
    'answer b: added b, "b"',
    'hidden c: refused c. There is no curated answer with this id to hide. Remove it.',
    'hidden d: unchanged d',
    'hidden b2: hidden b2',
    '2 added, 1 hidden, 1 unchanged, 1 refused',
  ]);
  expect(changesOf(plan).map(({ expectedVersion }) => expectedVersion)).toEqual([0, 2, 2]);
});

test.each([
  ['another answer of the server', { existing: { b: here(1, asked('b', 'How do I join')) } }, 'b'],
  ['a title', { existing: { b: here(1, { ...asked('b'), title: 'how do I JOIN!' }) } }, 'how do I JOIN!'],
  ['a curated answer', { curated: { b: asked('how do i join') } }, 'how do i join'],
])('a phrasing that belongs to %s is a conflict', (_, server, owner) => {
  expect(planOf({ entries: [answer('a', asked('a', 'how do i join?'))], ...server }).entries).toEqual([
    {
      location: 'answer a',
      warnings: [],
      outcome: 'conflict',
      id: 'a',
      isOverwritable: false,
      why: `The phrasing "how do i join?" already belongs to "${owner}" (b). Change it in one of the two answers.`,
    },
  ]);
});

test.each([
  ['an answer that the file changes so', { entries: [answer('b', asked('b'))], existing: { b: here(1, asked('x')) } }],
  ['an answer that was removed', { entries: [], existing: { b: gone(1) }, curated: { b: asked('x') } }],
  ['a curated answer that the file hides', { entries: [hidden('b')], curated: { b: asked('x') } }],
  [
    'a curated answer that the server replaces',
    { entries: [], existing: { b: here(1, asked('b')) }, curated: { b: asked('x') } },
  ],
])('a phrasing is free that belonged to %s', (_, { entries, ...server }) => {
  expect(planOf({ entries: [answer('a', asked('a', 'x')), ...entries], ...server }).entries[0]).toMatchObject({
    outcome: 'added',
  });
});

test('two answers may swap their phrasings', () => {
  const plan = planOf({
    entries: [answer('a', asked('y')), answer('b', asked('x'))],
    existing: { a: here(1, asked('x')), b: here(1, asked('y')) },
  });
  expect(outcomes(plan)).toEqual(['a changed', 'b changed']);
});

test('of two answers of the file, the first one has the better right', () => {
  expect(outcomes(planOf({ entries: [answer('a', asked('x')), answer('b', asked('b', 'X!'))] }))).toEqual([
    'a added',
    'b conflict',
  ]);
});

test('who was given a phrasing gives it back when the answer that had it cannot change after all', () => {
  const plan = planOf({
    entries: [answer('a', asked('x')), answer('b', asked('y')), answer('d', asked('a'))],
    existing: { a: here(1, asked('a')), b: here(1, asked('x')), c: here(1, asked('y')) },
  });
  expect(showPlan(plan)).toEqual([
    'answer a: conflict a. The title "x" already belongs to "x" (b). Change it in one of the two answers.',
    'answer b: conflict b. The title "y" already belongs to "y" (c). Change it in one of the two answers.',
    'answer d: conflict d. The title "a" already belongs to "a" (a). Change it in one of the two answers.',
    '3 conflicts',
  ]);
});

test('what an entry in conflict would have had is there for those that follow', () => {
  const plan = planOf({
    entries: [answer('a', asked('x', 'z')), answer('b', asked('y')), answer('d', asked('z')), answer('e', asked('e'))],
    existing: { b: here(1, asked('x')), c: here(1, asked('y')) },
    limits: { answers: 4, phrasings: 9 },
  });
  expect(outcomes(plan)).toEqual(['a conflict', 'b conflict', 'd added', 'e added']);
});

test('a full server takes no more answers and phrasings, but smaller ones in location of others', () => {
  const plan = planOf({
    entries: [
      hidden('curated'),
      answer('b', asked('b', 'b2')),
      answer('c', asked('c')),
      answer('d', asked('d')),
      answer('a', asked('a')),
    ],
    existing: { a: here(1, asked('a', 'a2', 'a3')), curated: here(1, asked('e')) },
    curated: { curated: asked('f') },
    limits: { answers: 2, phrasings: 5 },
    overwrite: true,
  });
  expect(showPlan(plan)).toEqual([
    'hidden curated: hidden curated',
    'answer b: added b, "b"',
    'answer c: refused c. This server already has 2 answers of its own, which is the limit. Remove one first.',
    'answer d: refused d. This server already has 2 answers of its own, which is the limit. Remove one first.',
    'answer a: changed a (questions)',
    '1 added, 1 changed, 1 hidden, 2 refused',
  ]);
  const tooMany = planOf({
    entries: [answer('b', asked('b', 'b2', 'b3'))],
    existing: { a: here(1, asked('a', 'a2', 'a3')) },
    limits: { answers: 9, phrasings: 5 },
  });
  expect(tooMany.entries[0]).toMatchObject({
    why: 'With this answer, the answers of this server would have 6 phrasings, but the limit is 5. Remove some from this answer or from others.',
  });
});

/** Few ids and few words, so that chance makes them meet. */
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const words = fc.array(fc.constantFrom('p', 'q', 'r', 's', 't', 'u'), { minLength: 1, maxLength: 3 });
const few = words.map((list) => asked(...(list as [string])));
/** A server in which each phrasing has one owner, as the rules of editing see to. */
const existing = fc.dictionary(id, few, { maxKeys: 5 }).map((dictionary) => {
  const seen = new Set<string>();
  const kept = Object.entries(dictionary).filter(([, { questions }]) => {
    const isFree = questions.every((text) => !seen.has(text));
    if (isFree) for (const text of questions) seen.add(text);
    return isFree;
  });
  return Object.fromEntries(kept.map(([key, content]) => [key, here(1, content)]));
});
const entries = fc
  .uniqueArray(fc.tuple(id, few), { selector: ([key]) => key })
  .map((list) => list.map(([key, content]) => answer(key, content)));

test('after any import, no phrasing belongs to two answers', () => {
  fc.assert(
    fc.property(existing, entries, (before, file) => {
      const after = new Map(Object.entries(before).map(([key, { content }]) => [key, content]));
      for (const { answerId, content } of changesOf(planOf({ entries: file, existing: before }))) {
        after.set(answerId, content);
      }
      const keys = [...after.values()].flatMap((content) => Array.from(new Set(content!.questions.map(foldedText))));
      expect(keys.length).toBe(new Set(keys).size);
    }),
    { numRuns: 2_000 },
  );
});

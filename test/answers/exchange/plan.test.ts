import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesOf, type ImportPlan, planImport, showPlan } from '../../../src/answers/exchange/plan.ts';
import type { AnswersFile, FileEntry } from '../../../src/answers/exchange/readAnswersFile.ts';
import type { CuratedAnswer, ExistingAnswer, ImportRules } from '../../../src/answers/exchange/rules.ts';
import { bareText } from '../../../src/knowledge/checks/text.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import { UserError } from '../../../src/shared/UserError.ts';
import type { AnswerContent } from '../../../src/store/Store.ts';
import { EVENTS, RULES } from './contents.ts';

interface Situation {
  readonly entries: readonly FileEntry[];
  readonly existing?: Readonly<Record<string, ExistingAnswer>>;
  readonly curated?: Readonly<Record<string, CuratedAnswer>>;
  readonly rules?: Partial<ImportRules>;
  readonly overwrite?: boolean;
  readonly file?: Partial<AnswersFile>;
}

const ANY: ImportRules = { checkContent: (content) => ({ content, warnings: [] }) };

function planOf({ entries, existing = {}, curated = {}, rules, overwrite = false, file }: Situation): ImportPlan {
  const server = {
    guildId: '1',
    existing: new Map(Object.entries(existing)),
    curated: new Map(Object.entries(curated)),
  };
  const read: AnswersFile = { entries, notes: [], ...file };
  return runToEnd(planImport({ file: read, server, rules: { ...ANY, ...rules }, overwrite }));
}

const outcomes = (plan: ImportPlan): string[] => plan.entries.map(({ id, outcome }) => `${id} ${outcome}`);

const answer = (
  id: string,
  content: AnswerContent,
  more: { version?: number; guildId?: string; place?: string } = {},
): FileEntry => ({
  kind: 'answer',
  place: `answer ${id}`,
  id,
  content,
  ...more,
});
const hidden = (id: string): FileEntry => ({ kind: 'hidden', place: `hidden ${id}`, id });
const here = (version: number, content: AnswerContent): ExistingAnswer => ({ version, kind: 'edit', content });
const gone = (version: number): ExistingAnswer => ({ version, kind: 'remove', content: null });
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
      { kind: 'refused', place: 'line 9', why: '"title" is missing: add it' },
      hidden('what-is-gpt'),
    ],
    existing: { events: here(4, EVENTS), joining: here(1, asked('how do i join')) },
    curated: { 'what-is-gpt': asked('what is gpt') },
    file: { notes: ['These columns are left out: "uses".'] },
  });
  expect(showPlan(plan)).toEqual([
    'These columns are left out: "uses".',
    'answer rules: added rules, "What are the rules?"',
    'answer events: changed events (body, reviewBy)',
    'answer joining: same joining',
    'line 9: refused, "title" is missing: add it',
    'hidden what-is-gpt: hidden what-is-gpt',
    '1 added, 1 changed, 1 hidden, 1 the same, 1 refused',
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
  expect(showPlan(planOf({ entries: [] }))).toEqual(['The file holds no answers.']);
});

test('the rules of editing refuse, warn and tidy', () => {
  const plan = planOf({
    entries: [answer('rules', RULES), answer('events', { ...EVENTS, body: ' On Fridays. ' }), answer('b', asked('b'))],
    existing: { events: here(1, EVENTS) },
    rules: {
      checkContent: (content, id) =>
        id === 'rules'
          ? new UserError('too-long', 'The title is too long. Shorten it.')
          : { content: { ...content, body: content.body.trim() }, warnings: ['it has no source'] },
    },
  });
  expect(showPlan(plan)).toEqual([
    'answer rules: refused rules, The title is too long. Shorten it.',
    'answer events: same events',
    'answer b: added b, "b"',
    '  note: it has no source',
    '1 added, 1 the same, 1 refused',
  ]);
});

test('an id that is in the file twice is refused the second time, also when it is hidden', () => {
  const plan = planOf({
    entries: [answer('a', asked('a')), answer('a', asked('b')), hidden('a')],
    curated: { a: asked('c') },
  });
  expect(outcomes(plan)).toEqual(['a added', 'a refused', 'a refused']);
  expect(plan.entries[1]).toMatchObject({
    why: 'its id is in the file a second time, first at answer a: keep one of them, or give it another id',
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
    'answer removed: conflict removed, moderators have removed this answer here',
    'answer hidden: conflict hidden, moderators have hidden this answer here',
    'answer changed: conflict changed, this server has version 3 by now, and version 2 was exported',
    'hidden own: conflict own, this server has its own version of it, which would be removed',
    '4 conflicts',
  ]);
  const plan = planOf({ ...situation, overwrite: true });
  expect(outcomes(plan)).toEqual(['removed added', 'hidden added', 'changed changed', 'own hidden']);
  expect(changesOf(plan).map(({ expectedVersion }) => expectedVersion)).toEqual([2, 5, 3, 7]);
});

test('the versions of another server say nothing here', () => {
  const existing = { a: here(3, asked('b')) };
  const planOfVersion = (version: { version: number; guildId?: string }) =>
    planOf({ entries: [answer('a', asked('a'), version)], existing });
  expect(outcomes(planOfVersion({ version: 2, guildId: '1' }))).toEqual(['a conflict']);
  expect(outcomes(planOfVersion({ version: 2, guildId: '2' }))).toEqual(['a changed']);
});

test('a version of a server that the file does not name is not said to be of this one', () => {
  const existing = { a: here(1, asked('b')) };
  const entries = [answer('a', asked('a'), { version: 3 })];
  expect(showPlan(planOf({ entries, existing }))[0]).toBe(
    'answer a: conflict a, the file has version 3 of it, of a server that it does not name, and this one has version 1: compare the two',
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
    'hidden c: refused c, there is no curated answer of this id that could be hidden: take it out',
    'hidden d: same d',
    'hidden b2: hidden b2',
    '2 added, 1 hidden, 1 the same, 1 refused',
  ]);
  expect(changesOf(plan).map(({ expectedVersion }) => expectedVersion)).toEqual([0, 2, 2]);
});

test.each([
  ['another answer of the server', { existing: { b: here(1, asked('b', 'How do I join')) } }],
  ['a title', { existing: { b: here(1, { ...asked('b'), title: 'how do I JOIN!' }) } }],
  ['a curated answer', { curated: { b: asked('how do i join') } }],
])('a phrasing that belongs to %s is a conflict', (_, server) => {
  expect(planOf({ entries: [answer('a', asked('a', 'how do i join?'))], ...server }).entries).toEqual([
    {
      place: 'answer a',
      warnings: [],
      outcome: 'conflict',
      id: 'a',
      conflict: 'phrasing',
      why: 'the phrasing "how do i join?" belongs to b: take it out of one of them',
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
    'answer a: conflict a, the phrasing "x" belongs to b: take it out of one of them',
    'answer b: conflict b, the phrasing "y" belongs to c: take it out of one of them',
    'answer d: conflict d, the phrasing "a" belongs to a: take it out of one of them',
    '3 conflicts',
  ]);
});

test('what an entry in conflict would have had is there for those that follow', () => {
  const plan = planOf({
    entries: [answer('a', asked('x', 'z')), answer('b', asked('y')), answer('d', asked('z')), answer('e', asked('e'))],
    existing: { b: here(1, asked('x')), c: here(1, asked('y')) },
    rules: { limits: { answers: 4, phrasings: 9 } },
  });
  expect(outcomes(plan)).toEqual(['a conflict', 'b conflict', 'd added', 'e added']);
});

test('a full server takes no more answers and phrasings, but smaller ones in place of others', () => {
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
    rules: { limits: { answers: 2, phrasings: 5 } },
    overwrite: true,
  });
  expect(showPlan(plan)).toEqual([
    'hidden curated: hidden curated',
    'answer b: added b, "b"',
    'answer c: refused c, a server may have 2 answers of its own, and there is no room for this one: remove others first',
    'answer d: refused d, a server may have 2 answers of its own, and there is no room for this one: remove others first',
    'answer a: changed a (questions)',
    '1 added, 1 changed, 1 hidden, 2 refused',
  ]);
  const tooMany = planOf({
    entries: [answer('b', asked('b', 'b2', 'b3'))],
    existing: { a: here(1, asked('a', 'a2', 'a3')) },
    rules: { limits: { answers: 9, phrasings: 5 } },
  });
  expect(tooMany.entries[0]).toMatchObject({
    why: 'a server may have 5 phrasings of its own, and there is no room for this one: remove others first',
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
      const keys = [...after.values()].flatMap((content) => Array.from(new Set(content!.questions.map(bareText))));
      expect(keys.length).toBe(new Set(keys).size);
    }),
    { numRuns: 2_000 },
  );
});

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { compileKnowledge, KnowledgeBook } from '../../src/answers/KnowledgeBook.ts';
import { openBook } from '../../src/answers/openBook.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import type { Matchable } from '../../src/matching/Match.ts';
import { Matcher } from '../../src/matching/Matcher.ts';
import { runToEnd } from '../../src/shared/concurrency.ts';
import { pack, unpack } from '../../src/shared/diskCache.ts';
import { readLabelledQuestions } from '../../tools/eval/labelled.ts';
import { FIXTURE_BOOK } from '../support/fixtureBook.ts';

const ROOT = join(import.meta.dirname, '../..');
const today = (): string => '2026-11-22';

const compiled = compileKnowledge(await readKnowledge(FIXTURE_BOOK));
const fresh = new KnowledgeBook(compiled, today);
const loaded = new KnowledgeBook(unpack(pack(compiled)) as typeof compiled, today);
/** Every ninth. */
const questions = (await readLabelledQuestions(join(ROOT, 'test/eval')))
  .map(({ text }) => text)
  .filter((_, i) => i % 9 === 0);
/** Explaining and fuzzy searching take their time. */
const some = questions.filter((_, i) => i % 7 === 0);

test.each(['direct', 'passive'] as const)('labelled questions are answered alike when asked %s', (mode) => {
  for (const question of questions) expect(loaded.ask(question, mode)).toEqual(fresh.ask(question, mode));
});

test('explanations are alike', () => {
  for (const question of some)
    expect(loaded.matcher.explain(question, 'direct')).toEqual(fresh.matcher.explain(question, 'direct'));
});

test('what is offered while a person types is alike', () => {
  for (const question of some) {
    for (const typed of [question, question.slice(0, 5), question.slice(0, 12)]) {
      expect(loaded.offerAnswers(typed, 25)).toEqual(fresh.offerAnswers(typed, 25));
      expect(loaded.models.search(typed, 25)).toEqual(fresh.models.search(typed, 25));
      expect(loaded.models.named(typed)).toEqual(fresh.models.named(typed));
    }
  }
});

test('answers of a server are trained on top of either alike', () => {
  const written: readonly Matchable[] = [
    { id: 'rules', questions: ['where are the rules', 'what is forbidden here', 'rules of the server'] },
    { id: 'what-is-rlhf', questions: ['what is rlhf', 'how does rlhf work here'], notThis: ['what is dpo'] },
  ];
  const withLayers = (matcher: Matcher): Matcher => {
    const first = runToEnd(matcher.plus(written, { hides: ['chatgpt-base-model'] }));
    return runToEnd(first.plus([{ id: 'meetings', questions: ['when do we meet', 'next meeting'] }]));
  };
  const [one, other] = [withLayers(fresh.matcher), withLayers(loaded.matcher)];
  for (const question of [...questions, ...written.flatMap((answer) => answer.questions), 'when is the next meeting']) {
    expect(other.match(question, 'direct')).toEqual(one.match(question, 'direct'));
  }
});

test('a Matcher with layers can be kept too', () => {
  const layered = runToEnd(loaded.matcher.plus([{ id: 'rules', questions: ['where are the rules'] }]));
  const again = Matcher.from(unpack(pack(layered.data)) as typeof layered.data);
  for (const question of [...some, 'where are teh rules']) {
    expect(again.match(question, 'direct')).toEqual(layered.match(question, 'direct'));
  }
});

test('a corrected file is seen by the next book', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(join(ROOT, 'test/fixtures/knowledge'), folder, { recursive: true });
  const [id] = (await openBook({ folder })).curated.keys();
  const file = join(folder, 'answers', `${id}.md`);
  await writeFile(file, (await readFile(file, 'utf8')).replace(/^title: .*$/m, 'title: A corrected title'));
  expect((await openBook({ folder })).answer(id!)?.title).toBe('A corrected title');
  expect((await openBook({ folder, cache: false })).answer(id!)?.title).toBe('A corrected title');
});

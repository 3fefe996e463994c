import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportAnswers } from '../../../src/answers/exchange/exportAnswers.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../../src/answers/exchange/formats.ts';
import { changesOf, planImport } from '../../../src/answers/exchange/plan.ts';
import { readAnswersFiles } from '../../../src/answers/exchange/readAnswersFile.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import type { AnswerContent, AnswerVersion } from '../../../src/store/Store.ts';
import { answers, content, curatedAnswer, stateOf, version } from './contents.ts';

const HIDDEN = ['curated-one', 'curated-two'];
const curated = new Map(HIDDEN.map((id) => [id, curatedAnswer(id, { title: `title of ${id}`, questions: [] })]));

function exported(versions: readonly AnswerVersion[], format: ExportFormat): { bytes: Uint8Array; name: string } {
  const options = { guildId: '1', exportedAt: new Date(0), isCurated: (id: string) => curated.has(id), format };
  const { name, text } = exportAnswers(versions, options);
  return { bytes: new TextEncoder().encode(text), name };
}

const planOf = ({ bytes, name }: { bytes: Uint8Array; name: string }, existing: readonly AnswerVersion[]) =>
  runToEnd(
    planImport(readAnswersFiles([{ bytes, name }]), {
      guildId: '1',
      state: stateOf(existing, curated),
      overwrite: false,
    }),
  );

/** What a store would hold after an import. */
const imported = (plan: ReturnType<typeof planOf>): AnswerVersion[] =>
  changesOf(plan).map(({ answerId, content: written, expectedVersion, kind }) =>
    version(answerId, written, expectedVersion + 1, kind),
  );

/** No two answers of a server have a phrasing in common. */
const numbered = ({ title, questions, ...rest }: AnswerContent, index: number): AnswerContent => ({
  ...rest,
  title: `${title} ${index} x`,
  questions: questions.map((question, line) => `${question} ${index} ${line}`),
});

const hidden = HIDDEN.map((id) => version(id, null, 2));

const server = answers.map((list) =>
  list
    .map(({ id, version: number, content: each }, index) => version(id, numbered(each, index), number))
    .concat(hidden),
);

test.each(EXPORT_FORMATS)('what is exported as %s and imported elsewhere is what was there', (format) => {
  fc.assert(
    fc.property(server, (versions) => {
      const after = imported(planOf(exported(versions, format), []));
      expect(new Map(after.map((each) => [each.answerId, each.content]))).toEqual(
        new Map(versions.map((each) => [each.answerId, each.content])),
      );
    }),
    { numRuns: 1_000 },
  );
});

test.each(EXPORT_FORMATS)('any content is read from %s as it was written', (format) => {
  fc.assert(
    fc.property(content, (each) => {
      const { bytes, name } = exported([version('rules', each, 7)], format);
      expect(readAnswersFiles([{ bytes, name }]).entries).toMatchObject([
        { kind: 'answer', id: 'rules', version: 7, guildId: '1', content: each },
      ]);
    }),
    { numRuns: 1_000 },
  );
});

test.each(EXPORT_FORMATS)('importing %s a second time changes nothing', (format) => {
  fc.assert(
    fc.property(server, (versions) => {
      const file = exported(versions, format);
      const { entries, counts } = planOf(file, imported(planOf(file, [])));
      expect(counts.same).toBe(entries.length);
      expect(planOf(file, versions).counts.same).toBe(entries.length);
    }),
    { numRuns: 200 },
  );
});

test.each(EXPORT_FORMATS)('no cell, line or field of %s says more than one answer', (format) => {
  const nasty = { title: 'x', questions: [], body: '---\nid: evil\ntitle: Evil\n---\n\nowned', sources: [] };
  const { bytes, name } = exported([version('rules', nasty)], format);
  expect(readAnswersFiles([{ bytes, name }]).entries.map(({ id }) => id)).toEqual(['rules']);
});

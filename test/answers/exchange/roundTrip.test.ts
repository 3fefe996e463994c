import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportAnswers } from '../../../src/answers/exchange/export.ts';
import { EXPORT_FORMATS, type ExportFormat } from '../../../src/answers/exchange/entries.ts';
import { changesOf, planImport, teachingsOf } from '../../../src/answers/exchange/plan.ts';
import { showPlan } from '../../../src/answers/exchange/planReport.ts';
import { readAnswersFiles } from '../../../src/answers/exchange/readAnswersFile.ts';
import { foldedText } from '../../../src/shared/text.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import type { TaughtVersion } from '../../../src/store/LearningStore.ts';
import type { AnswerContent, AnswerVersion } from '../../../src/store/Store.ts';
import { answers, content, curatedAnswer, stateOf, version } from './contents.ts';

type Added = Pick<TaughtVersion, 'answerId' | 'questions' | 'notThis'>;

const HIDDEN = ['curated-one', 'curated-two'];
const curated = new Map(HIDDEN.map((id) => [id, curatedAnswer(id, { title: `title of ${id}`, questions: [] })]));

type File = { bytes: Uint8Array; name: string };

function exported(versions: readonly AnswerVersion[], format: ExportFormat, taught: readonly Added[] = []): File {
  const state = { ...stateOf(versions, curated), taught: new Map(taught.map((each) => [each.answerId, here(each)])) };
  const { name, text } = exportAnswers(state, { guildId: '1', exportedAt: new Date(0), format });
  return { bytes: new TextEncoder().encode(text), name };
}

const planOf = (
  file: File,
  existing: readonly AnswerVersion[],
  taught: readonly TaughtVersion[] = [],
  overwrite = false,
) =>
  runToEnd(
    planImport(readAnswersFiles([file]), {
      guildId: '1',
      state: { ...stateOf(existing, curated), taught: new Map(taught.map((each) => [each.answerId, each])) },
      overwrite,
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
    { numRuns: 300 },
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
    { numRuns: 300 },
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

/** As typed into a dialog: one line each, and tidied. */
const phrasing = fc
  .stringMatching(/^[a-z"',;|#=@-]{1,9} [a-z0-9]{1,5}[?!]?$/)
  .filter((text) => /^[a-z"',;|#=@-]/.test(text));

const phrasings = fc.uniqueArray(phrasing, { maxLength: 4, selector: foldedText });

const added = fc
  .tuple(phrasings, phrasings)
  .map(([questions, notThis]): Added => ({ answerId: 'curated-three', questions, notThis }))
  .filter(({ questions, notThis }) => questions.length + notThis.length > 0);

curated.set('curated-three', curatedAnswer('curated-three', { title: 'a curated answer', questions: [] }));

const here = ({ answerId, questions, notThis }: Added, number = 1): TaughtVersion => ({
  answerId,
  questions,
  notThis,
  version: number,
  editorId: '11',
  editorName: 'Ada',
  at: 0,
});

test.each(EXPORT_FORMATS)('phrasings beside a curated answer come back from %s as they were', (format) => {
  fc.assert(
    fc.property(added, (each) => {
      const file = exported([], format, [each]);
      expect(teachingsOf(planOf(file, []))).toEqual([{ ...each, expectedVersion: 0 }]);
      expect(planOf(file, [], [here(each)]).counts).toMatchObject({ same: 1, phrasings: 0 });
    }),
    { numRuns: 300 },
  );
});

const FILE = exported([version('rules', { title: 'Rules', questions: [], body: 'Be kind.', sources: [] })], 'csv', [
  { answerId: 'curated-three', questions: ['new', 'old'], notThis: [] },
  { answerId: 'rules', questions: ['may i', 'a curated answer?'], notThis: ['no'] },
  { answerId: 'gone', questions: ['x'], notThis: [] },
]);
const OLD = here({ answerId: 'curated-three', questions: ['old', 'older'], notThis: ['not'] }, 3);

test('an import adds to the phrasings that a server has, unless the file may overwrite them', () => {
  const plan = planOf(FILE, [], [OLD]);
  expect(teachingsOf(plan)).toEqual([
    { answerId: 'curated-three', questions: ['old', 'older', 'new'], notThis: ['not'], expectedVersion: 3 },
  ]);
  expect(teachingsOf(planOf(FILE, [], [OLD], true))).toEqual([
    { answerId: 'curated-three', questions: ['new', 'old'], notThis: [], expectedVersion: 3 },
  ]);
  expect(showPlan(plan)).toEqual([
    "Read as answers in this bot's own CSV.",
    'answers-1970-01-01.csv:2:1: added rules, "Rules"',
    'answers-1970-01-01.csv:3:1: phrasings for curated-three (3 phrasings, 1 counter-example)',
    'answers-1970-01-01.csv:5:1: conflict rules. The phrasing "a curated answer?" already belongs to "a curated answer" (curated-three). Change it in one of the two answers.',
    'answers-1970-01-01.csv:7:1: refused gone. This server has no answer with this id to add phrasings to. Import the answer as well, or remove this.',
    '1 added, 1 with more phrasings, 1 conflict, 1 refused',
  ]);
});

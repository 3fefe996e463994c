import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Document, parseDocument, visit } from 'yaml';
import { type Fault, TextFile } from '../../src/knowledge/faults.ts';
import { BY_ID, parseAnswer, parseEntries, parseOutOfScope, parseWhole } from '../../src/knowledge/parse.ts';
import { YamlText } from '../../src/knowledge/YamlText.ts';
import { namesSchema, sourceSchema } from '../../src/knowledge/schemas/entries.ts';
import { assistantSchema, modelSchema } from '../../src/knowledge/schemas/model.ts';
import { phrasingSchemas, relatedSchema } from '../../src/knowledge/schemas/phrasings.ts';
import { codePoint } from '../support/codePoint.ts';

const PARSERS: Readonly<Record<string, (file: TextFile, faults: Fault[]) => unknown>> = {
  'an answer': (file, faults) => parseAnswer('gpt', file, undefined, faults),
  'phrasings of an answer': (file, faults) => parseAnswer('gpt', new TextFile('file', ''), file, faults),
  'phrasings of generated answers': (file, faults) => parseWhole('model', phrasingSchemas.model, file, faults),
  names: (file, faults) => parseWhole('names', namesSchema, file, faults),
  'related answers': (file, faults) => parseWhole('related', relatedSchema, file, faults),
  'a model': (file, faults) => parseWhole('gpt', modelSchema, file, faults, 'gpt-4.yaml'),
  'an assistant': (file, faults) => parseWhole('siri', assistantSchema, file, faults, 'siri.yaml'),
  sources: (file, faults) => parseEntries(BY_ID, sourceSchema, file, faults),
  'what is out of scope': parseOutOfScope,
};

/** Pieces that mean something to YAML, to front matter or to us, so that chance comes upon what matters. */
const piece = fc.oneof(
  fc.constantFrom('---', '...', '\n', '\r\n', '\t', '  ', ': ', '- ', '? ', '# ', '|', '>', '"', "'", '\\', '\uFEFF'),
  fc.constantFrom('{', '}', '[', ']', ',', '{{', '}}', '*a', '&a ', '!tag ', '!!int ', '<<: ', '%YAML 1.1', '@', '`'),
  fc.constantFrom(
    'title',
    'questions',
    'sources',
    'madeFrom',
    'released',
    'table',
    'rows',
    'null',
    '1e999',
    '2024-02-30',
  ),
  fc.constantFrom('__proto__', 'constructor', '😀', '\u202E', '\u0000', '\uD800'),
  fc.string({ unit: codePoint, maxLength: 8 }),
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
const frontMatter = text.map((yaml) => `---\n${yaml}\n---\nbody\n`);

test.each(Object.entries(PARSERS))(
  'any text as %s gives faults that lie inside of it, and nothing else',
  (_, parse) => {
    fc.assert(
      fc.property(fc.oneof(text, frontMatter), (written) => {
        const file = new TextFile('file', written);
        // No editor shows the empty line after a final line break.
        const lines = file.text.replace(/\n$/, '').split('\n');
        const faults: Fault[] = [];
        parse(file, faults);
        for (const { line, column, what } of faults) {
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeGreaterThanOrEqual(1);
          expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1);
          expect(what).not.toBe('');
        }
      }),
      { numRuns: 500 },
    );
  },
);

/** What the text is to the parser that also finds the mistakes: its values, or that there are some. */
function readWithFaults(yaml: string): unknown {
  const document = parseDocument(new TextFile('file', yaml).text, { prettyErrors: false, stringKeys: true });
  const isFaulty = document.errors.length + document.warnings.length > 0;
  return isFaulty || hasAlias(document) ? FAULTY : document.toJS();
}

function hasAlias(document: Document): boolean {
  let found = false;
  visit(document, { Alias: () => void (found = true) });
  return found;
}

/** The same for what reads the files of the set: another, faster parser, if there is no mistake. */
function readAsFile(yaml: string): unknown {
  const { faults, value } = new YamlText(new TextFile('file', yaml));
  return faults.length > 0 ? FAULTY : value;
}

const FAULTY = 'faulty';

test.each([
  'null: a',
  '~: a',
  ': a',
  '- ~: a',
  '{~: a, : b}',
  '0x10: a',
  '- 1e3: a',
  '-.5: a',
  '{x: 1, 0o7: a}',
  '? 0x1\n: a',
  'a:\tb',
  'a: b\t',
  'a: x\n\t',
  'a: [x,\n\ty]',
  '- \t- a',
  '%YAML 1.1\n---\na: yes',
  '%FOO x\n---\na: 1',
  'a: 1\n...\n',
  'a: 1\n...\n# c',
  'a: 1\n...\nb: 2',
  'a: 1\n---\nb: 2',
  '---\na: 1\n---',
  '',
  '# c',
  '...',
  'a: 1\na: 2',
  '1: a\n"1": b',
  '{a: 1, a: 2}',
  '<<: {a: 1}',
  'b: 2\n<<: [{a: 1}]',
  'a: &x 1',
  'a: &x 1\nb: *x',
  'a: 2026-11-22',
  'a: 2026-11-22T10:00:00Z',
  'a: 2026-11',
  'a: 2026',
  'a: 1:30',
  'a: 017',
  'a: 0o17',
  'a: 1_000',
  'a: yes',
  'a: True',
  'a: Null',
  'a: ~',
  'a:',
  'a: .inf',
  'a: 1e999',
  'a: -0',
  'a: !!float 1',
  'a: !x 1',
  'a: \u0007',
])('both parsers of YAML read %j alike', (yaml) => {
  expect(readAsFile(yaml)).toEqual(readWithFaults(yaml));
});

test('both parsers of YAML read any text alike', () => {
  fc.assert(
    fc.property(text, (yaml) => {
      expect(readAsFile(yaml)).toEqual(readWithFaults(yaml));
    }),
    { numRuns: 2_000, seed: 1 },
  );
});

test('a position is that of the text before it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string({ minLength: 1 }), (before, after) => {
      const file = new TextFile('file', `${before}x${after}`);
      const offset = file.text.indexOf('x', before.replaceAll('\r\n', '\n').length);
      const { line, column } = file.faultAt(offset, 'what');
      expect(
        file.text
          .split('\n')
          .slice(0, line - 1)
          .join('\n').length +
          (line > 1 ? 1 : 0) +
          column -
          1,
      ).toBe(offset);
    }),
  );
});

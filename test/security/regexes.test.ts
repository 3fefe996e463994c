import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { analyse } from 'scslre';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';
import { ROOT } from '../support/run.ts';

interface Regex {
  readonly pattern: string;
  readonly flags: string;
}

/** Of these, the analysis says that they could try again from each character. Why they don't, or may: */
const BOUNDED: Readonly<Record<string, string>> = {
  'src/matching/reading/sentences.ts': 'clean() leaves single spaces, so a run of them has one',
  'src/knowledge/YamlText.ts': 'always matches from the first place on',
  'src/answers/editing/markdown.ts': 'always matches from the first place on',
  'src/answers/exchange/readable.ts':
    'longer answers than 10,000 characters and prompts than 1,000 are left as they are: 10 ms',
  'src/answers/servers/serverAnswer.ts': 'an answer has 4,000 characters at most: 10 ms',
};

/** Every regular expression that is written as such in src/, with the file it is in. */
function regexes(): [file: string, Regex][] {
  return globSync('src/**/*.{ts,cjs}', { cwd: ROOT }).flatMap((file) => {
    const found: [string, Regex][] = [];
    JSON.stringify(parseAst(stripTypeScriptTypes(readFileSync(join(ROOT, file), 'utf8'))), (_key, value: unknown) => {
      if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
      const { regex } = value as { regex?: Regex };
      if (regex) found.push([file.replaceAll('\\', '/'), regex]);
      return value;
    });
    return found;
  });
}

/** A place where the same text can be split in many ways, or where a search starts again from each character. */
const isSuperLinear = ({ pattern: source, flags }: Regex): boolean =>
  analyse({ source, flags }, { assumeRejectingSuffix: false }).reports.length > 0;

test('the analysis finds what it is for', () => {
  const superLinear = [/(?:a+)+$/, /a+$/, / *# *x/, /\[[^\]]*\]\(/, /^(\w+) *(.+?) *$/];
  const linear = [/(?<!a)a+$/, /^a*b/, /\[[^[\]]*\]\(/];
  expect(superLinear.filter(({ source: pattern, flags }) => !isSuperLinear({ pattern, flags }))).toEqual([]);
  expect(linear.filter(({ source: pattern, flags }) => isSuperLinear({ pattern, flags }))).toEqual([]);
});

test('no regular expression takes longer than its text, apart from those whose text is bounded', () => {
  const all = regexes();
  expect(all.length).toBeGreaterThan(200);
  const suspects = all.filter(([, regex]) => isSuperLinear(regex));
  expect(suspects.filter(([file]) => !(file in BOUNDED)).map(([file, { pattern }]) => `${file}: ${pattern}`)).toEqual(
    [],
  );
  expect(new Set(suspects.map(([file]) => file))).toEqual(new Set(Object.keys(BOUNDED)));
});

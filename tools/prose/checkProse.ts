import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { command, runIfStarted } from '../../src/cli/run.ts';

interface Rule {
  readonly phrase: string;
  readonly instead: string;
}

/** Documents, code and answers. Phrasings and labelled questions are what people type; they may be written any way. */
const CHECKED = ['*.md', '*.ts', '*.js', '*.yml', 'knowledge/models/*.yaml', '.env.example'];
const TYPED_BY_PEOPLE = /(?:^|\/)(?:test|phrasings)\/|CHANGELOG\.md$/;

const rules = (parse(readFileSync(new URL('phrases.yaml', import.meta.url), 'utf8')) as readonly Rule[]).map(
  ({ phrase, instead }) => ({ pattern: new RegExp(`\\b(?:${phrase})\\b`, 'gi'), instead }),
);

/** Prints each phrase of `phrases.yaml` that occurs in a file of the repository, as `file:line:column`. */
const checkProse = command(async () => {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...CHECKED], {
    encoding: 'utf8',
  });
  const found = files
    .split('\n')
    .filter((file) => existsSync(file) && !TYPED_BY_PEOPLE.test(file))
    .flatMap((file) => findingsIn(file));
  for (const finding of found) console.error(finding);
  return found.length === 0 ? 0 : 1;
});

function findingsIn(file: string): string[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    rules.flatMap(({ pattern, instead }) =>
      [...line.matchAll(pattern)].map(
        (match) => `${file}:${index + 1}:${match.index + 1} "${match[0]}": write instead ${instead}`,
      ),
    ),
  );
}

await runIfStarted(import.meta, checkProse);

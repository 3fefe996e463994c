import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openBook } from '../../src/answers/openBook.ts';
import { ask as command } from '../../src/cli/ask.ts';
import { ASK_HELP, DONT_KNOW } from '../../src/cli/strings.ts';
import { fixtureCheckout } from '../support/fixtureBook.ts';
import { ROOT, run, runHere } from '../support/run.ts';

const book = await openBook();
const titleOf = (id: string): string => book.titleOf(id)!;

const ask = (args: readonly string[], input?: string) =>
  input === undefined ? runHere(command, args) : run('src/cli/ask.ts', args, { input });
const asJson = async (...args: string[]) =>
  JSON.parse((await ask(['--json', ...args])).stdout) as Record<string, unknown>;

test('a question is answered with its date and its sources', async () => {
  const { code, stdout, stderr } = await ask(['which model is chatgpt based on']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(titleOf('chatgpt-base-model'));
  expect(stdout).toMatch(/Checked \d{1,2} \w{3} \d{4}/);
  expect(stdout).toContain('https://');
});

test('a question may be typed without quotes', async () => {
  expect((await ask(['which', 'model', 'is', 'chatgpt', 'based', 'on'])).stdout).toEqual(
    (await ask(['which model is chatgpt based on'])).stdout,
  );
});

test('--no-cache compiles the knowledge anew, keeps nothing and finds the same', { timeout: 600_000 }, async () => {
  const [usual, apart] = [await fixtureCheckout(), await fixtureCheckout()];
  const packages = join(apart, 'node_modules');
  await rm(packages);
  await mkdir(packages);
  for (const name of await readdir(join(ROOT, 'node_modules'))) {
    if (name !== '.cache') await symlink(join(ROOT, 'node_modules', name), join(packages, name));
  }
  const question = ['which', 'modle', 'is', 'chatgpt', 'based', 'on'];
  const cached = await run('src/cli/ask.ts', question, { cwd: usual });
  expect(cached.stdout).toContain('ChatGPT');
  expect(await run('src/cli/ask.ts', ['--no-cache', ...question], { cwd: apart })).toEqual(cached);
  expect(existsSync(join(packages, '.cache/whence'))).toBe(false);
});

test('--json prints one object with all its parts', async () => {
  expect(await asJson('which model is chatgpt based on')).toEqual({
    decision: 'answer',
    top: 'chatgpt-base-model',
    confidence: 1,
    suggestions: [],
    title: titleOf('chatgpt-base-model'),
    text: expect.any(String),
    checked: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    sources: expect.arrayContaining([{ title: expect.any(String), url: expect.stringMatching(/^https:/) }]),
  });
});

test.each([
  ['when was gpt 4o released', 'model:gpt-4o'],
  ['difference between gpt-3.5 and gpt-4', 'compare:gpt-3.5+gpt-4'],
  ['what came before gpt-4', 'lineage:gpt-4'],
])('"%s" is answered from the facts, as %s', async (question, id) => {
  expect(await asJson(question)).toMatchObject({ decision: 'answer', top: id });
});

test('what it cannot know is passed honestly', async () => {
  expect(await asJson('qwrtz plmbf xkcdv')).toMatchObject({
    decision: 'pass',
    confidence: 0,
    suggestions: [],
    sources: [],
    checked: null,
  });
});

test('questions on standard input are answered one by one', async () => {
  const { stdout } = await ask(['--json'], 'what is rlhf\n\nwhat does gpt stand for\n');
  const tops = stdout
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { top: string | null }).top);
  expect(tops).toEqual(['what-is-rlhf', null, 'what-does-gpt-stand-for']);
});

test.each([['--json'], []])('a last line without its end is a question like the others (%s)', async (...args) => {
  const { code, stdout, stderr } = await ask(args, 'what is rlhf');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(titleOf('what-is-rlhf'));
});

test('--why tells after the answer what counted, what came second, and what the decision fell by', async () => {
  const { code, stdout } = await ask(['--why', 'wich modle is chatgpt based on']);
  expect(code).toBe(0);
  const [answer, why] = stdout.split('\nWhy\n');
  expect(answer).toContain(titleOf('chatgpt-base-model'));
  const lines = why!.split('\n');
  expect(lines.slice(0, 3)).toEqual([
    '  read as   wich modle is chatgpt based on',
    '  repaired  modle as model',
    expect.stringMatching(/^ {2}found {5}chatgpt-base-model \d+%; then [\w:-]+ \d+%, \d+% behind$/),
  ]);
  expect(lines[3]).toMatch(/^ {2}counted {3}"\w+" \d+%, .*; together "\w+ \w+" \d+%/);
  expect(lines).toContain('Asked directly: answer');
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}yes {2}sure enough to answer: \d+%, needs \d+%$/));
  expect(lines.some((line) => line.startsWith('In a channel: '))).toBe(true);
});

test('--why names the models, and says when nothing is found', async () => {
  expect((await ask(['--why', 'gpt-3.5 vs 4'])).stdout).toContain('\n  models    gpt-3.5, gpt-4\n');
  const { stdout } = await ask(['--why', 'qwrtz plmbf xkcdv']);
  expect(stdout).toContain('\n  read as   qwrtz plmbf xkcdv\n  found     nothing\nAsked directly: pass\n');
  expect(stdout).toContain('\nIn a channel: pass\n  no   asks something\n');
});

test('--why explains the part of a message that is answered, with its own figures', async () => {
  const { stdout } = await ask(['--why', 'What is RLHF? Also whats for dinner?']);
  const [, why] = stdout.split('\nWhy\n');
  expect(why).toContain('  read as   What is RLHF? Also whats for dinner?\n  part      What is RLHF?\n');
  expect(why).toContain('\nAsked directly: answer, for the part "What is RLHF?"\n');
  const [, behind] = /^ {2}found .* (\d+%) behind$/m.exec(why!) ?? [];
  const leads = why!.matchAll(/far enough ahead of the next that would be wrong: (\d+%),/g);
  const measured = [...leads].map(([, lead]) => Number.parseInt(lead!, 10));
  expect(measured).toHaveLength(2);
  // The second may be right as well; the lead is over the next that would not be.
  for (const lead of measured) expect(lead).toBeGreaterThanOrEqual(Number.parseInt(behind!, 10));
});

test('--why says when several parts have answers, and the others are offered whatever their gates', async () => {
  const { stdout } = await ask(['--why', 'what is rlhf and what is dpo?']);
  const answered =
    'answer, with the others offered, because several parts have their own answers: what-is-rlhf, what-is-dpo';
  expect(stdout.split('\nWhy\n')[1]!.trimEnd().split('\n')).toEqual([
    '  read as   what is rlhf and what is dpo?',
    expect.stringMatching(
      /^ {2}found {5}what-is-rlhf \d+% for the part "what is rlhf"; what-is-dpo \d+% for the part "what is dpo\?"$/,
    ),
    `Asked directly: ${answered}`,
    '  each part would be answered if it were asked alone',
    `In a channel: ${answered}`,
    '  each part would be answered if it were asked alone',
  ]);
});

test('--why says what a channel hears of the whole, where only somebody who asks gets an answer for a part', async () => {
  const { stdout } = await ask(['--why', 'My flight lands at noon. the meaning of rlhf']);
  expect(stdout).toContain('\nAsked directly: answer, for the part "the meaning of rlhf"\n');
  expect(stdout).toMatch(/\nIn a channel: pass, for the whole message\n {2}no {3}asks something\n/);
});

test.each([
  ['what is rlhf', /^ {2}it would not be answered with \d+% less confidence or lead$/],
  ['codec', /^ {2}it would be offered with \d+% more confidence$/],
])('--why says what would have to change for another outcome: "%s"', async (question, way) => {
  const { stdout } = await ask(['--why', question]);
  const lines = stdout.split('\n');
  expect(lines[lines.findIndex((line) => line.startsWith('In a channel')) - 1]).toMatch(way);
});

test('--why says that in a channel a question is left to whom it mentions', async () => {
  const { stdout } = await ask(['--why', '<@123456789012345678> what is rlhf?']);
  expect(stdout).toContain('\nAsked directly: answer\n');
  expect(stdout).toContain(
    '\nIn a channel: pass\n  no   not addressed to the bot: the message is for others\n  yes  sure enough',
  );
});

test('--json --why adds the reasons to the same object', async () => {
  const { why, ...answer } = await asJson('--why', 'what is rlhf');
  expect(answer).toEqual(await asJson('what is rlhf'));
  expect(why).toEqual({
    question: 'what is rlhf',
    models: [],
    calledByApp: [],
    repaired: [],
    answers: 1,
    candidates: expect.arrayContaining([{ id: 'what-is-rlhf', confidence: expect.any(Number) }]),
    parts: [
      {
        question: 'what is rlhf',
        candidates: (why as { candidates: unknown }).candidates,
        words: ['what', 'is', 'rlhf'].map((word) => ({
          words: [word],
          without: expect.any(Number),
          share: expect.any(Number),
        })),
        pairs: [expect.objectContaining({ words: ['what', 'is'] }), expect.objectContaining({ words: ['is', 'rlhf'] })],
        gates: ['suggest', 'answer', 'lead'].map((name) => expect.objectContaining({ name, isPassed: true })),
      },
    ],
    inChannel: {
      decision: 'answer',
      parts: [{ question: 'what is rlhf', gates: expect.arrayContaining([{ name: 'asks', isPassed: true }]) }],
    },
  });
});

test('a wrong option is wrong usage: exit code 2 and one line', async () => {
  const { code, stdout, stderr } = await ask(['--loud']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('--picture writes the picture of the answer, which it prints', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'whence-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'picture.png');
  const { code, stdout } = await ask(['--picture', file, 'gpt-3.5 vs gpt-4']);
  expect(code).toBe(0);
  expect(stdout).toContain(titleOf('compare:gpt-3.5+gpt-4'));
  const png = await readFile(file);
  // The signature, then the width and height of the header: https://www.w3.org/TR/png-3/
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect(png.readUInt32BE(16)).toBe(720);
  expect(png.readUInt32BE(20)).toBeGreaterThan(380);
});

test('--picture says when the answer has none, and that it needs a question', async () => {
  const none = await ask(['--picture', 'never.png', 'what is rlhf']);
  expect({ code: none.code, stderr: none.stderr }).toEqual({
    code: 1,
    stderr: 'The answer to "what is rlhf" has no picture. Comparisons, lineages and timelines have one.\n',
  });
  expect((await ask(['--picture', 'never.png'])).code).toBe(2);
});

test('"help" explains, "exit" and "quit" leave, and whatever follows is not read', async () => {
  for (const leave of ['exit', ' QUIT ']) {
    const { code, stdout } = await run('src/cli/ask.ts', [], { input: `help\n${leave}\nwhat is rlhf\n` });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${ASK_HELP}\n` });
  }
});

test('who asks in a terminal what has no answer is not sent to commands of Discord', async () => {
  const { stdout } = await ask(['asdf qwer']);
  expect(stdout).toBe(`${DONT_KNOW}\n\n`);
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { answers } from '../../../src/cli/answers.ts';
import { startModeration } from '../../support/moderation.ts';
import { runHere } from '../../support/run.ts';
import { BACKENDS, freshFolder } from '../../support/stores.ts';

const QUESTION = '@Whence how do I get the beta role?';
const ANSWER = 'Ask in the lobby, once you are here for a week.';
const FILE = {
  format: 'whence-answers',
  version: 1,
  exportedAt: '2026-11-22T00:00:00.000Z',
  answers: [{ id: 'beta-role', title: 'How do I get the beta role?', questions: [], body: ANSWER, sources: [] }],
  hidden: [],
};

describe.each(BACKENDS)('on $name', ({ freshUrl }) => {
  test('what an operator imports on the command line is answered by the bot that runs', async () => {
    const databaseUrl = await freshUrl();
    const { ada, playground } = await startModeration({ databaseUrl });
    expect((await ada.asks(QUESTION)).text).not.toContain(ANSWER);
    const file = join(freshFolder(), 'answers.json');
    await writeFile(file, JSON.stringify(FILE));

    const imported = await runHere(answers, ['import', '--guild', playground.guild.id, file, '--yes'], {
      env: { DATABASE_URL: databaseUrl },
    });
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    await vi.waitUntil(async () => (await ada.asks(QUESTION)).text.includes(ANSWER), {
      timeout: 60_000,
      interval: 100,
    });
  });
});

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Playground } from 'discord-playground';
import { describe, expect, onTestFinished, test } from 'vitest';
import { KNOWN } from '../../support/bot.ts';
import { edits, publishes, RULES_ID } from '../../support/moderation.ts';
import { start, untilPrinted } from '../../support/run.ts';
import { BACKENDS, openTestStore, SQLITE } from '../../support/stores.ts';

async function startPlayground() {
  const playground = await Playground.start({ botName: 'Whence' });
  onTestFinished(() => playground.stop());
  return { playground, mo: playground.addMember('mo', { permissions: PermissionFlagsBits.ManageGuild }) };
}

/** The program as operators start it, once it has printed that it is ready, or something else. */
async function startProgram(
  { token, apiUrl }: Playground,
  databaseUrl: string,
  until = /"msg":"ready"/,
): Promise<ChildProcess> {
  const discord = { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl };
  const env = { ...discord, DATABASE_URL: databaseUrl, PORT: '0', LOG_LEVEL: 'debug' };
  const child = start('src/index.ts', [], { env });
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await once(child, 'exit');
  });
  await untilPrinted(child, until);
  return child;
}

describe.each(BACKENDS)('on $name', ({ freshUrl }) => {
  test(
    'what a moderator was told is published survives that the bot is killed at that moment',
    { timeout: 900_000 },
    async () => {
      const { playground, mo } = await startPlayground();
      const url = await freshUrl();
      for (let version = 1; version <= 2; version++) {
        const child = await startProgram(playground, url);
        const fields = { body: `Rules, version ${version}.` };
        await (version === 1 ? publishes(mo, fields) : edits(mo, RULES_ID, fields));
        await expect
          .poll(() => mo.sees().some(({ text }) => text.includes(`version ${version})`)), { timeout: 100_000 })
          .toBe(true);
        child.kill('SIGKILL');
        await once(child, 'exit');
        const store = await openTestStore(url);
        expect(await store.answer(playground.guild.id, RULES_ID)).toMatchObject({ version, content: fields });
        await store.close();
      }
    },
  );
});

test('a bot that ends again and again does not use up the sessions of the day', { timeout: 300_000 }, async () => {
  const playground = await Playground.start({ botName: 'Whence', identifiesPerDay: 4 });
  onTestFinished(() => playground.stop());
  const url = await SQLITE.freshUrl();
  for (let session = 1; session <= 3; session++) {
    const child = await startProgram(playground, url);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const waiting = await startProgram(playground, url, /few sessions are left today/);
  expect(playground.identifies.accepted).toBe(3);
  waiting.kill('SIGTERM');
  expect(await once(waiting, 'exit')).toEqual([0, null]);
  expect(playground.identifies.accepted).toBe(3);
});

test('SIGTERM lets the answer arrive that is under way, and what was counted is written', async () => {
  const { playground } = await startPlayground();
  const url = await SQLITE.freshUrl();
  const child = await startProgram(playground, url);
  // Long enough for the signal to come before the answer has been confirmed.
  playground.faults.slow({ ms: 2_000, path: /\/messages$/ });
  const ada = playground.addMember('ada');
  const isMatched = untilPrinted(child, /"decision":"answer"/);
  await ada.says(`@Whence ${KNOWN}`);
  await isMatched;
  expect(ada.sees()).toHaveLength(1);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(ada.sees()).toHaveLength(2);
  const store = await openTestStore(url);
  expect([...(await store.uses(playground.guild.id)).values()].map(({ count }) => count)).toEqual([1]);
});

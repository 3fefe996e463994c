import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { Playground } from 'discord-playground';
import { describe, expect, onTestFinished, test } from 'vitest';
import { edits, publishes, RULES_ID } from '../../support/moderation.ts';
import { start, untilPrinted } from '../../support/run.ts';
import { BACKENDS, openTestStore } from '../../support/stores.ts';

async function startPlayground() {
  const playground = await Playground.start({ botName: 'Whence' });
  onTestFinished(() => playground.stop());
  return { playground, mo: playground.addMember('mo', { permissions: PermissionFlagsBits.ManageGuild }) };
}

/** The program as operators start it, ready. */
async function startProgram({ token, apiUrl }: Playground, databaseUrl: string): Promise<ChildProcess> {
  const env = { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DATABASE_URL: databaseUrl, PORT: '0' };
  const child = start('src/index.ts', [], { env });
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGTERM')) await once(child, 'exit');
  });
  await untilPrinted(child, /"msg":"ready"/);
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

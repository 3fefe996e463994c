import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { faultsIn, KNOWN, KNOWN_ID, startScene, titleOf } from '../../support/bot.ts';
import { publishes, RULES, startModeration } from '../../support/moderation.ts';
import * as strings from '../../../src/discord/strings.ts';

const TITLE = titleOf(KNOWN_ID);

/** Ann has installed the bot for herself, and is in a server and in a group where it is not. */
async function startInstalled() {
  const scene = await startScene();
  const { playground } = scene;
  const [ann, bob] = [playground.addMember('ann'), playground.addMember('bob')];
  ann.installs();
  const foreign = playground.addForeignGuild('Elsewhere');
  return {
    ...scene,
    ann,
    bob,
    away: playground.join(ann, foreign),
    bobAway: playground.join(bob, foreign),
    among: ann.in(playground.world.dmBetween([ann.user, bob.user])),
  };
}

describe('somebody who installed the bot for themselves', () => {
  test.each(['away', 'among'] as const)('is answered %s in private, unless they want it otherwise', async (where) => {
    const scene = await startInstalled();
    const { [where]: here, log } = scene;
    const alone = await here.runs('ask', { question: KNOWN });
    expect(alone).toMatchObject({ ephemeral: true, text: expect.stringContaining(TITLE) });
    expect(await here.runs('model', { name: 'gpt-4' })).toMatchObject({ ephemeral: true });
    expect(await here.runs('ask', { question: KNOWN, private: false })).toMatchObject({ ephemeral: false, pings: [] });
    expect(faultsIn(log)).toEqual([]);
  });

  test('can open a related question, and dismiss a reply that others can only read', async () => {
    const { away, bobAway, log } = await startInstalled();
    const shown = await away.runs('ask', { question: 'what is rlhf', private: false });
    const [related] = shown.buttons;
    expect(await away.clicks(related!.label, shown)).toMatchObject({ ephemeral: true });
    expect(await bobAway.clicks(strings.DISMISS, shown)).toMatchObject({
      ephemeral: true,
      text: strings.NOT_DISMISSIBLE,
    });
    await away.clicks(strings.DISMISS, shown);
    expect(away.sees().map(({ id }) => id)).not.toContain(shown.id);
    expect(faultsIn(log)).toEqual([]);
  });

  test('can have a message answered by its menu where the bot is not', async () => {
    const { away, bobAway } = await startInstalled();
    const question = await bobAway.says(`${KNOWN}?`);
    expect(await away.uses('Answer this', question)).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining(TITLE),
    });
  });

  test('is offered questions while typing, and help, but nothing that is for a server', async () => {
    const { away } = await startInstalled();
    expect((await away.types('ask', 'question', 'rlhf')).map(({ name }) => name)).toContain(titleOf('what-is-rlhf'));
    expect(await away.runs('help')).toMatchObject({
      ephemeral: true,
      text: expect.stringContaining(strings.HELP.title),
    });
    await expect(away.runs('settings')).rejects.toThrow('"settings" is not installed here, nor by ann.');
    for (const command of ['answer list', 'propose']) {
      await expect(away.runs(command)).rejects.toThrow(`"${command.split(' ')[0]}" is not installed here, nor by ann.`);
    }
  });

  test('is not offered to share where nobody has invited the bot', async () => {
    const { away } = await startInstalled();
    const shown = await away.runs('ask', { question: KNOWN });
    expect(shown.buttons.map(({ label }) => label)).not.toContain(strings.SHARE);
  });

  test('is answered in a direct message as anybody else', async () => {
    const { ann } = await startInstalled();
    expect(await ann.dm.runs('ask', { question: KNOWN })).toMatchObject({ ephemeral: false });
  });
});

test("a server's own answers stay on it: who installed the bot gets the curated ones elsewhere", async () => {
  const { mo, playground } = await startModeration();
  await publishes(mo);
  mo.installs();
  const away = playground.join(mo, playground.addForeignGuild('Abroad'));
  expect((await away.runs('ask', { question: 'server rules' })).text).not.toContain(RULES.title);
  expect(await mo.runs('ask', { question: 'server rules' })).toMatchObject({
    ephemeral: false,
    text: expect.stringContaining(RULES.title),
  });
});

test('where a server does not allow external apps, even what was to be public is private', async () => {
  const { ann, playground } = await startInstalled();
  const strict = playground.addForeignGuild('Strict');
  strict.overwrite(strict.channel, strict.everyone, { deny: PermissionFlagsBits.UseExternalApps });
  const said = await playground.join(ann, strict).runs('ask', { question: KNOWN, private: false });
  expect(said).toMatchObject({ ephemeral: true, text: expect.stringContaining(TITLE) });
});

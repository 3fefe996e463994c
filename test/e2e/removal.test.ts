import { describe, expect, test } from 'vitest';
import { FORGET_AFTER_MS } from '../../src/store/Store.ts';
import { ADA, add, OTHER_GUILD } from '../store/examples.ts';
import { faultsIn, startScene } from '../support/bot.ts';
import { BACKENDS, openTestStore } from '../support/stores.ts';
import { eventually } from '../support/eventually.ts';

const FORGOT = 'forgot servers that removed the bot';

describe.each(BACKENDS)('a server that removes the bot, on $name', ({ freshUrl, execute }) => {
  /** The bot in two servers, each with an answer of its own, and a view of the store that outlives the bot's. */
  async function startInTwo() {
    const databaseUrl = await freshUrl();
    const store = await openTestStore(databaseUrl);
    const scene = await startScene({ databaseUrl });
    const { playground } = scene;
    const guild = playground.addGuild('Leaving');
    for (const { id } of [guild, playground.guild]) await store.write(id, [add('rules')], ADA);
    /** Makes it seem as if everything had happened this much earlier. */
    const age = (ms: number): Promise<void> =>
      execute(databaseUrl, `update guild_membership set left_at = left_at - ${ms}`);
    const untilIn = (guilds: readonly { readonly id: string }[]): Promise<void> =>
      eventually(async () => {
        const ids = guilds.map(({ id }) => id).toSorted();
        expect(await store.guildsOf(playground.world.bot.id)).toEqual(ids);
      });
    await untilIn([guild, playground.guild]);
    return { ...scene, store, guild, age, untilIn };
  }

  test('is forgotten 30 days later, and starts with nothing if it comes back', async () => {
    const { playground, store, guild, bot, restart, log, age, untilIn } = await startInTwo();
    playground.world.removeGuild(guild);
    await untilIn([playground.guild]);
    await bot.stop();
    await age(FORGET_AFTER_MS - 60_000);
    await (await restart()).stop();
    expect(await store.current(guild.id)).toHaveLength(1);
    await age(60_000);
    await (await restart()).stop();
    expect(await store.current(guild.id)).toEqual([]);
    expect(await store.current(playground.guild.id)).toHaveLength(1);
    expect(log.filter(({ text }) => text === FORGOT).map(({ context }) => context)).toEqual([{ servers: [guild.id] }]);
    expect(faultsIn(log)).toEqual([]);
  });

  test('while the bot is offline is forgotten 30 days after the bot noticed', async () => {
    const { playground, store, guild, bot, restart, age, untilIn } = await startInTwo();
    await bot.stop();
    playground.world.removeGuild(guild);
    const second = await restart();
    await untilIn([playground.guild]);
    await second.stop();
    await age(FORGET_AFTER_MS);
    await (await restart()).stop();
    expect(await store.current(guild.id)).toEqual([]);
  });

  test('and adds it again in time finds everything as it was', async () => {
    const { playground, store, guild, bot, restart, age, untilIn } = await startInTwo();
    playground.world.removeGuild(guild);
    await untilIn([playground.guild]);
    await age(FORGET_AFTER_MS - 60_000);
    const again = playground.world.addGuild('Back again', guild.id);
    await untilIn([again, playground.guild]);
    await bot.stop();
    await age(FORGET_AFTER_MS);
    await (await restart()).stop();
    expect(await store.current(guild.id)).toHaveLength(1);
    await restart();
    const answer = await playground.addMember('ada', { guild: again }).asks('@Whence what about rules');
    expect(answer.text).toContain('All about rules.');
  });

  test('may have done so before its removal was recorded at all', async () => {
    const { playground, store, bot, restart, untilIn } = await startInTwo();
    const guilds = [...playground.world.guilds.values()];
    await bot.stop();
    await store.write(OTHER_GUILD, [add('rules')], ADA);
    await untilIn([...guilds, { id: OTHER_GUILD }]);
    await restart();
    await untilIn(guilds);
    // Not forgotten at once: its 30 days begin now.
    expect(await store.current(OTHER_GUILD)).toHaveLength(1);
  });
});

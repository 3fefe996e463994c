import type { APIApplicationCommand } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Playground } from 'discord-playground';
import { faultsIn, KNOWN, KNOWN_ID, startScene, titleOf } from '../support/bot.ts';

const NAMES = [
  'ask',
  'lineage',
  'compare',
  'model',
  'help',
  'answer',
  'review',
  'stats',
  'settings',
  'propose',
  'privacy',
  'Answer this',
  'Save as answer',
];

const registered = ({ world }: Playground, scope = 'everywhere'): APIApplicationCommand[] => world.commands.in(scope);
const namesOf = (commands: readonly { readonly name: string }[]): string[] => commands.map(({ name }) => name);

describe('the commands are registered', () => {
  test('everywhere, at the first start', async () => {
    const { playground } = await startScene();
    expect(namesOf(registered(playground))).toEqual(NAMES);
    expect(registered(playground, playground.guild.id)).toEqual([]);
  });

  // Discord gives a command a new version each time that it is written.
  test('once, however often the bot starts', async () => {
    const { playground, bot, restart } = await startScene();
    const atFirst = registered(playground);
    await bot.stop();
    const again = await restart();
    await again.stop();
    await restart();
    expect(registered(playground)).toEqual(atFirst);
  });

  test('again when they are not what this version offers', async () => {
    const { playground, bot, restart } = await startScene();
    await bot.stop();
    const old = { type: 1, name: 'ask', description: 'As it was last year' } as const;
    playground.world.commands.replaceAll(playground.bot.id, 'everywhere', [old]);
    await restart();
    expect(namesOf(registered(playground))).toEqual(NAMES);
    expect(registered(playground)[0]!.description).not.toBe(old.description);
  });

  test('also when the registered ones cannot be read', async () => {
    const { playground, log } = await startScene({
      prepare: ({ faults }) => faults.failNext({ status: 404, path: /commands/ }),
    });
    expect(namesOf(registered(playground))).toEqual(NAMES);
    expect(faultsIn(log)).toEqual([]);
  });

  test('in one server alone when told so, and once too', async () => {
    const scene = await startScene({ bot: (playground) => ({ guildId: playground.guild.id }) });
    const { playground, bot, restart } = scene;
    const inServer = registered(playground, playground.guild.id);
    expect(namesOf(inServer)).toEqual(NAMES);
    // Where a command can be used is asked of those for all servers alone.
    expect(inServer.filter((command) => 'contexts' in command)).toEqual([]);
    expect(registered(playground)).toEqual([]);
    await bot.stop();
    await restart();
    expect(registered(playground, playground.guild.id)).toEqual(inServer);
  });
});

test('when Discord does not take them, that is logged, and the bot answers all the same', async () => {
  const { playground, log } = await startScene({
    prepare: ({ faults }) => faults.failNext({ status: 500, times: 8, path: /commands/ }),
  });
  expect(faultsIn(log)).toEqual(['could not register the commands']);
  expect((await playground.addMember('ada').asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));
});

import { Playground } from 'discord-playground';
import { describe, expect, onTestFinished, test } from 'vitest';
import { faultsIn, KNOWN, KNOWN_ID, type SceneOptions, startScene, titleOf } from '../../support/bot.ts';
import { startRefusing } from '../../support/refusing.ts';
import { REFUSALS } from '../../../src/discord/refusals.ts';
import { DEFAULT_SETTINGS } from '../../../src/store/Store.ts';
import * as strings from '../../../src/discord/strings.ts';

/** Code, status, and what the log says about it. */
const REFUSED: readonly (readonly [code: number, status: number, reason: keyof typeof REFUSALS])[] = [
  [160_005, 403, 'locked'],
  [50_083, 400, 'archived'],
  [200_000, 400, 'filtered'],
  [240_000, 400, 'filtered'],
  [50_007, 403, 'closed-dm'],
  // With status 429, discord.js waits and tries again by itself.
  [20_016, 400, 'slow-mode'],
  [20_028, 400, 'slow-mode'],
  [40_007, 403, 'not-allowed'],
  [50_008, 400, 'no-text-here'],
  [50_024, 400, 'no-text-here'],
  [160_002, 400, 'not-allowed'],
  [50_013, 403, 'not-allowed'],
  [30_033, 400, 'full'],
  [30_046, 400, 'edited-often'],
  [40_004, 400, 'switched-off'],
];

async function startRefused(settings: SceneOptions['settings'] = {}) {
  const playground = await Playground.start({ botName: 'Whence', messageContent: true, maxConcurrency: 16 });
  const { apiUrl, refuseNext, stop } = await startRefusing(playground.apiUrl);
  const { log, ...scene } = await startScene({ on: playground, bot: { apiUrl }, settings });
  onTestFinished(stop);
  return { ...scene, log, refuseNext };
}

describe('a message that Discord refuses', () => {
  test.each(REFUSED)('with %d (status %d) is logged once for the channel: %s', async (code, status, kind) => {
    const { playground, log, refuseNext } = await startRefused();
    const ada = playground.addMember('ada');
    for (const _ of [1, 2]) {
      refuseNext({ status, code, path: /messages$/ });
      await ada.says(`@Whence ${KNOWN}`);
      await playground.settled();
    }
    expect(ada.sees()).toHaveLength(2);
    expect(faultsIn(log)).toEqual([]);
    expect(log.filter(({ level }) => level === 'warn')).toEqual([
      expect.objectContaining({
        text: 'may not answer in this channel',
        context: expect.objectContaining({ code, reason: REFUSALS[kind][0], channel: ada.channel.id }),
      }),
    ]);
    expect((await ada.asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));
  });
});

test.each([50_035, 20_031])(
  'a refusal for an unforeseen reason (%d) is logged as a fault, once for the channel',
  async (code) => {
    const { playground, log, refuseNext } = await startRefused();
    const ada = playground.addMember('ada');
    for (const _ of [1, 2]) {
      refuseNext({ status: 400, code, path: /messages$/ });
      await ada.says(`@Whence ${KNOWN}`);
      await playground.settled();
    }
    expect(ada.sees()).toHaveLength(2);
    expect(faultsIn(log)).toEqual(['Discord refused an answer']);
  },
);

test('an answer that Discord wants much later is given up, and the next question gets one', async () => {
  const { playground, log, refuseNext } = await startRefused();
  const ada = playground.addMember('ada');
  refuseNext({ status: 429, code: 20_016, retryAfterS: 3_600, path: /messages$/ });
  await ada.says(`@Whence ${KNOWN}`);
  await playground.settled();
  expect(log).toContainEqual(
    expect.objectContaining({ context: expect.objectContaining({ reason: REFUSALS['slow-mode'][0] }) }),
  );
  expect((await ada.in(playground.guild.addChannel('other')).asks(`@Whence ${KNOWN}`)).text).toContain(
    titleOf(KNOWN_ID),
  );
  expect(faultsIn(log)).toEqual([]);
});

test('a share that Discord refuses can be tried again at once', async () => {
  const { playground, log, refuseNext } = await startRefused({ limits: DEFAULT_SETTINGS.limits });
  const ada = playground.addMember('ada');
  const shown = await ada.runs('ask', { question: KNOWN, private: true });
  refuseNext({ status: 400, code: 200_000, path: /callback/ });
  expect(await ada.clicks(strings.SHARE, shown)).toMatchObject({ ephemeral: true, text: strings.FILTERED });
  expect(await ada.clicks(strings.SHARE, shown)).toMatchObject({ ephemeral: false });
  expect(faultsIn(log)).toEqual([]);
});

describe('an answer to a command that Discord refuses', () => {
  test('in an archived thread costs no apology that nobody could see', async () => {
    const { playground, log, refuseNext } = await startRefused();
    const ada = playground.addMember('ada');
    refuseNext({ status: 400, code: 50_083, path: /callback/ });
    // Nothing is answered, so nobody waits for it.
    void ada.runs('ask', { question: KNOWN }).catch(() => {});
    await playground.settled();
    expect(ada.sees()).toEqual([]);
    expect(faultsIn(log)).toEqual([]);
    expect(log).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        text: 'Discord refused an answer',
        context: expect.objectContaining({ code: 50_083, handler: 'ask', reason: REFUSALS.archived[0] }),
      }),
    );
  });

  test('for an unforeseen reason is explained to the person alone, without taking the blame', async () => {
    const { playground, log, refuseNext } = await startRefused();
    refuseNext({ status: 400, code: 50_035, path: /callback/ });
    const said = await playground.addMember('ada').runs('ask', { question: KNOWN });
    expect(said).toMatchObject({ ephemeral: true, text: strings.REFUSED });
    expect(faultsIn(log)).toEqual(['Discord refused an answer']);
  });

  test('because of a filter is explained to the person alone', async () => {
    const { playground, log, refuseNext } = await startRefused();
    refuseNext({ status: 400, code: 200_000, path: /callback/ });
    const said = await playground.addMember('ada').runs('ask', { question: KNOWN });
    expect(said).toMatchObject({ ephemeral: true, text: strings.FILTERED });
    expect(faultsIn(log)).toEqual([]);
  });
});

import { ComponentType, MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import type { SeenMessage } from 'discord-playground';
import { expect, test } from 'vitest';
import { Pictures } from '../../src/pictures/Pictures.ts';
import { faultsIn, NO_LIMITS, type SceneOptions, startScene } from '../support/bot.ts';
import { eventually } from '../support/eventually.ts';

const quiet = (): void => {};

const COMPARISON = 'gpt-3.5 vs gpt-4';

/** What the message shows, by type. */
const partsOf = ({ components }: SeenMessage) =>
  components.flatMap((container) => (container.type === ComponentType.Container ? container.components : []));

const galleryOf = (seen: SeenMessage) => partsOf(seen).find(({ type }) => type === ComponentType.MediaGallery);

/** Pictures that are drawn only once `release` is called. */
function slowPictures() {
  const pictures = new Pictures({ log: { error: quiet, warn: quiet, info: quiet, debug: quiet } });
  const { promise, resolve: release } = Promise.withResolvers<void>();
  const draw: Pictures['draw'] = async (picture) => promise.then(() => pictures.draw(picture));
  return { pictures: { draw }, release, close: () => pictures.close() };
}

test('a picture that takes long takes the place of the facts it shows, described in words, and "Show more" has them as text', async () => {
  const { pictures, release, close } = slowPictures();
  const { playground, log } = await startScene({ bot: { pictures } });
  const ada = playground.addMember('ada');
  const first = await ada.asks(`@Whence ${COMPARISON}`);
  expect(first.text).toContain('GPT\u20113.5 vs GPT\u20114');
  expect(first).toMatchObject({ edited: false, attachments: [] });
  expect(first.text).toContain('**Released:** 2022 → 14 Mar 2023');
  release();
  const seen = await eventually(() => {
    const [, reply] = ada.sees();
    expect(reply!.attachments).toHaveLength(1);
    return reply!;
  });
  expect(seen).toMatchObject({ id: first.id, edited: true, attachments: [{ name: 'picture.png' }] });
  expect(seen.text).toMatch(/GPT\u20114 \(14 Mar 2023\) is newer than [^\n]*\n-# Checked /);
  expect(galleryOf(seen)).toMatchObject({
    items: [{ description: expect.stringMatching(/^GPT-3\.5 vs GPT-4\. Released: /) as string }],
  });
  // After the text, before the small print and the buttons.
  expect(
    partsOf(seen)
      .map(({ type }) => type)
      .slice(-4),
  ).toEqual([
    ComponentType.TextDisplay,
    ComponentType.MediaGallery,
    ComponentType.TextDisplay,
    ComponentType.ActionRow,
  ]);
  await ada.clicks('Show more', seen);
  await eventually(() => expect(ada.sees()[1]!.text).toContain('**Released:** 2022 → 14 Mar 2023'));
  expect(faultsIn(log)).toEqual([]);
  await close();
});

test('a picture that is drawn at once comes with the answer, which is not edited, and stays when more is shown', async () => {
  const png = new TextEncoder().encode('picture');
  const { playground, log } = await startScene({ bot: { pictures: { draw: () => Promise.resolve(png) } } });
  const ada = playground.addMember('ada');
  const withIt = { edited: false, attachments: [{ name: 'picture.png' }] };
  const asked = await ada.asks(`@Whence ${COMPARISON}`);
  expect(asked).toMatchObject(withIt);
  expect(asked.text).toMatch(/GPT\u20114 \(14 Mar 2023\) is newer than [^\n]*\n-# Checked /);
  expect(await ada.runs('lineage', { model: 'gpt-4o' })).toMatchObject(withIt);
  expect(await ada.runs('compare', { 'model-a': 'gpt-4', 'model-b': 'gpt-3.5', private: true })).toMatchObject(withIt);
  await playground.settled();
  expect(ada.sees().filter(({ edited }) => edited)).toEqual([]);
  const whole = (await ada.clicks('Show more', asked))!;
  expect(whole.text).toContain('**Released:** 2022 → 14 Mar 2023');
  expect(whole.attachments).toMatchObject([{ name: 'picture.png' }]);
  expect(faultsIn(log)).toEqual([]);
});

test('nothing is drawn for a question that gets a link to its answer', async () => {
  const drawn: string[] = [];
  const draw: Pictures['draw'] = ({ title }) => {
    drawn.push(title);
    return Promise.resolve(new TextEncoder().encode('picture'));
  };
  const limits = { ...NO_LIMITS, repeatMinutes: 10 };
  const { playground } = await startScene({ bot: { pictures: { draw } }, settings: { limits } });
  await playground.addMember('ada').asks(`@Whence ${COMPARISON}`);
  await playground.settled();
  const link = await playground.addMember('bob').asks('@Whence gpt-4 vs gpt-3.5');
  expect(link.attachments).toEqual([]);
  expect(drawn).toEqual(['GPT-3.5 vs GPT-4']);
});

test.each([
  ['compare', { 'model-a': 'gpt-3.5', 'model-b': 'gpt-4', private: true }],
  ['lineage', { model: 'gpt-4o' }],
  ['lineage', { model: 'all' }],
  ['lineage', {}],
  ['ask', { question: COMPARISON, private: true }],
])('a picture comes with the answer to /%s %o, or a moment later', async (command, options) => {
  const { playground, log } = await startScene();
  const ada = playground.addMember('ada');
  const first = await ada.runs(command, options);
  const seen = await eventually(() => {
    const reply = ada.sees().find(({ id }) => id === first.id);
    expect(reply?.attachments).toMatchObject([{ name: 'picture.png' }]);
    return reply!;
  });
  expect(Boolean(seen.flags & MessageFlags.Ephemeral)).toBe('private' in options);
  expect(faultsIn(log)).toEqual([]);
});

test('"Show more" keeps the picture', async () => {
  const { playground, log } = await startScene();
  const ada = playground.addMember('ada');
  const first = await ada.asks('@Whence gpt-3.5 vs gpt-4 vs gpt-4o vs gpt-5');
  await eventually(() => expect(ada.sees()[1]!.attachments).toHaveLength(1));
  await ada.clicks('Show more', ada.sees()[1]!);
  const seen = await eventually(() => {
    const [, reply] = ada.sees();
    expect(reply!.text.length).toBeGreaterThan(first.text.length);
    expect(reply!.attachments).toHaveLength(1);
    return reply!;
  });
  expect(galleryOf(seen)).toBeDefined();
  expect(faultsIn(log)).toEqual([]);
});

test.each<[string, SceneOptions]>([
  [
    'without the permission to attach files',
    { prepare: ({ guild, bot }) => guild.overwrite(guild.channel, bot, { deny: PermissionFlagsBits.AttachFiles }) },
  ],
  ['with pictures turned off in /settings', { settings: { pictures: false } }],
])('%s, the answer stays as it is, and nothing is drawn', async (_when, options) => {
  const drawn: unknown[] = [];
  const pictures = { draw: (picture: unknown) => Promise.resolve(void drawn.push(picture)) };
  const { playground, log } = await startScene({ ...options, bot: { pictures } });
  const ada = playground.addMember('ada');
  const answers = [await ada.asks(`@Whence ${COMPARISON}`), await ada.runs('lineage', { model: 'gpt-4o' })];
  await playground.settled();
  expect(answers.map(({ id }) => ada.sees().find((seen) => seen.id === id))).toMatchObject([
    { edited: false, attachments: [] },
    { edited: false, attachments: [] },
  ]);
  expect(drawn).toEqual([]);
  expect(faultsIn(log)).toEqual([]);
});

test('when the thread that draws dies, the answer stays as it is, and the next one has its picture', async () => {
  const faults: string[] = [];
  const note = (_: object, text: string): void => void faults.push(text);
  const pictures = new Pictures({
    log: { error: note, warn: note, info: quiet, debug: quiet },
    worker: new URL('../pictures/workers/fragile.ts', import.meta.url),
  });
  const { playground } = await startScene({ bot: { pictures } });
  const ada = playground.addMember('ada');
  const first = await ada.asks(`@Whence ${COMPARISON}`);
  await eventually(() => expect(faults).toEqual(['could not draw a picture']));
  const second = await ada.asks('@Whence gpt-4 vs gpt-4o');
  await eventually(() => expect(ada.sees().find(({ id }) => id === second.id)!.attachments).toHaveLength(1));
  expect(ada.sees().find(({ id }) => id === first.id)).toMatchObject({ edited: false, attachments: [] });
  await pictures.close();
});

import { Playground } from 'discord-playground';
import { expect, test } from 'vitest';

test('/favorites asks for a color and a hobby', { timeout: 60_000 }, async () => {
  const playground = await Playground.start({ acceptAnyBot: true });
  await playground.runScript(new URL('../guide-bot/deploy-commands.js', import.meta.url));
  await playground.startBot(new URL('../guide-bot/index.js', import.meta.url));

  const ann = playground.addMember('ann');
  await ann.opens('favorites');
  const reply = await ann.submits({ favoriteColorInput: 'green', hobbiesInput: 'sailing' });

  expect(reply?.text).toBe('Your favorite color is green, and you like sailing.');
  expect(playground.refusals).toEqual([]);
  await playground.stop();
});

import { checkMessage } from 'discord-playground';
import { expect, test } from 'vitest';

test('a button has a label', () => {
  const button = { type: 2, style: 1, custom_id: 'ok' };
  const message = { content: 'Ready?', components: [{ type: 1, components: [button] }] };
  expect(checkMessage(message, 'create')).toEqual([
    {
      path: 'components.0.components.0',
      code: 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED',
      message: 'A button needs a label or an emoji.',
    },
  ]);
});

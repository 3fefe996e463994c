import { expect, test } from 'vitest';
import { isEmptyMessage } from '../../src/checks/checkMessage.ts';

const V2 = 1 << 15;
const row = { type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] };

test.each([
  [{}, 0, true],
  [{ content: ' \n ' }, 0, true],
  [{ content: 'x' }, 0, false],
  [{ embeds: [] }, 0, true],
  [{ embeds: [{ title: 't' }] }, 0, false],
  [{ sticker_ids: ['1'] }, 0, false],
  [{ poll: {} }, 0, false],
  [{ message_reference: { type: 1, message_id: '1' } }, 0, false],
  [{ message_reference: { message_id: '1' } }, 0, true],
  [{ components: [row] }, 0, true],
  [{ components: [row], content: 'x' }, 0, false],
  [{}, 1, false],
  [{ flags: V2 }, 1, true],
  [{ flags: V2, components: [row] }, 0, false],
  ['x', 0, true],
])('%j with %d files is empty: %s', (body, files, expected) => {
  expect(isEmptyMessage(body, files)).toBe(expected);
});

import { expect, test } from 'vitest';
import { checkMessage } from '../../src/checks/checkMessage.ts';
import { invalidFormBody } from '../../src/checks/violations.ts';

test('violations become a tree along their paths, as in Discord’s responses', () => {
  const label = { type: 2, style: 1, custom_id: 'a', label: 'x'.repeat(81) };
  const body = { content: 'x'.repeat(2_001), components: [{ type: 1, components: [label] }] };
  expect(JSON.parse(JSON.stringify(invalidFormBody(checkMessage(body, 'create'))))).toEqual({
    code: 50035,
    message: 'Invalid Form Body',
    errors: {
      content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 2000 or fewer in length.' }] },
      components: {
        0: {
          components: {
            0: { label: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 80 or fewer in length.' }] } },
          },
        },
      },
    },
  });
});

test('a violation of the whole body is at the top', () => {
  expect(invalidFormBody([{ path: '', code: 'A', message: 'b' }]).errors).toEqual({
    _errors: [{ code: 'A', message: 'b' }],
  });
});

test('several violations in one place are grouped', () => {
  const faults = ['A', 'B'].map((code) => ({ path: 'x.y', code, message: code }));
  expect(invalidFormBody(faults).errors).toEqual({
    x: { y: { _errors: faults.map(({ code, message }) => ({ code, message })) } },
  });
});

test('hostile property names do no harm', () => {
  const body = JSON.parse('{"__proto__": 1, "_errors": 2, "constructor": 3, "a.b": 4}') as unknown;
  const { errors } = invalidFormBody(checkMessage(body, 'create'));
  expect(Object.keys(errors).toSorted()).toEqual(['__proto__', '_errors', 'a', 'constructor']);
  expect(({} as Record<string, unknown>)['_errors']).toBeUndefined();
});

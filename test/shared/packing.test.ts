import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack, unpack } from '../../src/shared/diskCache.ts';

const plainData = fc.anything({ withMap: true, withSet: true, withBigInt: true, withDate: true });
const arrays = fc.array(
  fc.oneof(fc.uint8Array(), fc.uint16Array(), fc.int32Array(), fc.float32Array(), fc.float64Array()),
);

test('what is unpacked equals what was packed', () => {
  fc.assert(
    fc.property(plainData, arrays, (value, typed) => {
      expect(unpack(pack({ value, typed }))).toEqual({ value, typed });
    }),
  );
});

test('an object that is there twice is one object afterwards', () => {
  const source = { url: 'https://openai.com' };
  const { first, second } = unpack(pack({ first: source, second: [source] })) as { first: object; second: object[] };
  expect(second[0]).toBe(first);
});

test.each([() => 1, { call: () => 1 }])('%s is no plain data', (value) => {
  expect(() => pack(value)).toThrow('could not be cloned');
});

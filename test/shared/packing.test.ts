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

test('bytes that begin anywhere in their buffer are read', () => {
  const packed = pack({ weights: Float64Array.of(1, 2) });
  const moved = Buffer.concat([Buffer.of(0), packed]).subarray(1);
  expect(unpack(moved)).toEqual({ weights: Float64Array.of(1, 2) });
});

test('a single wrong bit, or a byte too few or too many, is noticed', () => {
  const packed = pack({ text: 'some text', numbers: Int32Array.of(1, 2, 3) });
  for (let bit = 0; bit < packed.length * 8; bit++) {
    const damaged = Buffer.from(packed);
    damaged[bit >> 3]! ^= 1 << (bit & 7);
    expect(() => unpack(damaged)).toThrow('damaged');
  }
  for (let length = 0; length < packed.length; length++)
    expect(() => unpack(packed.subarray(0, length))).toThrow('damaged');
  expect(() => unpack(Buffer.concat([packed, Buffer.of(0)]))).toThrow('damaged');
});

test.each([() => 1, { call: () => 1 }])('%s is no plain data', (value) => {
  expect(() => pack(value)).toThrow('could not be cloned');
});

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FeatureTable } from '../../../src/matching/index/FeatureTable.ts';
import { featuresOf } from '../../../src/matching/index/features.ts';
import { tokenize } from '../../../src/matching/reading/tokenize.ts';

const tableOf = (features: readonly number[]): FeatureTable => {
  const table = new FeatureTable();
  for (const feature of features) table.add(feature);
  return table;
};

/** Those that are small, or end in the same bits, share their slots. */
const features = fc.uniqueArray(
  fc.oneof(
    fc.nat(20),
    fc.nat(20).map((high) => high * 2 ** 32),
    fc.maxSafeNat(),
  ),
);

test('it numbers features as a Map would, and has no others', () => {
  fc.assert(
    fc.property(features, features, (known, asked) => {
      const table = tableOf([...known, ...known]);
      const map = new Map(known.map((feature, id) => [feature, id]));
      expect(table.size).toBe(known.length);
      for (const feature of [...known, ...asked]) expect(table.idOf(feature)).toBe(map.get(feature));
    }),
  );
});

test('it is restored from its data', () => {
  fc.assert(
    fc.property(features, (known) => {
      const { data } = tableOf(known);
      expect(Array.from(data.features)).toEqual(known);
      expect(known.map((feature) => new FeatureTable(data).idOf(feature))).toEqual([...known.keys()]);
    }),
  );
});

test('words that differ in their last letter are different features', () => {
  const words = Array.from({ length: 20_000 }, (_, i) => featuresOf(tokenize(`w${i}`))[0]!);
  expect(tableOf(words).size).toBe(20_000);
});

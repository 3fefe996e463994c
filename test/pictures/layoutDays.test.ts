import { expect, test } from 'vitest';
import { layoutDays } from '../../src/pictures/layoutDays.ts';
import { FONTS } from '../../src/pictures/theme.ts';
import type { DaysPicture } from '../../src/shared/Picture.ts';

const draw = (days: DaysPicture['days']) =>
  layoutDays(
    { kind: 'days', title: 'Questions', alt: '', parts: ['answered', 'offered', 'passed'], days },
    (text, font) => (text.length * FONTS[font].size) / 2,
  );

const monthOf = (counts: (index: number) => readonly number[]): DaysPicture['days'] =>
  Array.from({ length: 30 }, (_, index) => ({
    day: new Date(Date.UTC(2026, 10, 2 + index)).toISOString().slice(0, 10),
    counts: counts(index),
  }));

const numbersOf = (days: DaysPicture['days']): readonly string[] =>
  draw(days).shapes.flatMap((shape) => (shape.kind === 'text' && /^[\d,]+$/.test(shape.text) ? shape.text : []));

test('the parts of a day are stacked, as high as their numbers say', () => {
  const { shapes } = draw(monthOf((index) => (index === 3 ? [4, 2, 1] : [0, 0, 0])));
  const bars = shapes.filter((shape) => shape.kind === 'box').slice(3);
  const [answered, offered, passed] = bars;
  expect(bars.map(({ fill }) => fill)).toEqual(['disclosed', 'accent', 'product']);
  expect(answered!.height / passed!.height).toBeCloseTo(4);
  expect(offered!.y + offered!.height).toBeCloseTo(answered!.y);
  expect(passed!.y + passed!.height).toBeCloseTo(offered!.y);
});

test.each([
  [0, ['0', '1', '2', '3', '4']],
  [7, ['0', '2', '4', '6', '8']],
  [26, ['0', '10', '20', '30']],
  [3_380, ['0', '1,000', '2,000', '3,000', '4,000']],
])('%i questions at most: round numbers at the left', (most, expected) => {
  expect(numbersOf(monthOf((index) => [index === 5 ? most : 0, 0, 0]))).toEqual(expected);
});

test('nothing lies outside, and the dates of a month do not touch', () => {
  const { width, height, shapes } = draw(monthOf((index) => [index * 1_000, index, 1]));
  const texts = shapes.filter((shape) => shape.kind === 'text');
  for (const { x, y, width: length } of texts) {
    expect([x >= 0, x + length <= width, y <= height]).toEqual([true, true, true]);
  }
  const dates = texts.filter(({ text }) => /^\d+ (Nov|Dec)$/.test(text));
  expect(dates.map(({ text }) => text)).toEqual(['3 Nov', '10 Nov', '17 Nov', '24 Nov', '1 Dec']);
  for (const [index, { x }] of dates.slice(1).entries()) {
    expect(x).toBeGreaterThan(dates[index]!.x + dates[index]!.width + 4);
  }
});

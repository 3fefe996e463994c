import { expect, test } from 'vitest';
import { COLORS, FILLS } from '../../src/pictures/theme.ts';

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const { ground, panel, subject, text, muted, accent } = COLORS;

test.each([
  ['text', text, [ground, panel, subject, ...FILLS]],
  ['muted text', muted, [ground, panel, subject]],
  ['accented text', accent, [ground, panel, subject]],
])('%s has a contrast of 4.5 to 1 on everything that is behind it', (_what, color, grounds) => {
  const least = Math.min(...grounds.map((one) => contrast(color, one)));
  expect(least).toBeGreaterThanOrEqual(4.5);
});

test('lines of a family tree have a contrast of 4.5 to 1', () => {
  const lines = [COLORS.disclosed, COLORS['release-order'], COLORS.product];
  expect(Math.min(...lines.map((one) => contrast(one, ground)))).toBeGreaterThanOrEqual(4.5);
});

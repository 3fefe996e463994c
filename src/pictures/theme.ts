/**
 * Colours, fonts and sizes of all pictures. A picture carries its own ground, so it looks the same on Discord's dark and
 * light one. `test/pictures/theme.test.ts` checks the contrasts.
 */

/** Pixels per unit of length, for sharp letters on a phone. */
export const SCALE = 2;

export const COLORS = {
  ground: '#1f2126',
  panel: '#2c2f36',
  subject: '#2b3d6b',
  line: '#42464f',
  text: '#f4f5f7',
  muted: '#bcc1ca',
  accent: '#8ea8ff',
  disclosed: '#63d2ab',
  'release-order': '#a9b0bd',
  product: '#f3b063',
} as const;

export type Color = keyof typeof COLORS;

/** Behind the models of a timeline, one after the other. */
export const FILLS = ['#3d4c96', '#2c6a57', '#7b4a26', '#6c3f80', '#26627d', '#833e53', '#59611f', '#4c515d'] as const;

export const FONTS = {
  title: { size: 18, weight: 650 },
  name: { size: 15, weight: 600 },
  text: { size: 14, weight: 400 },
  label: { size: 12, weight: 600 },
  small: { size: 12, weight: 400 },
} as const;

export type Font = keyof typeof FONTS;

/** From one line of text to the next, by its size. */
const LINE = 1.35;

export const lineHeight = (font: Font): number => Math.round(FONTS[font].size * LINE);

/** Between the edge and what is inside. */
export const PADDING = 18;

/** How lines of a family tree are drawn: lengths of dashes and gaps; none for an unbroken line. */
export const DASHES = { disclosed: [], 'release-order': [5, 4], product: [1.5, 4] } as const;

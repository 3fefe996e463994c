import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { type Font, FONTS } from './theme.ts';

/** Each covers what those before it lack: Chinese with kana, Korean, other scripts by number of readers, emoji in one colour. */
const PACKAGES = [
  ...(['inter', 'noto-sans-sc', 'noto-sans-kr'] as const),
  ...(['noto-sans-devanagari', 'noto-sans-arabic', 'noto-sans-bengali', 'noto-sans-telugu'] as const),
  ...(['noto-sans-tamil', 'noto-sans-thai', 'noto-sans-hebrew', 'noto-emoji'] as const),
] as const;

/** If the system has it, for what none of the packages covers. */
const LAST_RESORT = 'DejaVu Sans';

/** A file of a font, which has some of its characters. */
interface Subset {
  readonly name: string;
  readonly file: string;
  readonly ranges: readonly (readonly [from: number, to: number])[];
}

/** Of the packages that were needed so far: the larger ones have thousands of ranges. */
const subsetsBy = new Map<(typeof PACKAGES)[number], readonly Subset[]>();

const registered = new Set<Subset>();

/** All that are registered, as CSS has it. */
let families = '';

/** Loads the files that have the characters of these texts, as far as they are not loaded yet. */
export function loadFontsFor(texts: readonly string[]): void {
  const letters = new Set(texts.join(''));
  for (const font of PACKAGES) {
    if (letters.size === 0) break;
    const subsets = subsetsBy.get(font) ?? subsetsOf(font);
    subsetsBy.set(font, subsets);
    for (const letter of letters) {
      const code = letter.codePointAt(0)!;
      const subset = subsets.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to));
      if (!subset) continue;
      if (!registered.has(subset)) GlobalFonts.registerFromPath(subset.file, subset.name);
      registered.add(subset);
      // The large fonts list some characters that they lack, so others are loaded for those as well.
      if (font === PACKAGES[0]) letters.delete(letter);
    }
  }
  const all = PACKAGES.flatMap((font) => subsetsBy.get(font) ?? []);
  const names = [...all.filter((one) => registered.has(one)).map(({ name }) => name), LAST_RESORT];
  families = names.map((name) => `"${name}"`).join(', ');
}

/** Makes a canvas write in a font. Of several files with a character, the one of the first package draws it. */
export function useFont(context: SKRSContext2D, font: Font): void {
  const { size, weight } = FONTS[font];
  context.font = `${size}px ${families}`;
  // The weight in `font` would thicken the letters of a variable font instead of using its own.
  context.fontVariationSettings = `'wght' ${weight}`;
}

function subsetsOf(font: (typeof PACKAGES)[number]): readonly Subset[] {
  const path = fileURLToPath(import.meta.resolve(`@fontsource-variable/${font}/unicode.json`));
  const ranges = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>);
  const files = ranges.map(([key, text]): Subset => {
    const part = key.replaceAll(/[[\]]/g, '');
    const file = join(dirname(path), 'files', `${font}-${part}-wght-normal.woff2`);
    return { name: `${font} ${part}`, file, ranges: text.split(',').map(rangeOf) };
  });
  // The Latin letters first, because other files have some of them as well.
  return files.toSorted((one, other) => Number(other.name.endsWith(' latin')) - Number(one.name.endsWith(' latin')));
}

/** `U+0460-052F` or `U+20AC` */
function rangeOf(text: string): readonly [number, number] {
  const [from, to = from] = text.replace(/^U\+/i, '').split('-');
  return [Number.parseInt(from!, 16), Number.parseInt(to!, 16)];
}

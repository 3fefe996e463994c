const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What monospaced fonts draw two columns wide: emoji, and the scripts and forms of UAX #11 (East Asian Width: W, F). */
const WIDE = new RegExp(
  [
    String.raw`^\p{Emoji_Presentation}`,
    String.raw`^\p{Extended_Pictographic}\u{FE0F}`,
    String.raw`^\p{Regional_Indicator}`,
    String.raw`^[0-9#*]\u{FE0F}?\u{20E3}`,
    String.raw`^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}]`,
    String.raw`^[\u{3000}-\u{303E}\u{3040}-\u{A4CF}\u{FE30}-\u{FE6F}\u{FF01}-\u{FF60}\u{FFE0}-\u{FFE6}\u{1F000}-\u{1FAFF}\u{20000}-\u{3FFFD}]`,
  ].join('|'),
  'u',
);

/** Katakana and Hangul also come in halfwidth forms. */
const HALFWIDTH = /^[\u{FF61}-\u{FFDC}]/u;

/** Nearly all text here; taking it apart into graphemes costs a tenth of a reply: `npm run bench -- reply`. */
const ONE_COLUMN_EACH = /^[ -~]*$/;

const INVISIBLE = /^[\p{Control}\p{Format}\p{Mark}]+$/u;

/**
 * How many columns a text takes in a monospaced font: two for East Asian characters and emoji, none for what is
 * invisible or combines with the character before.
 *
 * @example
 * displayWidth('GPT-4 语言'); // 10
 */
export function displayWidth(text: string): number {
  if (ONE_COLUMN_EACH.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    if (INVISIBLE.test(segment)) continue;
    width += WIDE.test(segment) && !HALFWIDTH.test(segment) ? 2 : 1;
  }
  return width;
}

import { UNSEEN } from './unseen.ts';

const NOT_DRAWN = new RegExp(`[${UNSEEN}]+`, 'gu');

/**
 * What two texts have in common that look the same to whoever asks by them: letters and digits in lower case with single
 * spaces between, without what cannot be seen; a text without any of them as it is.
 */
export function bareText(text: string): string {
  const words = text
    .replaceAll(NOT_DRAWN, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ');
  return words.trim() || text;
}

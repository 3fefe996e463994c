/** Letters and digits in lower case with single spaces between; a text without any of them as it is. */
export function bareText(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ');
  return words.trim() || text;
}

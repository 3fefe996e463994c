/**
 * Words as a list in a sentence.
 *
 * @example
 * listed(['Free', 'Go', 'Plus']); // 'Free, Go and Plus'
 */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

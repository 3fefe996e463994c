/**
 * Finds names in texts, each as whole words: "GPT-4" is not in "GPT-4.1", nor in "GPT-4 Turbo" if that is a name too.
 *
 * @example
 * nameFinder(['GPT-4', 'GPT-4.1'])('GPT-4.1 and o3'); // ['GPT-4.1']
 */
export function nameFinder(names: Iterable<string>): (text: string) => readonly string[] {
  const longestFirst = [...names].toSorted((one, other) => other.length - one.length);
  if (longestFirst.length === 0) return () => [];
  const anyName = longestFirst.map((name) => name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${anyName})(?![\\p{L}\\p{N}]|[.-]\\p{N})`, 'gu');
  return (text) => text.match(pattern) ?? [];
}

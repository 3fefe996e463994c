/** Enough to recognise a text by. */
const LONGEST = 60;

/**
 * A piece of a stranger's file for a message about it: short, on one line, and without what could disturb a terminal or
 * a message.
 *
 * @example
 * quoted('a\nb\u001b[31m'); // '"a b [31m"'
 */
export function quoted(text: string): string {
  const plain = text
    .slice(0, 4 * LONGEST)
    .replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ')
    .trim();
  const characters = Array.from(plain);
  return `"${characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : plain}"`;
}

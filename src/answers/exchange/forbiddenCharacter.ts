/**
 * Characters that nobody types and that make a text look like another one: control characters but for tab and line
 * break, halves of a character, and those that turn the direction of writing (https://trojansource.codes). The marks that
 * Arabic and Hebrew need within a line, U+200E and U+200F, stay.
 */
const FORBIDDEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\p{Cs}]/u;

/**
 * The first character that no text of an answer may hold, as people would look it up.
 *
 * @example
 * forbiddenCharacter('ab\u0000'); // 'U+0000'
 */
export function forbiddenCharacter(text: string): string | undefined {
  const [found] = FORBIDDEN.exec(text) ?? [];
  return found && `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

import { ownWords } from './ownWords.ts';

/** https://discord.com/developers/docs/reference#message-formatting; roles are `<@&…>`, channels `<#…>`. */
const PERSON = /(?<!\\)<@!?\d{1,20}>/;

/**
 * Whether a message mentions a person in its author's own words, not in a quote or in code.
 *
 * @param text - As typed, with Discord's markup.
 */
export function mentionsPerson(text: string): boolean {
  return PERSON.test(text) && PERSON.test(ownWords(text));
}

import { escapeMarkdown } from 'discord.js';

/** Invisible characters that make the text behind them run the other way (UAX #9, explicit directional formatting). */
const TURNS_DIRECTION = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * Text of a person within a message of ours, shown letter by letter: it formats nothing, mentions nobody and hides no
 * link.
 *
 * @example
 * asTyped('**x** <@1>'); // '\*\*x\*\* \<@1>'
 */
export function asTyped(text: string): string {
  const options = { heading: true, bulletedList: true, numberedList: true, maskedLink: true };
  return escapeMarkdown(text.replace(TURNS_DIRECTION, ''), options).replaceAll('<', '\\<');
}

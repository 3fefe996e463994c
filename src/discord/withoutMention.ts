/**
 * A text without mentions of one user: whoever mentions the bot calls it, and says nothing with that.
 *
 * @example
 * withoutMention('<@42> what is GPT?', '42'); // 'what is GPT?'
 */
export function withoutMention(text: string, userId: string): string {
  return text.replace(new RegExp(`<@!?${userId}>`, 'g'), ' ').trim();
}

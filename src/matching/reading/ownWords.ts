/**
 * What Discord shows as something other than its author's words, where it begins first: an escaped character is an
 * ordinary one, code keeps whatever stands in it, a quote ends with its line and what is struck through is withdrawn.
 * Every alternative fails within the text up to the next mark of its kind, so that all of it takes linear time.
 *
 * Discord's own rules, as https://github.com/brussell98/discord-markdown has them. An unclosed fence is taken as code to
 * the end, as its author meant it; three tildes or more are just text.
 */
const MARKED = new RegExp(
  [
    /(?<escaped>\\[^])/,
    /```[^]*?(?:```|$)/,
    /``[^]*?(?:``|$)/,
    /`(?<code>[^`]*)`(?!`)/,
    /(?<![^\n]) *>>> [^]*/,
    /(?<![^\n]) *> [^\n]*/,
    /(?<struck>(?<!~)~~(?!~)[^]*?(?<!~)~~(?!~))/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);
/** A name in code is still a name: `gpt-4`. */
const NAME = /^[\w. -]{1,30}$/;

/**
 * What is left of a message when code, quotes of others and what is struck through are gone. All other markup stays.
 *
 * @example
 * ownWords('> hi\n~~what is gpt-3~~ what is `gpt-4`?'); // ' \n what is  gpt-4 ?'
 */
export function ownWords(text: string): string {
  return text.replace(MARKED, (whole, ...rest) => {
    const { escaped, code, struck } = rest.at(-1) as Record<string, string | undefined>;
    if (escaped !== undefined) return whole;
    // It may stand within a word, of which the rest is still said: "GPT-~~3~~4".
    if (struck !== undefined) return '';
    return code !== undefined && NAME.test(code) ? ` ${code} ` : ' ';
  });
}

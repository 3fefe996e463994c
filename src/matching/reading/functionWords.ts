/**
 * Words that hold a sentence together and say little of what it is about. They count as words and in pairs of
 * neighbours ("how", "when" and "not" tell questions apart), but their letters resemble nothing, and they pair with no
 * word elsewhere in the text.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a am an and any are as at be been but by can could did do does for from had has have he here how i if in is it just may
  me might must my no not of on or our she should so some that the there these they this those to was we were what
  when where which who why will with would you your`.split(/\s+/),
);

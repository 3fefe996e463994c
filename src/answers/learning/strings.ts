/** What moderators read when something cannot be learned. */

export const noAnswerToTeach = (answerId: string): string =>
  `There is no answer "${answerId}" to add phrasings to. Answers about single models are generated: write your own answer instead, with /answer add.`;

export const TAUGHT_SINCE =
  'Somebody else has changed these phrasings meanwhile. Open the dialog again to see what they are now.';

export const GROUP_GONE = 'This is no longer waiting. Use /review to see what is.';

export const NOTHING_TO_UNDO = 'These phrasings have been changed since. Use /answer phrasings to change them.';

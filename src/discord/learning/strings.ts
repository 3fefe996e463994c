import type { Verdict } from '../../store/LearningStore.ts';

/** What members and moderators read about questions, votes and what is kept of them. */

export const WHAT_IS_WRONG = 'What is wrong with this answer?';
export const CHOOSE_WHAT = 'Choose what is wrong';

/** In the order of the menu. */
export const WRONG_CHOICES: Readonly<Record<Exclude<Verdict, 'solved'>, string>> = {
  other: 'It is not what I asked',
  outdated: 'It is outdated',
  incorrect: 'It is incorrect',
  unclear: 'It is unclear',
};

export const THANKS_SOLVED = 'Glad to hear it. Thank you for saying so.';
export const THANKS_WRONG = 'Thank you. The moderators of this server can see that, without your name.';
export const SAY_MORE = 'Say more';
export const SAY_MORE_TITLE = 'What is wrong?';
export const SAY_MORE_LABEL = 'In one line';
export const SAY_MORE_HINT = 'Moderators see this line without your name.';
export const NOTE_SAVED = 'Thank you. Your line is saved.';
export const ONLY_ASKER_SOLVES = 'Only the person who asked can say that. If the answer is wrong, press "Wrong?".';
export const TOO_OLD_TO_VOTE = 'This answer is more than 30 days old. Ask again to get the current one.';
export const UNKNOWN_REASON = 'There is no such choice. Choose one from the menu.';

import { formatDate } from '../../knowledge/dates.ts';
import { counted, listed } from '../../shared/text.ts';
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
export const SAY_MORE_FIELD = { label: 'In one line', description: 'Moderators see this line without your name.' };
export const NOTE_SAVED = 'Thank you. Your line is saved.';
export const ONLY_ASKER_SOLVES = 'Only the person who asked can say that. If the answer is wrong, press "Wrong?".';
export const TOO_OLD_TO_VOTE = 'This answer is more than 30 days old. Ask again to get the current one.';

// Phrasings

export const teachTitle = (title: string): string => `Phrasings of: ${title}`;
export const TEACH_FORM = {
  questions: { label: 'Phrasings on this server', description: 'Ways to ask for this answer, one per line.' },
  notThis: { label: 'Counter-examples', description: 'Similar questions that must not get it, one per line.' },
};
export const taught = (title: string, added: readonly string[], removed: number): string =>
  [
    `The phrasings of **${title}** are saved. The answer itself has not changed.`,
    ...added.map((text) => `- added: ${text}`),
    ...(removed > 0 ? [`- removed: ${counted(removed, 'phrasing')}`] : []),
  ].join('\n');
export const notTaught = (why: string): string => `${why} Your text is saved: press Edit to correct it.`;
export const tooLongTogether = (title: string): string =>
  `Somebody else has changed the phrasings of "${title}" meanwhile, and theirs and yours together don't fit. Yours stay in the message above. Make room with /answer phrasings, then add them.`;
export const taughtBy = (title: string, who: string): string => `${who} changed the phrasings of **${title}**`;

// Review

export const REVIEW_TITLE = 'Questions without a right answer';
export const REVIEW_EMPTY =
  'Nothing is waiting. What members ask without getting a right answer will be here, for as many days as /settings says.';
export const position = (page: number, count: number, people: number, when: string): string =>
  `${page + 1} of ${count} · asked by ${counted(people, 'person', 'people')}, last ${when}`;
const KINDS = {
  unanswered: 'got no answer',
  offered: 'got a choice and took nothing',
  chosen: 'chose an answer',
  disputed: 'said that the answer was wrong',
  proposed: 'proposed an answer',
};
export const howItWent = (counts: readonly (readonly [kind: keyof typeof KINDS, count: number])[]): string =>
  listed(counts.map(([kind, count]) => `${count} ${KINDS[kind]}`));
export const markedWrong = (title: string, people: number): string =>
  `Marked as wrong by ${counted(people, 'person', 'people')}: **${title}**`;
export const chosenBy = (people: number): string => `Chosen by ${counted(people, 'person', 'people')}`;
export const ADOPT_MENU = 'Add as a phrasing of …';
export const moreWordings = (count: number): string => `… and ${counted(count, 'more wording')}`;
export const putsAside = (count: number): string =>
  `"Not ours" puts ${['this question', 'both questions'][count - 1] ?? `all ${count} questions of this group`} aside for good and "Later" for a week, with any others that ask the same.`;
export const mayAskTheSame = (following: number): string =>
  `${following === 1 ? 'The next group' : `The next ${following} groups`} may ask the same. What a new answer covers leaves this list by itself.`;
const putAside = (when: string) => (question: string, others: number) =>
  `Put aside ${when}: “${question}”${others > 0 ? ` and ${counted(others, 'other')}` : ''}.`;
export const PUT_ASIDE = { ever: putAside('for good'), later: putAside('for a week') };
export const REVIEW_BUTTONS = {
  answer: 'New answer',
  ever: 'Not ours',
  later: 'Later',
  previous: 'Previous',
  next: 'Next',
  showWrong: 'Show the wrong answer',
  counter: 'Add as a counter-example',
  more: 'Go on',
};
export const PROPOSALS_ON = 'Members can propose answers with /propose. You find them here.';
export const PROPOSALS_OFF = 'Members can no longer propose answers.';

// Proposals

export const NO_PROPOSALS = 'This server takes no proposals. Its moderators can allow them with /review.';
export const PROPOSED = 'Thank you. The moderators can see your proposal, without your name.';
export const NOT_KEPT = 'This server keeps no questions, so it cannot keep a proposal either.';

// Statistics

export const STATS_TITLE = 'The last 30 days';
export const STATS_DAYS = 'By day (UTC): answered · offered a choice · without an answer';
export const STATS_HELPFUL = 'Answers that solved it';
export const STATS_WRONG = 'Answers marked as wrong';
export const STATS_UNANSWERED = 'Asked most without a right answer';
export const STATS_PICTURE = 'Questions by day';
type Totals = Record<'answered' | 'offered' | 'passed', number>;
export const STATS_PARTS: Readonly<Record<keyof Totals, string>> = {
  answered: 'answered',
  offered: 'offered a choice',
  passed: 'without an answer',
};
const inAll = ({ answered, offered, passed }: Totals): string => counted(answered + offered + passed, 'question');
export const statsTotals = (sums: Totals & Record<'taken' | 'solved', number>): string =>
  [
    `${inAll(sums)}: ${sums.answered} answered, ${sums.offered} offered a choice (${sums.taken} took it), ${sums.passed} without an answer.`,
    sums.solved === 0
      ? 'Nobody has pressed "Solved it" yet.'
      : `"Solved it" was pressed ${sums.solved === 1 ? 'once' : `${sums.solved} times`}: nobody else had to answer.`,
  ].join('\n');
export const statsOfDay = ({ day, answered, offered, passed }: Totals & { readonly day: string }): string =>
  `- ${formatDate(day)}: ${answered} · ${offered} · ${passed}`;
export const statsAlt = (sums: Totals, days: readonly (Totals & { readonly day: string })[]): string => {
  const all = ({ answered, offered, passed }: Totals): number => answered + offered + passed;
  const busiest = days.reduce((most, one) => (all(one) > all(most) ? one : most));
  return `A bar for each of the last 30 days: ${inAll(sums)}, ${sums.answered} of them answered, ${sums.offered} offered a choice and ${sums.passed} without an answer. Most were asked on ${formatDate(busiest.day)}: ${all(busiest)}.`;
};
export const statsOfAnswer = (title: string, people: number): string =>
  `- ${title} (${counted(people, 'person', 'people')})`;

// Privacy

export const PRIVACY_TITLE = 'What I have stored of you';
export const PRIVACY_NOTHING = 'Nothing.';
export const PRIVACY_DELETE = 'Delete it';
export const PRIVACY_DELETED = 'Deleted. Nothing of that is left in my database.';
export const held = (
  { votes, replies, drafts, versions }: Record<'votes' | 'replies' | 'drafts' | 'versions', number>,
  questions: number,
): string =>
  [
    [questions, 'question that had no right answer', 'questions that had no right answer'],
    [votes, 'vote on a reply', 'votes on replies'],
    [replies, 'reply of the last day, by its IDs', 'replies of the last day, by their IDs'],
    [drafts, 'draft of an answer', 'drafts of answers'],
    [versions, 'change of an answer with your name', 'changes of answers with your name'],
  ]
    .filter(([count]) => (count as number) > 0)
    .map(([count, one, many]) => `- ${counted(count as number, one as string, many as string)}`)
    .join('\n');
export const PRIVACY_NOTE =
  'Questions and votes are stored under a hash, not your name. Deleting takes effect on all servers. Answers that you wrote stay, without your name. Backups are the business of the people who run the bot.';

// Commands

export const LEARNING_COMMANDS = {
  review: 'Look into what members asked without getting a right answer',
  stats: 'See how much was asked, and how helpful the answers were',
  proposals: 'Whether members may propose answers with /propose',
  privacy: 'See what is stored of you, and delete it',
  propose: 'Propose an answer to the moderators of this server',
  proposeQuestion: 'The question',
  proposeAnswer: 'The answer that you propose',
};

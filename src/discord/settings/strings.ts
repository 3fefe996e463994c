/** What moderators read in `/settings` and `/settings check`. */
import type { ChannelMode, Limits, QuietHours } from '../../store/Store.ts';
import { number } from '../../shared/text.ts';
import { minutesOf } from '../strings.ts';

export const IN_CHANNELS = 'What I do in channels';
/** At most 100 characters each. */
export const MODES: Readonly<Record<ChannelMode, { readonly label: string; readonly description: string }>> = {
  off: { label: 'Off', description: "I stay silent, even when I'm mentioned. Commands still work." },
  mentioned: { label: 'When mentioned', description: 'I reply to those who mention me.' },
  offer: {
    label: 'Offer',
    description: 'I also put a button under questions I may know. Only their author can press it.',
  },
  answer: { label: 'Answer', description: "I also answer questions by myself when I'm certain." },
};
const inWords = (mode: ChannelMode): string => `**${MODES[mode].label.toLowerCase()}**`;
export const modeEverywhere = (mode: ChannelMode): string =>
  `In all channels: ${inWords(mode)}. ${MODES[mode].description}`;
export const modeElsewhere = (mode: ChannelMode): string =>
  `In all channels except those below: ${inWords(mode)}. ${MODES[mode].description}`;
/** @param name - Of a category, in Markdown. */
export const category = (name: string): string => `the category **${name}**`;
export const modeOf = (place: string, mode: ChannelMode): string => `- ${place}: ${inWords(mode)}`;
export const moreChannels = (count: number): string => `- and ${number(count)} more; see \`/settings check\``;
export const INHERITED =
  'Channels follow their category, and threads follow their channel, unless they are set themselves.';
export const CANNOT_READ =
  '**I can\'t read messages that don\'t mention me**, so "offer" and "answer" work like "when mentioned". The people who run me have to get the Message Content intent and set `MESSAGE_CONTENT=true`.';
export const CHOOSE_DEFAULT_MODE = 'In all other channels';
export const CHOOSE_CHANNEL_TO_SET = 'Choose a channel, thread or category to set';
/** At most 100 characters. */
export const inherit = (mode: ChannelMode): string =>
  `Not set here: ${MODES[mode].label.toLowerCase()}, like the place it is in`;

export const HOW_MUCH = 'What I write and keep';
const atMost = (what: string, most: number): string[] =>
  most === 0 ? [] : [`${number(most)} ${most === 1 ? 'reply' : 'replies'} ${what}`];
export const limits = ({ perPerson, perChannel, minutes, repeatMinutes }: Limits, unlimited: readonly string[]) => {
  const most = [...atMost('to a person', perPerson), ...atMost('in a channel', perChannel)];
  const free = unlimited.length > 0 ? ` No limits in ${unlimited.join(', ')}.` : '';
  return [
    most.length === 0
      ? 'I reply as often as I am asked.'
      : `At most ${most.join(' and ')} in ${minutesOf(minutes)}. After that, I give people who mention me a button that shows the answer to them alone. Commands are not limited.${free}`,
    repeatMinutes === 0
      ? 'The same answer is repeated whenever somebody asks.'
      : `The same answer in a channel within ${minutesOf(repeatMinutes)} becomes a link to the first.`,
  ].join(' ');
};
export const CHOOSE_UNLIMITED = 'Channels without limits, such as one for asking me';
export const quietHours = (hours: QuietHours | null): string =>
  hours === null
    ? 'No quiet hours.'
    : `Quiet from ${hours.from} until ${hours.until} (${hours.timeZone}): then I only speak when I'm mentioned.`;
export const pictures = (isOn: boolean): string =>
  isOn
    ? 'Comparisons, family trees and histories come with a picture, where I may attach files.'
    : 'Answers come without pictures.';
export const retention = (days: number): string =>
  days === 0
    ? "I don't keep the text of questions."
    : `I keep the text of questions that I can't answer, or whose answer somebody marks as wrong, for at most ${days === 1 ? 'a day' : `${days} days`}, so that editors can see what is missing. I keep no other questions.`;
/** At most 45 characters for a label and 100 for a description. */
export const LIMITS_FORM = {
  perPerson: { label: 'Replies to one person', description: '0 for no limit' },
  perChannel: { label: 'Replies in one channel', description: '0 for no limit' },
  minutes: { label: 'Within how many minutes', description: 'Both numbers above are counted over this time.' },
  repeatMinutes: {
    label: 'Link instead of the same answer, in minutes',
    description: '0 to repeat an answer whenever somebody asks',
  },
};
export const badLimit = (label: string, typed: string, least: number, most: number): string =>
  `"${label}" must be a whole number from ${least} to ${number(most)}, not "${typed}".`;
/** @param why - In Markdown. */
export const notSaved = (why: string): string => `**Not saved.** ${why}`;
export const QUIET_HOURS_FORM = {
  quietFrom: { label: 'From', description: 'As HH:MM, for example 22:00. Empty for no quiet hours.' },
  quietUntil: { label: 'Until', description: 'As HH:MM, for example 07:00' },
  timeZone: { label: 'Time zone', description: 'For example Europe/Berlin, America/New_York or UTC' },
};
export const RETENTION_FORM = {
  label: 'Days to keep unanswered questions',
  description: '0 to keep none. What is older than this is deleted.',
};
export const badTime = (typed: string): string => `"${typed}" is no time of day. Write it as HH:MM, for example 22:00.`;
export const ONE_TIME = 'Fill in both times as HH:MM, or leave both empty for no quiet hours.';
export const sameTimes = (time: string): string =>
  `From ${time} until ${time} is no time at all. For the whole day, set the channels to "when mentioned" instead.`;
export const badTimeZone = (typed: string): string =>
  `There is no time zone called "${typed}". Write it like Europe/Berlin or UTC.`;

export const WHAT_HAPPENS = 'What happens in your channels';
export const happens = (mode: ChannelMode, channels: string): string => `${inWords(mode)}: ${channels}`;
export const FORUMS = 'In a forum, I look at each new post once, at its title and first message.';
export const WHAT_IS_MISSING = 'What is missing';
export const NOTHING_MISSING = 'Nothing. I have all the permissions I need.';
const PERMISSION_NAMES = {
  view: 'View Channel',
  send: 'Send Messages',
  sendInThreads: 'Send Messages in Threads',
  attach: 'Attach Files',
  readHistory: 'Read Message History',
};
const WITHOUT = {
  view: 'I see nothing there',
  send: "I can't answer there",
  sendInThreads: "I can't answer in threads there",
  attach: "I can't show pictures there",
  readHistory: "my answers there don't point to the question",
};
export const missing = (name: keyof typeof PERMISSION_NAMES, channels: string): string =>
  `- **${PERMISSION_NAMES[name]}** in ${channels}: ${WITHOUT[name]}.`;
export const inviteLink = (link: string, hasMissing: boolean): string =>
  hasMissing
    ? `Allow these for my role under Edit Channel › Permissions, or invite me again with exactly the permissions I need: <${link}>`
    : `-# This invite link has exactly the permissions I need: <${link}>`;

export const WHO_EDITS = "Who can edit this server's answers";
export const editors = (roles: readonly string[]): string =>
  roles.length === 0 ? 'Members with Manage Server.' : `Members with Manage Server, or with ${roles.join(', ')}.`;
export const HOW_EDITORS_SEE_COMMANDS =
  'To let members with these roles see `/answer` and "Save as answer", allow the commands for the roles in Server Settings › Integrations.';
export const CHOOSE_ROLES = 'Roles that can edit answers';
export const ROLE_OF_EVERYONE = 'That role would let everyone edit answers. Pick roles you trust.';

export const LOG_CHANNEL = 'Change log channel';
export const CHOOSE_CHANNEL = 'A channel that only moderators can see';
export const NO_LOG_CHANNEL = 'Not set.';
export const LOG_CHANNEL_DELETED = 'Not set: the channel no longer exists. Pick another.';
export const logChannel = (mention: string): string => `${mention}.`;
export const publicLogChannel = (mention: string): string =>
  `${mention}. **Everyone can read that channel.** Pick one that only moderators can see, or hide it from \`@everyone\`.`;
export const lockedLogChannel = (mention: string): string =>
  `${mention}. **I don't have permission to view or post in that channel.** Give me access or pick another.`;
export const NO_SUCH_CHANNEL = "I can't see that channel. Give me access or pick another.";

export const BUTTONS = {
  limits: 'Limits',
  quietHours: 'Quiet hours',
  picturesOff: 'Turn pictures off',
  picturesOn: 'Turn pictures on',
  retention: 'Kept questions',
  check: 'Check channels',
};

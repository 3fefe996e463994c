/** One message as Discord would show it. */
import { element } from '../base/element.js';
import { componentsView } from './componentsView.js';
import { embedView } from './embedView.js';
import { fileView } from './files.js';
import { pictureView } from './pictureView.js';
import { pollView } from './pollView.js';
import { reactionsView } from './reactionsView.js';
import { formatTime, renderLine, renderMarkdown } from './renderMarkdown.js';

const COMPONENTS_V2 = 1 << 15;

/** Discord shows up to thirty emoji without other text large. Observed in its client. */
const EMOJI_ALONE = /^(?:\p{RGI_Emoji}\s*){1,30}$/v;

/**
 * @param {object} message
 * @param {object} context Names for ids (`known`), what a select menu offers (`offered`), the message it replies to
 * (`repliedTo`), the person looking (`me`), and the handlers `onClick`, `onChoose`, `onMenu`, `onDismiss`, `onShow`,
 * `onReact`, `onVote`, `onOpenThread`.
 */
export function messageView(message, context) {
  const { author, ephemeral, isThinking, at } = message;
  const { me, onMenu } = context;
  const menu = element(
    'button.menu-button',
    { type: 'button', aria: { label: `Actions for the message by ${author.username}`, haspopup: 'menu' } },
    '⋯',
  );
  const view = element(
    'article.message',
    { data: { id: message.id }, aria: { label: `Message by ${author.username}` } },
    aboveView(message, context),
    element('div.margin', { aria: { hidden: 'true' } }, avatarView(author), timeView(at)),
    element(
      'div.body',
      {},
      element(
        'header',
        {},
        element('span.author', {}, author.username),
        author.bot && element('span.badge', {}, 'APP'),
        timeView(at),
      ),
      isThinking
        ? thinkingView(author.username)
        : (systemView(message) ?? contentView(message, { ...context, message })),
      reactionsView(message, { ...context, onReact: (emoji, isOn) => context.onReact(message, emoji, isOn) }),
      threadView(message, context),
      ephemeral && belowView(message, context),
    ),
    !isThinking && menu,
  );
  view.classList.toggle('ephemeral', ephemeral);
  view.classList.toggle('pinged', message.pings.includes(me.id) || message.pings.includes('everyone'));
  menu.addEventListener('click', () => onMenu(message, menu.getBoundingClientRect()));
  return view;
}

/** Numbers of Discord's MessageType that are not text of the author, but say what they did. */
const SYSTEM = {
  6: () => 'pinned a message.',
  7: () => 'joined the server.',
  18: ({ content }) => `started a thread: ${content}`,
  21: () => 'started this thread.',
  46: ({ embeds }) => `ended a poll. ${pollResult(embeds[0]?.fields ?? [])}`,
};

function pollResult(fields) {
  const {
    poll_question_text: question,
    victor_answer_text: winner,
    victor_answer_votes: votes,
    total_votes: total,
  } = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  return `${question} ${winner === undefined ? 'There is no winner.' : `${winner} won with ${votes} of ${total} votes.`}`;
}

function systemView(message) {
  const text = SYSTEM[message.type]?.(message);
  if (text === undefined) return undefined;
  return element('p.system', {}, `${message.author.username} ${text}`);
}

function threadView({ threadId }, { known, onOpenThread }) {
  if (!threadId || known.channels[threadId] === undefined) return false;
  const view = element('button.thread-link', { type: 'button' }, `↳ ${known.channels[threadId]}`);
  view.addEventListener('click', () => onOpenThread(threadId));
  return view;
}

/** What was passed on, as it was then. Its buttons and menus belong to the message itself. */
function forwardView(forward, context) {
  const content = contentView({ ...forward, edited: false }, { ...context, message: forward });
  for (const control of content.querySelectorAll('.components :is(button.button, select)')) control.disabled = true;
  return element('div.forwarded', {}, element('p.subtext', {}, '↪ Forwarded'), content);
}

function contentView(
  { content, components, embeds, attachments, edited, flags, forward, poll, stickers = [] },
  context,
) {
  const { known, message } = context;
  const isV2 = (flags & COMPONENTS_V2) !== 0;
  return element(
    'div.content',
    {},
    forward && forwardView(forward, context),
    content && textView(content, known),
    poll && pollView(message, { onVote: (answers) => context.onVote(message, answers) }),
    !isV2 && edited && editedView(),
    ...(isV2 ? [] : attachments.map((attachment) => attachmentView(attachment, message))),
    ...stickers.map((name) => element('p.subtext', {}, `Sticker: ${name}`)),
    ...embeds.map((embed) => embedView(embed, message, known)),
    components.length > 0 && componentsView(components, context),
    isV2 && edited && editedView(),
  );
}

function textView(text, known) {
  const view = renderMarkdown(text, known);
  view.classList.toggle('jumbo', EMOJI_ALONE.test(text));
  return view;
}

function attachmentView(attachment, message) {
  const { contentType, url, description } = attachment;
  if (!contentType.startsWith('image/')) return fileView(attachment, message);
  return element('div.gallery', {}, pictureView({ url, alt: description }, message, 'picture'));
}

function avatarView({ bot, username }) {
  return element('div.avatar', { data: { tone: bot ? 'bot' : toneOf(username) } }, [...username][0] ?? '?');
}

const toneOf = (name) => String([...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 4);

function timeView(at) {
  const date = new Date(at);
  return element('time', { dateTime: at, title: formatTime(date, 'F') }, formatTime(date, 't'));
}

/** The message it replies to, or the command it answers. */
function aboveView({ replyTo, command, causedBy, forward }, { repliedTo, known, me, onShow }) {
  if (command !== undefined) {
    const who = causedBy === me.id ? 'You' : (known.names[causedBy] ?? 'Somebody');
    return element('div.above', {}, `${who} used `, element('span.mention', {}, command));
  }
  if (!replyTo || forward) return false;
  if (!repliedTo) return element('div.above', {}, 'Original message was deleted');
  const line = repliedTo.text.split('\n')[0].slice(0, 500) || 'a message';
  return element(
    'button.above',
    { type: 'button', on: { click: () => onShow(repliedTo.id) }, title: 'Show this message' },
    element('strong', {}, `@${repliedTo.author.username}`),
    renderLine(line, known),
  );
}

const editedView = () => element('span.edited', {}, '(edited)');

function thinkingView(name) {
  return element('p.thinking', {}, element('span.dots', { aria: { hidden: 'true' } }, '•••'), `${name} is thinking…`);
}

function belowView(message, { onDismiss }) {
  const dismiss = element('button.text-link', { type: 'button' }, 'Dismiss message');
  dismiss.addEventListener('click', () => onDismiss(message));
  return element('p.below', {}, 'Only you can see this • ', dismiss);
}

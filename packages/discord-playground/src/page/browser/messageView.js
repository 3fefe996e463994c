import { componentsView } from './componentsView.js';
import { element } from './element.js';
import { embedView } from './embedView.js';
import { fileView } from './fileView.js';
import { formatTime } from './formatTime.js';
import { renderMarkdown } from './renderMarkdown.js';

const COMPONENTS_V2 = 1 << 15;

/**
 * One message as Discord would show it.
 *
 * @param {object} message
 * @param {object} context What ids stand for (`known`), what a select offers (`offered`), the message it replies to (`repliedTo`), who looks (`me`), and what to do: `onClick`, `onChoose`, `onMenu`, `onDismiss`.
 */
export function messageView(message, context) {
  const { author, ephemeral, isThinking } = message;
  const { me, known, onMenu } = context;
  const menu = element(
    'button.menu-button',
    { type: 'button', aria: { label: `What to do with the message of ${author.username}`, haspopup: 'menu' } },
    '⋯',
  );
  const view = element(
    'article.message',
    { data: { id: message.id }, aria: { label: `Message of ${author.username}` } },
    aboveView(message, context),
    element(
      'div.avatar',
      { aria: { hidden: 'true' }, data: { tone: author.bot ? 'bot' : toneOf(author.username) } },
      [...author.username][0] ?? '?',
    ),
    element(
      'div.body',
      {},
      headView(message),
      isThinking ? thinkingView(author.username) : contentView(message, { ...context, message }),
      ephemeral && belowView(message, context),
    ),
    !isThinking && menu,
  );
  view.classList.toggle('ephemeral', ephemeral);
  view.classList.toggle('pinged', message.pings.includes(me.id) || message.pings.includes('everyone'));
  menu.addEventListener('click', () => onMenu(message, menu.getBoundingClientRect()));
  view.addEventListener('contextmenu', (event) => {
    if (isThinking || event.target.closest('a, input') || String(getSelection())) return; // the browser's own menu is of more use there
    event.preventDefault();
    onMenu(message, { left: event.clientX, right: event.clientX, top: event.clientY, bottom: event.clientY });
  });
  return view;

  function contentView({ content, components, embeds, attachments, edited, flags }, inner) {
    const isV2 = (flags & COMPONENTS_V2) !== 0;
    return element(
      'div.content',
      {},
      content && renderMarkdown(content, known),
      !isV2 && edited && editedView(),
      ...(isV2 ? [] : attachments.map((attachment) => attachmentView(attachment, message))),
      ...embeds.map((embed) => embedView(embed, message, known)),
      components.length > 0 && componentsView(components, inner),
      isV2 && edited && editedView(),
    );
  }
}

function headView({ author, at }) {
  const date = new Date(at);
  return element(
    'header',
    {},
    element('span.author', {}, author.username),
    author.bot && element('span.badge', {}, 'APP'),
    element('time', { dateTime: at, title: formatTime(date, 'F') }, formatTime(date, 't')),
  );
}

/** What it replies to, or which command it answers. */
function aboveView({ replyTo, answers }, { repliedTo, known, me }) {
  if (answers) {
    const who = answers.userId === me.id ? 'You' : (known.names[answers.userId] ?? 'Somebody');
    return element('div.above', {}, `${who} used `, element('span.mention', {}, answers.command));
  }
  if (!replyTo) return false;
  if (!repliedTo) return element('div.above', {}, 'Original message was deleted');
  const said = renderMarkdown(repliedTo.text.split('\n')[0].slice(0, 120) || 'a message', known);
  return element('div.above', {}, element('strong', {}, `@${repliedTo.author.username}`), said);
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

function attachmentView(attachment, message) {
  if (!attachment.contentType.startsWith('image/')) return fileView(attachment, message);
  return componentsView(
    [{ type: 12, items: [{ media: { url: attachment.url }, description: attachment.description }] }],
    { message },
  );
}

const toneOf = (name) => String([...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 4);

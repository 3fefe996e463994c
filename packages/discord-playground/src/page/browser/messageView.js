/** Messages, embeds, and the list of messages in a channel. */
import { componentsView } from './componentsView.js';
import { element } from './element.js';
import { fileView, mediaUrl } from './files.js';
import { formatTime, renderMarkdown } from './renderMarkdown.js';

function embedView(embed, message, known) {
  const { author, title, url, description, fields = [], image, thumbnail, footer, color } = embed;
  const picture = image ?? thumbnail;
  const isLink = /^https?:/.test(url ?? '');
  const view = element(
    'div.container',
    {},
    author?.name && element('p.subtext', {}, author.name),
    title &&
      element(
        'h4.heading-3',
        {},
        isLink ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, title) : title,
      ),
    description && renderMarkdown(description, known),
    ...fields.map(({ name, value }) =>
      element('div.field', {}, element('strong', {}, name), renderMarkdown(value, known)),
    ),
    picture?.url &&
      element('img.picture', { src: mediaUrl(picture.url, message.attachments), alt: picture.description ?? '' }),
    footer?.text && element('p.subtext', {}, footer.text),
  );
  if (typeof color === 'number') view.style.borderLeftColor = `#${color.toString(16).padStart(6, '0')}`;
  return view;
}

const COMPONENTS_V2 = 1 << 15;

/**
 * One message as Discord would show it.
 *
 * @param {object} message
 * @param {object} context Names for ids (`known`), what a select menu offers (`offered`), the message it replies to
 * (`repliedTo`), the person looking (`me`), and the handlers `onClick`, `onChoose`, `onMenu`, `onDismiss`.
 */
export function messageView(message, context) {
  const { author, ephemeral, isThinking } = message;
  const { me, known, onMenu } = context;
  const menu = element(
    'button.menu-button',
    { type: 'button', aria: { label: `Actions for the message by ${author.username}`, haspopup: 'menu' } },
    '⋯',
  );
  const view = element(
    'article.message',
    { data: { id: message.id }, aria: { label: `Message by ${author.username}` } },
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
    if (isThinking || event.target.closest('a, input') || String(getSelection())) return; // the browser's own menu is more useful there
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

/** The message it replies to, or the command it answers. */
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

/** The distance that still counts as the bottom of the list. */

const NEAR_BOTTOM_PX = 80;

/**
 * The messages of one channel. Stays scrolled to the bottom unless somebody reads older ones.
 *
 * @param {{ scroller: HTMLElement, list: HTMLElement }} parts
 * @param {(message: object) => HTMLElement} view Creates the element of a message, with its id in `data-id`.
 */
export function createMessageList({ scroller, list }, view) {
  let isAtBottom = true;

  const elementOf = (id) => list.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const scrollToBottom = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const keepAtBottom = () => isAtBottom && scrollToBottom();

  scroller.addEventListener('scroll', () => {
    isAtBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
  });
  list.addEventListener('load', keepAtBottom, true); // an image changes the height once it has loaded
  addEventListener('resize', keepAtBottom);

  return {
    showAll(messages) {
      list.replaceChildren(...messages.map(view));
      scrollToBottom();
    },
    /** Adds a message, or updates it. */
    show(message) {
      const before = elementOf(message.id);
      if (before) replace(before, view(message));
      else list.append(view(message));
      keepAtBottom();
    },
    remove(id) {
      elementOf(id)?.remove();
    },
  };
}

/** A button that was just used with the keyboard keeps the focus. */
function replace(before, after) {
  const focused = before.contains(document.activeElement) ? document.activeElement.dataset.customId : undefined;
  before.replaceWith(after);
  if (focused) after.querySelector(`[data-custom-id="${CSS.escape(focused)}"]`)?.focus();
}

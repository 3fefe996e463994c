/** The list of channels, and what is new in them. */
import { element } from './base/element.js';
import { channelTitle } from './base/channelTitle.js';
import { keepFocus } from './base/focus.js';

/**
 * @param {HTMLElement} list
 * @param {readonly object[]} channels
 * @param {{ here: object, unread: ReadonlySet<string>, onOpen: (channel: object) => void }} context
 */
export function showChannelList(list, channels, { here, unread, onOpen }) {
  const giveBack = keepFocus(list);
  list.replaceChildren(
    ...channels.map((channel) => {
      const isHere = channel.id === here.id;
      const isUnread = unread.has(channel.id);
      const button = element(
        'button',
        {
          type: 'button',
          title: channel.name,
          data: { customId: channel.id },
          ...(isHere && { aria: { current: 'page' } }),
        },
        element('span.name', {}, channelTitle(channel)),
        isUnread && element('span.new', {}, 'new'),
      );
      button.classList.toggle('unread', isUnread);
      button.classList.toggle('inner', channel.kind === 'thread');
      button.addEventListener('click', () => onOpen(channel));
      return element('li', {}, button);
    }),
  );
  giveBack(list);
}

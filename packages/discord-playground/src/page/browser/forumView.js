/** A forum: its posts, and a button to start one. */
import { element } from './base/element.js';
import { renderLine } from './messages/renderMarkdown.js';

/**
 * @param {HTMLElement} place
 * @param {object} forum
 * @param {{ known: object, posts: readonly { channel: object, messages: readonly object[] }[], onOpen: (channel: object) => void,
 * onNew: () => void }} context
 */
export function showForum(place, forum, { known, posts, onOpen, onNew }) {
  const start = element('button.button.style-primary', { type: 'button' }, 'New post');
  start.addEventListener('click', onNew);
  const views = posts.map(({ channel, messages }) => {
    const [first] = messages;
    const replies = Math.max(0, messages.length - 1);
    const view = element(
      'button.post',
      { type: 'button' },
      element('strong', {}, channel.name),
      first && element('span.post-text', {}, `${first.author.username}: `, renderLine(first.text.slice(0, 500), known)),
      element('span.subtext', {}, `${replies} ${replies === 1 ? 'reply' : 'replies'}`),
    );
    view.addEventListener('click', () => onOpen(channel));
    return element('li', {}, view);
  });
  place.replaceChildren(
    element('h2', {}, `Posts in ${forum.name}`),
    start,
    views.length > 0 ? element('ul.posts', {}, ...views) : element('p.subtext', {}, 'There are no posts yet.'),
  );
}

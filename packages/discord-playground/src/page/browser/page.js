/** The page: its channels and people, and what happens in them. */
import { act, refreshCommands, showFault } from './acting.js';
import { channelTitle } from './base/channelTitle.js';
import { element } from './base/element.js';
import { listen } from './base/server.js';
import { showChannelList } from './channelList.js';
import { showExamples } from './composing/composer.js';
import { openMenu } from './composing/pickers.js';
import { createConversation } from './conversation.js';
import { openFaults } from './dialogs/faultsDialog.js';
import { openPermissions } from './dialogs/permissionsDialog.js';
import { showForum } from './forumView.js';
import { known, part, start, state } from './state.js';

const { asks, attach, cancelDraft, composer, leaveDraft, list, openMessageMenu, showMessage, showRepliesTo, typing } =
  createConversation({
    onOpenChannel: openChannelById,
    onElsewhere() {
      showChannels();
      if (state.channel.kind === 'forum') showPosts();
    },
  });

function onEvent(event) {
  part('lost').hidden = true;
  if (event.kind === 'all') {
    state.messages = new Map(event.messages.map((message) => [message.id, message]));
    showServer(event.server);
    showChannel(state.channel);
    part('messages').ariaBusy = null;
    state.shown.resolve();
    showPage();
  } else if (event.kind === 'server') showServer(event.server);
  else if (event.kind === 'message') showMessage(event.message);
  else if (event.kind === 'deleted') {
    for (const id of event.ids) {
      state.messages.delete(id);
      list.remove(id);
      showRepliesTo(id);
    }
  } else if (event.kind === 'typing' && event.channelId === state.channel.id) typing.show(event.name);
}

/**
 * The browser reconnects by itself. A restarted playground does not know this page's people, though, so the page is
 * reloaded.
 */
function onLost(isForGood) {
  part('lost').hidden = false;
  state.shown.resolve(); // what somebody does now fails, with a sentence that says why
  if (!isForGood) return;
  const retry = () =>
    fetch('/page/start').then(
      () => location.reload(),
      () => setTimeout(retry, 2_000),
    );
  setTimeout(retry, 1_000);
}

function showServer(server) {
  state.server = server;
  const before = JSON.stringify(known);
  Object.assign(known.names, server.names);
  known.roles = server.roles;
  known.channels = Object.fromEntries(server.channels.map(({ id, name }) => [id, name]));
  // Messages that came before the channel, role or person that they name.
  if (JSON.stringify(known) !== before) list.refresh();
  if (state.awaited !== undefined) openChannelById(state.awaited);
  // Somebody may have closed the channel or changed its name.
  const same = server.channels.find(({ id }) => id === state.channel.id);
  if (same) {
    state.channel = same;
    showChannels();
    if (same.kind === 'forum') showPosts();
  } else {
    leaveDraft();
    showChannel(server.channels[0]);
  }
}

function showChannel(channel) {
  state.channel = channel;
  state.unread.delete(channel.id);
  typing.clear();
  // Isolated, so that a name that is written from right to left turns around nothing else.
  const title = `\u2068${channelTitle(channel).replace(/^([#@]) /, '$1')}\u2069`;
  part('box').placeholder = `Message ${title} as ${state.person.name}`;
  showExamples(part('examples'), start.examples, {
    bot,
    isDm: channel.kind === 'dm',
    write: composer.write,
    say: (text) => void act('say', { text }),
  });
  const isForum = channel.kind === 'forum';
  for (const id of ['welcome', 'messages', 'composer']) part(id).hidden = isForum;
  part('forum').hidden = !isForum;
  list.showAll(
    [...state.messages.values()].filter(({ id, channelId }) => channelId === channel.id && !state.dismissed.has(id)),
  );
  if (isForum) {
    showPosts();
    part('scroller').scrollTop = 0;
  }
  void refreshCommands().then(composer.offerCommandsAgain);
  showChannels();
}

function showPosts() {
  const messages = [...state.messages.values()];
  const posts = state.server.channels
    .filter(({ parentId }) => parentId === state.channel.id)
    .map((channel) => ({ channel, messages: messages.filter(({ channelId }) => channelId === channel.id) }));
  showForum(part('forum'), state.channel, {
    known,
    posts: posts.toReversed(),
    onOpen: openChannel,
    onNew: () => asks.post(),
  });
}

/** Shows the page once it works: nothing can be pressed in vain. */
function showPage() {
  if (document.body.ariaBusy !== 'true') return;
  document.body.ariaBusy = null;
  focusBox();
}

/** Opens a channel, as soon as the page has heard of it. */
function openChannelById(id) {
  const channel = state.server.channels.find((each) => each.id === id);
  state.awaited = channel ? undefined : id;
  if (channel) openChannel(channel);
}

function openChannel(channel) {
  if (part('nav').matches(':popover-open')) part('nav').hidePopover();
  leaveDraft();
  showChannel(channel);
  focusBox();
}

/** On a phone this would open the keyboard. */
function focusBox() {
  if (matchMedia('(pointer: fine)').matches) composer.focus();
}

function showChannels() {
  part('channel-name').textContent = channelTitle(state.channel);
  showChannelList(part('channels'), state.server.channels, {
    here: state.channel,
    unread: state.unread,
    onOpen: openChannel,
  });
  part('nav-button').classList.toggle('unread', state.unread.size > 0);
}

function become(person) {
  leaveDraft();
  state.person = person;
  state.shown = Promise.withResolvers();
  // Nothing of what the other person sees stays, until the first event tells what this one does.
  state.messages = new Map();
  list.showAll([]);
  part('messages').ariaBusy = 'true';
  state.server = person;
  // In the same channel, if they see it.
  if (state.channel.kind === 'dm') state.channel = person.channels.find(({ kind }) => kind === 'dm');
  state.unread.clear();
  sessionStorage.setItem('person', String(start.people.indexOf(person)));
  part('about').textContent = person.about;
  state.stopListening();
  state.stopListening = listen(person.id, onEvent, onLost);
}

const bot = start.bot.name;
document.title = `${bot} on the playground`;
part('guild').textContent = start.guild;
part('notice').textContent = start.notice;
part('hint').textContent = start.hint;
part('welcome-name').textContent = bot;
part('person').replaceChildren(
  ...start.people.map(({ name }, index) => element('option', { value: String(index) }, name)),
);
part('person').value = String(start.people.indexOf(state.person));
part('person').addEventListener('change', ({ target }) => become(start.people[Number(target.value)]));
part('more').addEventListener('click', ({ currentTarget }) =>
  openMenu(currentTarget.getBoundingClientRect(), [
    { label: 'Attach files', act: () => attach() },
    ...(state.channel.kind === 'text' ? [{ label: 'Start a thread', act: () => asks.thread() }] : []),
    { label: 'Start a poll', act: () => asks.poll() },
  ]),
);
part('draft-cancel').addEventListener('click', cancelDraft);
part('permissions').addEventListener('click', () => {
  void openPermissions({ person: state.person, channel: state.channel, bot }).catch(showFault);
});
part('faults').addEventListener('click', () => void openFaults().catch(showFault));
part('messages').addEventListener('contextmenu', (event) => {
  const message = state.messages.get(event.target.closest('article')?.dataset.id);
  // On links and marked text, the browser's own menu is more useful.
  if (!message || message.isThinking || event.target.closest('a, input') || String(getSelection())) return;
  event.preventDefault();
  const { clientX: x, clientY: y } = event;
  void openMessageMenu(message, { left: x, right: x, top: y, bottom: y });
});
become(state.person);

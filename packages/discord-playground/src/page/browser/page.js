/** The page: who the visitor is, which channel is open, and what it shows. */
import { getJson, listen, post, withUploads } from './base/server.js';
import { element } from './base/element.js';
import { channelTitle } from './base/channelTitle.js';
import { showChannelList } from './channelList.js';
import { createComposer, showExamples } from './composing/composer.js';
import { openMenu } from './composing/pickers.js';
import { createAsks } from './dialogs/asks.js';
import { openFaults } from './dialogs/faultsDialog.js';
import { openModal } from './dialogs/modalView.js';
import { openPermissions } from './dialogs/permissionsDialog.js';
import { showForum } from './forumView.js';
import { createMessageList } from './messages/messageList.js';
import { messageMenu } from './messages/messageMenu.js';
import { messageView } from './messages/messageView.js';
import { EMOJIS } from './messages/reactionsView.js';
import { createTyping } from './typing.js';

const part = (id) => document.getElementById(id);
const start = await getJson('/page/start');
const remembered = Number(sessionStorage.getItem('person') ?? 0);

const state = {
  person: start.people[remembered] ?? start.people[0],
  channel: undefined,
  /** What this person sees of the server: channels, and names by id. */
  server: undefined,
  /** By id, oldest first. */
  messages: new Map(),
  dismissed: new Set(),
  /** The commands that are available here, as far as they have been fetched. */
  commands: [],
  unread: new Set(),
  /** What the message box is for, besides a new message: `{ replyTo }` or `{ editing }`. */
  draft: {},
  /** The id of a channel to open once it is there. */
  awaited: undefined,
  /** Resolves once the page shows what this person sees. What they do before that waits for it. */
  shown: Promise.withResolvers(),
  /** Resolves once everything that was written has been sent. */
  written: Promise.resolve(),
  stopListening: () => {},
};
state.server = state.person;
state.channel = state.server.channels[0];

/** Names by id, for mentions. */
const known = { names: {}, roles: {}, channels: {} };

const entries = (names) => Object.entries(names).map(([id, name]) => ({ id, name }));

/** What options and select menus can hold: what this person can see in the server. */
const offered = () => ({
  people: entries(known.names),
  roles: entries(known.roles),
  channels: state.server.channels.filter(({ kind }) => kind !== 'dm'),
});

/** Who picks files, and how large they may be. */
const picking = () => ({ person: state.person.id, maxBytes: start.maxFileBytes });

const here = () => ({ person: state.person.id, channel: state.channel.id });

/** Sends an action of the chosen person in the open channel. */
async function perform(action, body = {}) {
  await state.shown.promise;
  return post(action, { ...here(), ...body });
}

/** The same for what somebody writes: it arrives in the order in which they wrote it. */
async function write(action, body = {}) {
  await state.shown.promise;
  const whole = { ...here(), ...body };
  const sent = state.written.then(() => post(action, whole));
  state.written = sent.catch(() => undefined);
  return sent;
}

function showFault(error) {
  part('fault').textContent = error?.message ?? '';
  part('fault').hidden = !error;
}

/** Performs an action as the chosen person. Opens the modal that it results in, or shows what went wrong. */
async function act(action, body) {
  showFault();
  try {
    showModal(await perform(action, body));
  } catch (error) {
    showFault(error);
  }
}

function showModal({ modal }) {
  if (modal) openModal(modal, { known, offered: offered(), onSubmit: submitModal });
}

async function submitModal(modal, fields) {
  showFault();
  showModal(await perform('submit', { modal, fields: await withUploads(fields, picking()) }));
}

async function runCommand(command, values) {
  try {
    await act('run', { command, options: await withUploads(values, picking()) });
  } catch (error) {
    showFault(error);
  }
}

async function refreshCommands() {
  const { channel, person } = state;
  const commands = await getJson('/page/commands', here()).catch(showFault);
  if (commands && channel.id === state.channel.id && person === state.person) state.commands = commands;
}

const composer = createComposer(
  { box: part('box'), list: part('picker'), form: part('composer'), place: part('command') },
  {
    commands: () => state.commands,
    refreshCommands,
    names: () =>
      state.channel.kind === 'dm' ? [start.bot.name] : [start.bot.name, ...start.people.map(({ name }) => name)],
    offered,
    onFault: showFault,
    async onSay(text) {
      showFault();
      const { editing, replyTo } = state.draft;
      setDraft();
      if (editing) await write('edit', { message: editing.id, text });
      else await write('say', { text, ...(replyTo && { replyTo: replyTo.id }) });
    },
    onRun: runCommand,
    async onType(command, option, text, others) {
      return (await perform('type', { command, option, text, others })).choices;
    },
    onTyping: () => void write('typing').catch(() => undefined),
    onUp() {
      const mine = [...state.messages.values()].findLast(
        ({ author, channelId }) => author.id === state.person.id && channelId === state.channel.id,
      );
      if (mine) edit(mine);
    },
    onEscape: cancelDraft,
  },
);

/** Shows what the message box is for. @param draft - `{ replyTo }` or `{ editing }`, or nothing for a new message. */
function setDraft(draft = {}) {
  const { replyTo, editing } = draft;
  state.draft = draft;
  part('draft').hidden = !replyTo && !editing;
  part('draft-kind').textContent = editing ? 'Editing your message' : 'Replying to';
  part('draft-name').textContent = replyTo?.author.username ?? '';
  if (replyTo) composer.focus();
}

function cancelDraft() {
  if (state.draft.editing) composer.write('');
  setDraft();
  composer.focus();
}

function edit(message) {
  setDraft({ editing: message });
  composer.write(
    message.content.replaceAll(/<@!?(\d+)>/g, (mention, id) => (known.names[id] ? `@${known.names[id]}` : mention)),
  );
}

async function openMessageMenu(message, anchor) {
  await refreshCommands();
  openMenu(
    anchor,
    messageMenu(message, {
      me: state.person,
      channel: state.channel,
      bot: start.bot,
      commands: state.commands,
      messageActions: start.messageActions,
      repliedTo: state.messages.get(message.replyTo),
      onReply: (replyTo) => setDraft({ replyTo }),
      onEdit: edit,
      onDelete: ({ id }) => act('delete', { message: id }),
      onReact: () =>
        openMenu(
          anchor,
          EMOJIS.map((emoji) => ({ label: emoji, act: () => react(message, emoji, true) })),
        ),
      onForward: (forwarded) => asks.forward(forwarded),
      onThread: (starter) => asks.thread(starter),
      onUse: (command) => act('use', { command, message: message.id }),
      onRun: runCommand,
    }),
  );
}

const asks = createAsks({
  channel: () => state.channel,
  channels: () => state.server.channels,
  send: perform,
  onStarted: openChannelById,
});

const react = ({ id }, emoji, isOn) => act('react', { message: id, emoji, isOn });

const view = (message) =>
  messageView(message, {
    known,
    offered: offered(),
    me: state.person,
    repliedTo: message.replyTo && state.messages.get(message.replyTo),
    onClick: (on, customId) => act('click', { message: on.id, customId }),
    onChoose: (on, customId, values) => act('choose', { message: on.id, customId, values }),
    onMenu: openMessageMenu,
    onShow: (id) => list.find(id),
    onReact: react,
    onVote: ({ id }, answers) => act('vote', { message: id, answers }),
    onOpenThread: openChannelById,
    onDismiss({ id }) {
      state.dismissed.add(id);
      list.remove(id);
    },
  });

const list = createMessageList({ scroller: part('scroller'), list: part('messages'), newest: part('newest') }, view);
const typing = createTyping(part('typing'));

function showMessage(message) {
  const isNew = !state.messages.has(message.id);
  known.names[message.author.id] ??= message.author.username;
  state.messages.set(message.id, message);
  if (message.channelId !== state.channel.id) {
    if (isNew) state.unread.add(message.channelId);
    showChannels();
    if (state.channel.kind === 'forum') showPosts();
    return;
  }
  if (state.dismissed.has(message.id)) return;
  if (isNew) typing.stop(message.author.username);
  list.show(message, [message.author.id, message.causedBy].includes(state.person.id));
  if (!isNew) showRepliesTo(message.id);
}

/** Each quotes the message that it replies to. */
const showRepliesTo = (id) => list.refresh(({ replyTo }) => replyTo === id);

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

/** Gives up what somebody was about to send: they are somewhere else now, or somebody else. */
function leaveDraft() {
  state.commands = [];
  composer.leaveCommand();
  if (state.draft.editing) composer.write('');
  setDraft();
  showFault();
}

function showChannel(channel) {
  state.channel = channel;
  state.unread.delete(channel.id);
  typing.clear();
  part('box').placeholder = `Message ${channelTitle(channel)} as ${state.person.name}`;
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
  showForum(part('forum'), state.channel, { posts: posts.toReversed(), onOpen: openChannel, onNew: () => asks.post() });
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
    ...(state.channel.kind === 'text' ? [{ label: 'Start a thread', act: () => asks.thread() }] : []),
    { label: 'Start a poll', act: () => asks.poll() },
  ]),
);
part('draft-cancel').addEventListener('click', cancelDraft);
part('permissions').addEventListener('click', () => {
  void openPermissions({ person: state.person, channel: state.channel, bot }).catch(showFault);
});
part('faults').addEventListener('click', () => void openFaults().catch(showFault));
showExamples(part('examples'), start.examples, {
  bot,
  isDm: () => state.channel.kind === 'dm',
  write: composer.write,
  say: (text) => void act('say', { text }),
});
part('messages').addEventListener('contextmenu', (event) => {
  const message = state.messages.get(event.target.closest('article')?.dataset.id);
  // On links and marked text, the browser's own menu is more useful.
  if (!message || message.isThinking || event.target.closest('a, input') || String(getSelection())) return;
  event.preventDefault();
  const { clientX: x, clientY: y } = event;
  void openMessageMenu(message, { left: x, right: x, top: y, bottom: y });
});
become(state.person);

/** The page: who the visitor is, which channel is open, and what it shows. */
import { createComposer } from './composer.js';
import { element } from './element.js';
import { showExamples } from './composer.js';
import { openMenu } from './pickers.js';
import { createMessageList } from './messageView.js';
import { messageView } from './messageView.js';
import { openModal } from './modalView.js';
import { getJson, listen, post } from './server.js';
import { withUploads } from './server.js';

const MESSAGE_COMMAND = 3;
const TYPING_MS = 10_000; // as in Discord: developers/resources/channel#trigger-typing-indicator

const part = (id) => document.getElementById(id);
const start = await getJson('/page/start');
const remembered = Number(sessionStorage.getItem('person') ?? 0);

const state = {
  person: start.people[remembered] ?? start.people[0],
  channel: undefined,
  /** By id, oldest first. */
  messages: new Map(),
  dismissed: new Set(),
  /** The commands that are available here, as far as they have been fetched. */
  commands: [],
  unread: new Set(),
  replyTo: undefined,
  stopListening: () => {},
  typingTimer: undefined,
};
state.channel = state.person.channels[0];

const known = {
  names: start.names,
  roles: start.roles,
  channels: Object.fromEntries(start.people.flatMap(({ channels }) => channels.map(({ id, name }) => [id, name]))),
};

const entries = (names) => Object.entries(names).map(([id, name]) => ({ id, name }));

/** What options and select menus can hold: what this person can see in the server. */
const offered = () => ({
  people: entries(known.names),
  roles: entries(known.roles),
  channels: state.person.channels.filter(({ isDm }) => !isDm),
});

/** Who picks files, and how large they may be. */
const picking = () => ({ person: state.person.id, maxBytes: start.maxFileBytes });

const here = () => ({ person: state.person.id, channel: state.channel.id });

function showFault(error) {
  part('fault').textContent = error?.message ?? '';
  part('fault').hidden = !error;
}

/** Performs an action as the chosen person. Opens the modal that it results in, or shows what went wrong. */
async function act(action, body) {
  showFault();
  try {
    showModal(await post(action, { ...here(), ...body }));
  } catch (error) {
    showFault(error);
  }
}

function showModal({ modal }) {
  if (modal) openModal(modal, { known, offered: offered(), onSubmit: submitModal });
}

async function submitModal(fields) {
  showFault();
  showModal(await post('submit', { ...here(), fields: await withUploads(fields, picking()) }));
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
  if (commands && channel === state.channel && person === state.person) state.commands = commands;
}

const composer = createComposer(
  { box: part('box'), list: part('picker'), form: part('composer'), place: part('command') },
  {
    commands: () => state.commands,
    refreshCommands,
    names: () => (state.channel.isDm ? [start.bot.name] : [start.bot.name, ...start.people.map(({ name }) => name)]),
    offered,
    onFault: showFault,
    async onSay(text) {
      showFault();
      const replyTo = state.replyTo?.id;
      setReply();
      await post('say', { ...here(), text, ...(replyTo && { replyTo }) });
    },
    onRun: runCommand,
    async onType(command, option, text, others) {
      return (await post('type', { ...here(), command, option, text, others })).choices;
    },
  },
);

function setReply(message) {
  state.replyTo = message;
  part('reply').hidden = !message;
  part('reply-name').textContent = message?.author.username ?? '';
  if (message) composer.focus();
}

async function openMessageMenu(message, anchor) {
  await refreshCommands();
  openMenu(anchor, [
    { label: 'Reply', act: () => setReply(message) },
    ...state.commands
      .filter(({ type }) => type === MESSAGE_COMMAND)
      .map(({ name }) => ({ label: name, act: () => act('use', { command: name, message: message.id }) })),
  ]);
}

const view = (message) =>
  messageView(message, {
    known,
    offered: offered(),
    me: state.person,
    repliedTo: message.replyTo && state.messages.get(message.replyTo),
    onClick: (on, customId) => act('click', { message: on.id, customId }),
    onChoose: (on, customId, values) => act('choose', { message: on.id, customId, values }),
    onMenu: openMessageMenu,
    onDismiss({ id }) {
      state.dismissed.add(id);
      list.remove(id);
      composer.focus();
    },
  });

const list = createMessageList({ scroller: part('scroller'), list: part('messages') }, view);

function showMessage(message) {
  known.names[message.author.id] ??= message.author.username;
  state.messages.set(message.id, message);
  if (message.channelId !== state.channel.id) {
    state.unread.add(message.channelId);
    showChannels();
    return;
  }
  if (state.dismissed.has(message.id)) return;
  if (message.author.id === start.bot.id) showTyping(false);
  list.show(message);
}

function showTyping(isTyping) {
  clearTimeout(state.typingTimer);
  part('typing').textContent = isTyping ? `${start.bot.name} is typing…` : '';
  if (isTyping) state.typingTimer = setTimeout(showTyping, TYPING_MS, false);
}

function onEvent(event) {
  part('lost').hidden = true;
  if (event.kind === 'all') {
    state.messages = new Map(event.messages.map((message) => [message.id, message]));
    showChannel(state.channel);
  } else if (event.kind === 'message') showMessage(event.message);
  else if (event.kind === 'deleted') {
    state.messages.delete(event.id);
    list.remove(event.id);
  } else if (event.kind === 'typing' && event.channelId === state.channel.id) showTyping(true);
}

/**
 * The browser reconnects by itself. A restarted playground does not know this page's people, though, so the page is
 * reloaded.
 */
function onLost(isForGood) {
  part('lost').hidden = false;
  if (!isForGood) return;
  const retry = () =>
    fetch('/page/start').then(
      () => location.reload(),
      () => setTimeout(retry, 2_000),
    );
  setTimeout(retry, 1_000);
}

function showChannel(channel) {
  state.channel = channel;
  state.unread.delete(channel.id);
  composer.leaveCommand();
  setReply();
  showFault();
  showTyping(false);
  part('channel-name').textContent = channel.isDm ? `@ ${channel.name}` : `# ${channel.name}`;
  part('box').placeholder = `Message ${channel.isDm ? '@' : '#'}${channel.name}`;
  const shown = [...state.messages.values()].filter(
    ({ id, channelId }) => channelId === channel.id && !state.dismissed.has(id),
  );
  list.showAll(shown);
  state.commands = [];
  void refreshCommands();
  showChannels();
}

function showChannels() {
  part('channels').replaceChildren(
    ...state.person.channels.map((channel) => {
      const isHere = channel.id === state.channel.id;
      const button = element(
        'button',
        { type: 'button', ...(isHere && { aria: { current: 'page' } }) },
        channel.isDm ? `@ ${channel.name}` : `# ${channel.name}`,
      );
      button.classList.toggle('unread', state.unread.has(channel.id));
      button.addEventListener('click', () => showChannel(channel));
      return element('li', {}, button);
    }),
  );
}

function become(person) {
  const wasDm = state.channel.isDm;
  state.person = person;
  state.channel =
    person.channels.find(({ id, isDm }) => (wasDm ? isDm : id === state.channel.id)) ?? person.channels[0];
  state.unread.clear();
  sessionStorage.setItem('person', String(start.people.indexOf(person)));
  part('about').textContent = person.about;
  state.stopListening();
  state.stopListening = listen(person.id, onEvent, onLost);
}

document.title = `${start.bot.name} on the playground`;
part('guild').textContent = start.guild;
part('banner').textContent = start.notice;
part('hint').textContent = start.hint;
part('welcome-name').textContent = start.bot.name;
part('person').replaceChildren(
  ...start.people.map(({ name }, index) => element('option', { value: String(index) }, name)),
);
part('person').value = String(start.people.indexOf(state.person));
part('person').addEventListener('change', ({ target }) => become(start.people[Number(target.value)]));
part('reply-cancel').addEventListener('click', () => setReply());
showExamples(part('examples'), start.examples, {
  bot: start.bot.name,
  isDm: () => state.channel.isDm,
  write: composer.write,
  say: (text) => void act('say', { text }),
});
become(state.person);

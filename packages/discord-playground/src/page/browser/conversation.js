/** The open channel: its messages, and what is being written. */
import { act, perform, refreshCommands, runCommand, showFault, write } from './acting.js';
import { createComposer } from './composing/composer.js';
import { openMenu } from './composing/pickers.js';
import { element } from './base/element.js';
import { withUploads } from './base/server.js';
import { createAsks } from './dialogs/asks.js';
import { createMessageList } from './messages/messageList.js';
import { messageMenu } from './messages/messageMenu.js';
import { messageView } from './messages/messageView.js';
import { EMOJIS } from './messages/reactionsView.js';
import { known, offered, part, picking, start, state } from './state.js';
import { createTyping } from './typing.js';

const react = ({ id }, emoji, isOn) => act('react', { message: id, emoji, isOn });

/**
 * @param {object} context `onOpenChannel(id)` for a thread that was pressed or started, `onElsewhere()` when a message
 * has come in another channel.
 */
export function createConversation({ onOpenChannel, onElsewhere }) {
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
        const { editing, replyTo, files = [] } = state.draft;
        setDraft();
        if (editing) return write('edit', { message: editing.id, text });
        const uploaded = await withUploads({ files }, picking());
        return write('say', { text, ...uploaded, ...(replyTo && { replyTo: replyTo.id }) });
      },
      hasFiles: () => Boolean(state.draft.files),
      onFiles: attach,
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

  /** Shows what the message box is for. @param draft - `{ replyTo, files }` or `{ editing }`, or nothing. */
  function setDraft(draft = {}) {
    const { replyTo, editing, files } = draft;
    state.draft = draft;
    part('draft').hidden = !replyTo && !editing && !files;
    part('draft-kind').textContent = editing ? 'Editing your message' : files ? 'Attaching' : 'Replying to';
    part('draft-name').textContent = files?.map(({ name }) => name).join(', ') ?? replyTo?.author.username ?? '';
    if (replyTo || files) composer.focus();
  }

  /** Sends files with the next message. @param files - Default: those that somebody chooses. */
  function attach(files) {
    if (files) return setDraft({ replyTo: state.draft.replyTo, files });
    const input = element('input', { type: 'file', multiple: true });
    input.addEventListener('change', () => attach([...input.files]));
    input.click();
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
    onStarted: onOpenChannel,
  });

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
      onOpenThread: onOpenChannel,
      onDismiss({ id }) {
        state.dismissed.add(id);
        list.remove(id);
      },
    });

  const list = createMessageList({ scroller: part('scroller'), list: part('messages'), newest: part('newest') }, view);
  part('messages').addEventListener('click', ({ target }) => {
    const link = target.closest('[data-shows]');
    if (link) list.find(link.dataset.shows);
  });
  const typing = createTyping(part('typing'));

  function showMessage(message) {
    const isNew = !state.messages.has(message.id);
    known.names[message.author.id] ??= message.author.username;
    state.messages.set(message.id, message);
    if (message.channelId !== state.channel.id) {
      if (isNew) state.unread.add(message.channelId);
      onElsewhere();
      return;
    }
    if (state.dismissed.has(message.id)) return;
    if (isNew) typing.stop(message.author.username);
    list.show(message, [message.author.id, message.causedBy].includes(state.person.id));
    if (!isNew) showRepliesTo(message.id);
  }

  /** Each quotes the message that it replies to. */
  const showRepliesTo = (id) => list.refresh(({ replyTo }) => replyTo === id);

  /** Gives up what somebody was about to send: they are somewhere else now, or somebody else. */
  function leaveDraft() {
    state.commands = [];
    composer.leaveCommand();
    if (state.draft.editing) composer.write('');
    setDraft();
    showFault();
  }

  return { asks, attach, cancelDraft, composer, leaveDraft, list, openMessageMenu, showMessage, showRepliesTo, typing };
}

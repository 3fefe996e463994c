/** What somebody can do with a message. */

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-types */
const SLASH = 1;
const MESSAGE_COMMAND = 3;

/**
 * @param {object} message
 * @param {object} context Who asks (`me`), their `channel`, the `commands` they may use here, the page's
 * `messageActions`, the message that it replies to (`repliedTo`), the `bot`, and the handlers `onReply`, `onEdit`,
 * `onDelete`, `onReact`, `onForward`, `onThread`, `onUse(command)`, `onRun(command, options)`.
 * @returns {{ label: string, act: () => void }[]}
 */
export function messageMenu(message, context) {
  const { me, channel, commands } = context;
  const isMine = message.author.id === me.id;
  return [
    !message.ephemeral && { label: 'Reply', act: () => context.onReply(message) },
    ...commands
      .filter(({ type }) => type === MESSAGE_COMMAND)
      .map(({ name }) => ({ label: name, act: () => context.onUse(name) })),
    ...actionsFor(message, context),
    ...othersFor(message, context),
    isMine && { label: 'Edit message', act: () => context.onEdit(message) },
    (isMine || channel.mayManage) &&
      !message.ephemeral && { label: 'Delete message', act: () => context.onDelete(message) },
  ].filter(Boolean);
}

function othersFor(message, { channel, onReact, onForward, onThread }) {
  if (message.ephemeral) return [];
  return [
    { label: 'Add reaction', act: () => onReact(message) },
    { label: 'Forward', act: () => onForward(message) },
    channel.kind === 'text' && !message.threadId && { label: 'Start thread', act: () => onThread(message) },
  ];
}

/** Slash commands of the bot that the page offers for the text of a message. */
function actionsFor(message, { commands, messageActions, repliedTo, bot, onRun }) {
  const asked = message.author.id === bot.id ? repliedTo : message;
  const text = asked?.content
    .replaceAll(new RegExp(`<@!?${bot.id}>`, 'g'), '')
    .trim()
    .slice(0, 6_000);
  if (!text) return [];
  return messageActions
    .filter(({ command }) => commands.some(({ name, type }) => type === SLASH && name === command))
    .map(({ label, command, option }) => ({ label, act: () => onRun(command, { [option]: text }) }));
}

/** What the page asks for before it starts a thread, a post or a poll, or forwards a message. */
import { channelTitle } from '../base/channelTitle.js';
import { askDialog } from './askDialog.js';

/**
 * @param {object} context The open `channel()`, all `channels()`, `send(action, body)` for the page's actions, and
 * `onStarted(channelId)` for a new thread.
 */
export function createAsks({ channel, channels, send, onStarted }) {
  const start = async (action, body) => onStarted((await send(action, body)).channelId);

  return {
    /** @param {object} [from] The message that the thread belongs to. */
    thread(from) {
      askDialog({
        title: 'New thread',
        fields: [{ name: 'name', label: 'Name', most: 100 }],
        action: 'Start',
        onSubmit: ({ name }) => start('thread', { name, ...(from && { message: from.id }) }),
      });
    },

    /** A post in the open forum. */
    post() {
      const { name, tags } = channel();
      const choices = tags.map((tag) => ({ value: tag, label: tag }));
      askDialog({
        title: `New post in ${name}`,
        fields: [
          { name: 'title', label: 'Title', most: 100 },
          { name: 'text', label: 'Message', lines: 5 },
          { name: 'tags', label: 'Tags', several: true, isRequired: false, choices },
        ],
        action: 'Post',
        onSubmit: (values) => start('post', values),
      });
    },

    poll() {
      askDialog({
        title: 'New poll',
        fields: [
          { name: 'question', label: 'Question', most: 300 },
          { name: 'answers', label: 'Answers, one per line', lines: 4 },
          { name: 'allowsSeveral', label: 'People can choose several', isCheckbox: true },
        ],
        action: 'Send',
        onSubmit: ({ answers, ...values }) =>
          send('poll', { ...values, answers: answers.split('\n').filter((line) => line.trim() !== '') }),
      });
    },

    forward(message) {
      const choices = channels()
        .filter(({ kind }) => kind !== 'forum')
        .map((each) => ({ value: each.id, label: channelTitle(each) }));
      askDialog({
        title: 'Forward to',
        fields: [{ name: 'to', label: 'Channel', choices }],
        action: 'Forward',
        onSubmit: ({ to }) => send('forward', { message: message.id, to }),
      });
    },
  };
}

/** A poll: its answers with their votes, each a press away. */
import { element } from '../base/element.js';

/**
 * @param {object} message With a poll.
 * @param {{ onVote: (answers: readonly string[]) => Promise<void> }} context
 */
export function pollView({ poll, id }, { onVote }) {
  const { question, answers, isOver, allowsSeveral } = poll;
  const total = answers.reduce((sum, { votes }) => sum + votes, 0);
  const mine = answers.filter(({ isMine }) => isMine).map(({ text }) => text);
  const views = answers.map(({ text, votes, isMine }) => {
    const share = total === 0 ? 0 : Math.round((100 * votes) / total);
    const bar = element('span.poll-bar', { aria: { hidden: 'true' } });
    bar.style.width = `${share}%`;
    const button = element(
      'button.poll-answer',
      { type: 'button', disabled: isOver, data: { customId: `vote ${id} ${text}` }, aria: { pressed: String(isMine) } },
      bar,
      element('span.poll-text', {}, `${isMine ? '✓ ' : ''}${text}`),
      element('span.poll-votes', {}, `${votes} ${votes === 1 ? 'vote' : 'votes'}`),
    );
    const others = mine.filter((other) => other !== text);
    const next = [...(allowsSeveral ? others : []), ...(isMine ? [] : [text])];
    button.addEventListener('click', () => void onVote(next));
    return button;
  });
  const note = isOver ? 'The poll is over.' : allowsSeveral ? 'Choose one or more.' : 'Choose one.';
  return element(
    'div.container.poll',
    { role: 'group', aria: { label: `Poll: ${question}` } },
    element('strong', {}, question),
    element('div.poll-answers', {}, ...views),
    element('p.subtext', {}, `${note} ${total} ${total === 1 ? 'vote' : 'votes'} so far.`),
  );
}

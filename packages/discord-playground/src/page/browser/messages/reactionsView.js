/** The reactions below a message. */
import { element } from '../base/element.js';

/** What the page offers to react with. */
export const EMOJIS = ['👍', '👎', '❤️', '😂', '🎉', '😮', '✅', '❌'];

/**
 * @param {object} message
 * @param {{ me: object, known: object, onReact: (emoji: string, isOn: boolean) => Promise<void> }} context
 */
export function reactionsView({ reactions, id }, { me, known, onReact }) {
  if (reactions.length === 0) return false;
  const views = reactions.map(({ emoji, count, by }) => {
    const isMine = by.includes(me.id);
    const names = by.map((userId) => known.names[userId] ?? 'somebody').join(', ');
    const view = element(
      'button.reaction',
      {
        type: 'button',
        title: names,
        data: { customId: `react ${id} ${emoji}` },
        aria: { pressed: String(isMine), label: `${emoji} ${count} by ${names}` },
      },
      `${emoji} ${count}`,
    );
    view.addEventListener('click', () => void onReact(emoji, !isMine));
    return view;
  });
  return element('div.row.reactions', {}, ...views);
}

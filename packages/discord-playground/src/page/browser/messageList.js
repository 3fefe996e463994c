/** The messages of one channel, kept at the bottom unless somebody reads older ones. */

const NEAR_BOTTOM_PX = 80;

/**
 * @param {{ scroller: HTMLElement, list: HTMLElement }} parts
 * @param {(message: object) => HTMLElement} view Makes the element of a message, with its id in `data-id`.
 */
export function createMessageList({ scroller, list }, view) {
  let isAtBottom = true;

  const elementOf = (id) => list.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const scrollToBottom = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const keepAtBottom = () => isAtBottom && scrollToBottom();

  scroller.addEventListener('scroll', () => {
    isAtBottom = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_BOTTOM_PX;
  });
  list.addEventListener('load', keepAtBottom, true); // a picture takes its place when it has been loaded
  addEventListener('resize', keepAtBottom);

  return {
    showAll(messages) {
      list.replaceChildren(...messages.map(view));
      scrollToBottom();
    },
    /** Adds a message, or shows it as it is now. */
    show(message) {
      const before = elementOf(message.id);
      if (before) replace(before, view(message));
      else list.append(view(message));
      keepAtBottom();
    },
    remove(id) {
      elementOf(id)?.remove();
    },
  };
}

/** Who has just used a button with the keyboard stays on it. */
function replace(before, after) {
  const focused = before.contains(document.activeElement) ? document.activeElement.dataset.customId : undefined;
  before.replaceWith(after);
  if (focused) after.querySelector(`[data-custom-id="${CSS.escape(focused)}"]`)?.focus();
}

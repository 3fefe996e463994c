/** Keeps the keyboard's place while the page changes around it. */

const FOCUSABLE = 'a[href], button, input, select, textarea, [tabindex]';

/**
 * Remembers which control within an element has the focus.
 *
 * @param {Element} within An element that is about to be replaced or removed.
 * @returns {(after: Element | undefined) => void} Gives the focus to the same control of the element that took its place,
 * or else to the next that is still there, by their custom ids; or else by position. If there is none, the message box
 * gets it.
 */
export function keepFocus(within) {
  const had = document.activeElement;
  if (!within.contains(had)) return () => {};
  const before = [...within.querySelectorAll(FOCUSABLE)];
  const position = before.indexOf(had);
  const wanted = had.dataset.customId ? before.slice(position).flatMap(({ dataset }) => dataset.customId || []) : [];
  return (after) => {
    const controls = [...(after?.querySelectorAll(FOCUSABLE) ?? [])].filter(({ disabled }) => !disabled);
    const same = wanted.map((id) => controls.find(({ dataset }) => dataset.customId === id)).find(Boolean);
    (same ?? controls[Math.min(position, controls.length - 1)] ?? document.getElementById('box')).focus({
      preventScroll: true, // somebody reads above what has become longer
    });
  };
}

/**
 * Remembers what has the focus before a menu or dialog takes it.
 *
 * @returns {() => void} Gives it back. If the control is gone, its message's new version gets it, or the message box.
 */
export function rememberFocus() {
  const had = document.activeElement;
  const messageId = had?.closest('[data-id]')?.dataset.id;
  const customId = had?.dataset.customId;
  return () => {
    if (had?.isConnected && had !== document.body) return had.focus();
    const message = messageId && document.querySelector(`[data-id="${CSS.escape(messageId)}"]`);
    const same = message && customId && message.querySelector(`[data-custom-id="${CSS.escape(customId)}"]`);
    return (same || message?.querySelector(FOCUSABLE) || document.getElementById('box')).focus();
  };
}

/** Dialogs: a title, what is in it, and buttons that stay in view below. */
import { element } from './element.js';
import { rememberFocus } from './focus.js';

/** Several can be open, one above the other. Numbers them, so that each has its own title. */
let count = 0;

/**
 * Opens a dialog. The browser keeps the focus inside it and closes it on Escape.
 *
 * @param {string} kind The class of the dialog.
 * @param {{ title: string, body: readonly Node[], buttons?: readonly Node[], onSubmit?: () => void }} parts
 * @returns {HTMLDialogElement} Call `close()` to close it. The focus goes back to where it was.
 */
export function openDialog(kind, { title, body, buttons, onSubmit }) {
  const giveBack = rememberFocus();
  const titleId = `dialog-title-${++count}`;
  const close = element('button.button.style-secondary', { type: 'button' }, 'Close');
  const form = element(
    'form.dialog-form',
    { method: 'dialog', noValidate: true },
    element('h2', { id: titleId }, title),
    // Can be scrolled with the keyboard when it is too high.
    element('div.dialog-body', { tabIndex: -1 }, ...body.filter(Boolean)),
    element('div.row.end', {}, ...(buttons ?? [close])),
  );
  const dialog = element(`dialog.${kind}`, { aria: { labelledby: titleId } }, form);
  close.addEventListener('click', () => dialog.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    onSubmit?.();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    giveBack();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Small forms of the page itself: a thread, a post, a poll, where to forward a message. */
import { element } from '../base/element.js';
import { openDialog } from '../base/openDialog.js';

let count = 0;

/**
 * @typedef {{ name: string, label: string, lines?: number, most?: number, isRequired?: boolean, choices?: readonly
 * { value: string, label: string }[], isCheckbox?: boolean, several?: boolean }} Field
 */

/**
 * Asks for a few things.
 *
 * @param {{ title: string, fields: readonly Field[], action: string, onSubmit: (values: Record<string, unknown>) =>
 * Promise<void> }} ask `action` is the button's label. `onSubmit` rejects with one sentence.
 */
export function askDialog({ title, fields, action, onSubmit }) {
  const made = fields.map(fieldOf);
  const problem = element('p.problem', { role: 'alert', hidden: true });
  const cancel = element('button.button.style-secondary', { type: 'button' }, 'Cancel');
  const submit = element('button.button.style-primary', { type: 'submit' }, action);
  const send = async () => {
    problem.hidden = true;
    submit.disabled = true;
    try {
      await onSubmit(Object.fromEntries(made.map(({ name, value }) => [name, value()])));
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      submit.disabled = false;
    }
  };
  const dialog = openDialog('modal', {
    title,
    body: [...made.map(({ view }) => view), problem],
    buttons: [cancel, submit],
    onSubmit() {
      const missing = made.find(({ isMissing }) => isMissing());
      if (!missing) {
        void send();
        return;
      }
      problem.textContent = `${missing.label} is required.`;
      problem.hidden = false;
      missing.input.focus();
    },
  });
  cancel.addEventListener('click', () => dialog.close());
  made[0]?.input.focus();
}

function fieldOf({ name, label, isRequired = true, ...field }) {
  const { input, value } = inputFor(field);
  input.id = `ask-${++count}`;
  const view = field.isCheckbox
    ? element('label.ask-check', {}, input, label)
    : element('div.modal-field', {}, element('label.modal-label', { htmlFor: input.id }, label), input);
  const isMissing = () => isRequired && !field.isCheckbox && value().length === 0;
  return { name, label, view, input, value, isMissing };
}

function inputFor({ lines = 1, most, choices, isCheckbox, several }) {
  if (isCheckbox) {
    const input = element('input', { type: 'checkbox' });
    return { input, value: () => input.checked };
  }
  if (choices) {
    const options = choices.map(({ value, label }) => element('option', { value }, label));
    const size = several ? Math.min(Math.max(choices.length, 2), 6) : undefined;
    const input = element('select', { multiple: several ?? false, size }, ...options);
    return { input, value: () => (several ? [...input.selectedOptions].map(({ value }) => value) : input.value) };
  }
  const props = { maxLength: most ?? 4_000, autocomplete: 'off' };
  const input =
    lines > 1 ? element('textarea', { rows: lines, ...props }) : element('input', { type: 'text', ...props });
  return { input, value: () => input.value.trim() };
}

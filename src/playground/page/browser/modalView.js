/** A modal as a dialog. The browser keeps the focus inside, and gives it back afterwards. */
import { element } from './element.js';
import { renderMarkdown } from './renderMarkdown.js';

const ROW = 1;
const STRING_SELECT = 3;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const PARAGRAPH = 2;

/**
 * @param {object} modal
 * @param {{ known: object, onSubmit: (fields: Record<string, string>) => Promise<void> }} context `onSubmit` rejects with one sentence.
 */
export function openModal(modal, { known, onSubmit }) {
  const problem = element('p.problem', { role: 'alert', hidden: true });
  const cancel = element('button.button.style-secondary', { type: 'button' }, 'Cancel');
  const submit = element('button.button.style-primary', { type: 'submit' }, 'Submit');
  const form = element(
    'form',
    { method: 'dialog' },
    element('h2', { id: 'modal-title' }, modal.title),
    ...modal.components.map((component) => partView(component, known)),
    problem,
    element('div.row.end', {}, cancel, submit),
  );
  const dialog = element('dialog.modal', { aria: { labelledby: 'modal-title' } }, form);

  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  const send = async () => {
    submit.disabled = true;
    try {
      await onSubmit(Object.fromEntries(new FormData(form)));
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      submit.disabled = false;
    }
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function partView(component, known) {
  if (component.type === TEXT_DISPLAY) return renderMarkdown(component.content, known);
  if (component.type === ROW)
    return element('div', {}, ...component.components.map((inner) => fieldView(inner, inner.label)));
  if (component.type === LABEL) return fieldView(component.component, component.label, component.description);
  return unknownView(component);
}

function fieldView(component, label, description) {
  const input = inputView(component);
  if (!input) return unknownView(component);
  return element(
    'label.modal-field',
    {},
    element(
      'span.modal-label',
      {},
      label ?? '',
      (component.required ?? true) && element('span.required', { title: 'required' }, ' *'),
    ),
    description && element('span.subtext', {}, description),
    input,
  );
}

function inputView(component) {
  const { type, custom_id: name, value = '', placeholder = '', required = true } = component;
  if (type === STRING_SELECT) {
    const options = component.options.map((option) =>
      element('option', { value: option.value, selected: option.default ?? false }, option.label),
    );
    return element(
      'select',
      { name, required },
      element('option', { value: '' }, placeholder || 'choose…'),
      ...options,
    );
  }
  if (type !== TEXT_INPUT) return undefined;
  const bounds = {
    maxLength: component.max_length ?? 4_000,
    ...(component.min_length > 0 && { minLength: component.min_length }),
  };
  const common = { name, value, placeholder, required, autocomplete: 'off', ...bounds };
  return component.style === PARAGRAPH
    ? element('textarea', { rows: 5, ...common })
    : element('input', { type: 'text', ...common });
}

function unknownView({ type }) {
  return element('p.subtext', {}, `The playground cannot show components of type ${type} in a modal yet.`);
}

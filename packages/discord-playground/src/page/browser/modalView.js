/** A modal as a dialog. The browser keeps the focus inside, and gives it back afterwards. */
import { element } from './element.js';
import { modalField } from './modalField.js';
import { renderMarkdown } from './renderMarkdown.js';

const ROW = 1;
const TEXT_DISPLAY = 10;
const LABEL = 18;

/**
 * @param {object} modal
 * @param {{ known: object, offered: object, onSubmit: (fields: Record<string, unknown>) => Promise<void> }} context `onSubmit` rejects with one sentence.
 */
export function openModal(modal, { known, offered, onSubmit }) {
  const fields = [];
  const field = (component, texts) => {
    const made = modalField(component, texts, { offered });
    if (!made) return unknownView(component);
    fields.push(made);
    return made.view;
  };
  const part = (component) => {
    if (component.type === TEXT_DISPLAY) return renderMarkdown(component.content, known);
    if (component.type === ROW) return element('div', {}, ...component.components.map((inner) => field(inner, inner)));
    return component.type === LABEL ? field(component.component, component) : unknownView(component);
  };

  const problem = element('p.problem', { role: 'alert', hidden: true });
  const cancel = element('button.button.style-secondary', { type: 'button' }, 'Cancel');
  const submit = element('button.button.style-primary', { type: 'submit' }, 'Submit');
  const form = element(
    'form',
    { method: 'dialog', noValidate: true },
    element('h2', { id: 'modal-title' }, modal.title),
    ...modal.components.map(part),
    problem,
    element('div.row.end', {}, cancel, submit),
  );
  const dialog = element('dialog.modal', { aria: { labelledby: 'modal-title' } }, form);

  cancel.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  const send = async () => {
    const wrong = fields.filter(({ check }) => !check());
    if (wrong.length > 0) {
      wrong[0].focus();
      return;
    }
    submit.disabled = true;
    problem.hidden = true;
    try {
      await onSubmit(Object.fromEntries(fields.map(({ name, value }) => [name, value()])));
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

function unknownView({ type }) {
  return element('p.subtext', {}, `The playground cannot show components of type ${type} in a modal yet.`);
}

/** A chosen slash command with its options: required ones at once, the others behind a plus. */
import { element } from './element.js';
import { optionField } from './optionField.js';

/**
 * @param {object} command
 * @param {object} context As for optionField, with `ask(option, text, others)`, `onRun(values)` and `onCancel()`.
 * @returns {{ view: HTMLElement, focus: () => void, fill: (text: string) => void }} `fill` types into the first field.
 */
export function commandForm(command, { picker, offered, ask, onRun, onCancel }) {
  const fields = new Map();
  const list = element('div.fields');
  const more = element('div.more');
  const cancel = element(
    'button.text-link',
    { type: 'button', title: 'Escape', aria: { label: `Leave /${command.name}` } },
    '✕',
  );
  const view = element(
    'form.command-form',
    { noValidate: true, aria: { label: `/${command.name}` } },
    element('strong.command-name', { title: command.description }, `/${command.name}`),
    list,
    more,
    element('button.button.style-primary', { type: 'submit' }, 'Run'),
    cancel,
  );

  const add = (option) => {
    const field = optionField(option, {
      picker,
      offered,
      ask: (text) => ask(option.name, text, othersThan(option.name)),
    });
    fields.set(option.name, field);
    list.append(field.view);
    return field;
  };
  const othersThan = (name) =>
    Object.fromEntries(
      filled()
        .filter(([key, value]) => key !== name && !(value instanceof File))
        .map(([key, value]) => [key, String(value)]),
    );
  const filled = () =>
    [...fields].map(([name, { value }]) => [name, value()]).filter(([, value]) => value !== undefined);

  for (const option of command.options) {
    if (option.required) add(option);
    else more.append(addButton(option, add));
  }
  // a command whose options are all optional shows its first one: most people want it
  if (fields.size === 0) more.querySelector('button')?.click();

  const focusNext = () => {
    const empty = [...fields.values()].find(({ value, input }) => input.required && value() === undefined);
    (empty?.input ?? view.querySelector('[type=submit]')).focus();
  };
  const run = () => {
    const missing = [...fields.values()].find(({ input, value }) => input.required && value() === undefined);
    const wrong = [...fields.values()].find(({ input }) => !input.checkValidity());
    if (missing ?? wrong) {
      (missing ?? wrong).input.focus();
      (missing ?? wrong).input.reportValidity();
      return;
    }
    picker.hide();
    onRun(Object.fromEntries(filled()));
  };

  view.addEventListener('chosen', focusNext);
  view.addEventListener('submit', (event) => {
    event.preventDefault();
    run();
  });
  view.addEventListener('keydown', (event) => {
    if (picker.takesKey(event)) event.preventDefault();
    else if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter' && event.target.matches('input:not([type=file]), select')) {
      event.preventDefault();
      run();
    }
  });
  cancel.addEventListener('click', onCancel);

  const first = () => [...fields.values()][0]?.input ?? view.querySelector('[type=submit]');
  const fill = (text) => {
    const input = first();
    if (text === '' || !input.matches('input:not([type=file])')) return;
    input.value = text;
    input.dispatchEvent(new Event('input'));
  };
  return { view, focus: () => first().focus(), fill };
}

function addButton(option, add) {
  const button = element('button.add', { type: 'button', title: option.description }, `+ ${option.name}`);
  button.addEventListener('click', () => {
    button.remove();
    add(option).input.focus();
  });
  return button;
}

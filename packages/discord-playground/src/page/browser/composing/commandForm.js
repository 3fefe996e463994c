/** The form for a slash command's options. */
import { element } from '../base/element.js';
import { acceptOf } from '../messages/files.js';

/**
 * https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type
 */
const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;
const ATTACHMENT = 11;

const WAIT_MS = 150; // between the last keystroke and the request for choices

/**
 * One option of a slash command as a form field.
 *
 * @param {object} option The option as it was registered.
 * @param {{ picker: object, offered: object, ask: (text: string) => Promise<readonly object[]> }} context `ask` fetches
 * choices.
 * @returns {{ view: HTMLElement, input: HTMLElement, value: () => unknown }} `value()` is undefined while the field is
 * empty, and a File for a picked file.
 */
function optionField(option, context) {
  const { input, value } = inputFor(option, context);
  input.required = option.required ?? false;
  input.title = option.description;
  input.dataset.option = option.name;
  const view = element('label.field', {}, element('span.field-name', {}, option.name), input);
  return { view, input, value };
}

const marked = (list, mark) => list.map(({ id, name }) => [id, mark + name.replace(/^@/, '')]);

/** What is offered for options that take people, roles or channels. */
const NAMED = {
  [USER]: ({ people }) => marked(people, '@'),
  [CHANNEL]: ({ channels }, { channel_types: types }) =>
    marked(
      channels.filter(({ type }) => !types?.length || types.includes(type)),
      '#',
    ),
  [ROLE]: ({ roles }) => marked(roles, '@'),
  [MENTIONABLE]: ({ people, roles }) => marked([...people, ...roles], '@'),
};

function inputFor(option, context) {
  if (option.type === BOOLEAN) {
    const input = selectOf([
      ['true', 'True'],
      ['false', 'False'],
    ]);
    return { input, value: () => (input.value === '' ? undefined : input.value === 'true') };
  }
  if (NAMED[option.type]) {
    const input = selectOf(NAMED[option.type](context.offered, option));
    return { input, value: () => input.value || undefined };
  }
  if (option.type === ATTACHMENT) {
    const input = element('input', { type: 'file', accept: acceptOf(option.file_types) });
    return { input, value: () => input.files[0] };
  }
  const isNumber = option.type === INTEGER || option.type === NUMBER;
  if (option.choices?.length || option.autocomplete) return choiceInput(option, context, isNumber);
  return isNumber ? numberInput(option) : textInput(option);
}

function selectOf(entries) {
  const options = entries.map(([value, name]) => element('option', { value }, name));
  return element('select', {}, element('option', { value: '' }, 'choose…'), ...options);
}

function numberInput({ type, min_value: min, max_value: max }) {
  const input = element('input', {
    type: 'number',
    step: type === INTEGER ? '1' : 'any',
    min: min ?? '',
    max: max ?? '',
    autocomplete: 'off',
  });
  return { input, value: () => (input.value === '' ? undefined : input.valueAsNumber) };
}

function textInput({ type, max_length: maxLength }) {
  const input = element('input', {
    type: 'text',
    autocomplete: 'off',
    ...(type === STRING && maxLength !== undefined && { maxLength }),
  });
  return { input, value: () => input.value || undefined };
}

/** A text field with choices: fixed ones, or those that the bot offers for the typed text. */
function choiceInput(option, { picker, ask }, isNumber) {
  const input = element('input', {
    type: 'text',
    autocomplete: 'off',
    role: 'combobox',
    aria: { expanded: 'false', controls: 'picker', autocomplete: 'list' },
  });
  let chosen;
  let asked = 0;
  let timer;

  const offer = (choices) => {
    const items = choices.map((choice) => ({ title: choice.name, choice }));
    const choose = ({ choice }) => {
      chosen = choice;
      input.value = choice.name;
      input.dispatchEvent(new CustomEvent('chosen', { bubbles: true }));
    };
    picker.show(input, items, choose, { heading: option.description, isFirstActive: !option.autocomplete });
  };
  const refresh = async () => {
    if (option.choices?.length) {
      const typed = input.value.toLowerCase();
      return offer(option.choices.filter(({ name }) => name.toLowerCase().includes(typed)));
    }
    const turn = ++asked;
    const choices = await ask(input.value).catch(() => []);
    const isStale = turn !== asked || document.activeElement !== input;
    return isStale ? undefined : offer(choices);
  };
  const refreshSoon = (afterMs) => {
    clearTimeout(timer);
    asked++; // a response that is on its way belongs to an earlier text
    timer = setTimeout(refresh, afterMs);
  };

  input.addEventListener('input', () => {
    chosen = undefined;
    refreshSoon(option.choices?.length ? 0 : WAIT_MS);
  });
  input.addEventListener('focus', () => chosen === undefined && refreshSoon(0));
  /** Somebody who leaves the field or closes the list with Escape doesn't want it any more. */
  const forget = () => {
    clearTimeout(timer);
    asked++;
  };
  input.addEventListener('keydown', ({ key }) => key === 'Escape' && forget());
  input.addEventListener('blur', () => {
    forget();
    picker.hide();
  });
  const typed = () => (isNumber && input.value !== '' ? Number(input.value) : input.value || undefined);
  return { input, value: () => chosen?.value ?? typed() };
}

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
  // if all options are optional, show the first one: most people want it
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

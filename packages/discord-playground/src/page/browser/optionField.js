/** One option of a slash command as a field. */
import { element } from './element.js';
import { acceptOf } from './modalField.js';

/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type */
const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;
const ATTACHMENT = 11;

const WAIT_MS = 150; // between the last letter and the request for choices

/**
 * @param {object} option The option as it was registered.
 * @param {{ picker: object, offered: object, ask: (text: string) => Promise<readonly object[]> }} context `ask` fetches choices.
 * @returns {{ view: HTMLElement, input: HTMLElement, value: () => unknown }} `value()` is undefined while nothing is filled in, and a File where one is picked.
 */
export function optionField(option, context) {
  const { input, value } = inputFor(option, context);
  input.required = option.required ?? false;
  input.title = option.description;
  input.dataset.option = option.name;
  const view = element('label.field', {}, element('span.field-name', {}, option.name), input);
  return { view, input, value };
}

const marked = (list, mark) => list.map(({ id, name }) => [id, mark + name.replace(/^@/, '')]);

/** What is offered for options that name something of the server. */
const NAMED = {
  [USER]: ({ people }) => marked(people, '@'),
  [CHANNEL]: ({ channels }) => marked(channels, '#'),
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
    const input = selectOf(NAMED[option.type](context.offered));
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

/** A text with choices above it: fixed ones, or what the bot offers while somebody types. */
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
    asked++; // what is on its way was asked for another text
    timer = setTimeout(refresh, afterMs);
  };

  input.addEventListener('input', () => {
    chosen = undefined;
    refreshSoon(option.choices?.length ? 0 : WAIT_MS);
  });
  input.addEventListener('focus', () => chosen === undefined && refreshSoon(0));
  input.addEventListener('blur', () => {
    clearTimeout(timer);
    asked++;
    picker.hide();
  });
  const typed = () => (isNumber && input.value !== '' ? Number(input.value) : input.value || undefined);
  return { input, value: () => chosen?.value ?? typed() };
}

/** A modal as a dialog. */
import { element } from '../base/element.js';
import { acceptOf } from '../messages/files.js';
import { renderMarkdown } from '../messages/renderMarkdown.js';
import { openDialog } from '../base/openDialog.js';
import { chosenIn, isSelect, selectView } from '../messages/selectView.js';

/** The default maximum length of a text. */
const LONGEST = 4_000;

/** As Discord counts: an emoji outside the basic plane is one. */
const lengthOf = (text) => [...text].length;

/**
 * What is wrong with a field before it is sent. See https://discord.com/developers/docs/components/reference#text-input
 *
 * @param {object} component The text input, select menu or file upload.
 * @param {string | readonly unknown[]} value
 * @returns {string | undefined} One sentence.
 */
function fieldProblem(component, value) {
  if (typeof value === 'boolean') return undefined;
  const isText = typeof value === 'string';
  const length = isText ? lengthOf(value) : value.length;
  if (length === 0) return (component.required ?? true) ? 'This field is required.' : undefined;
  const min = (isText ? component.min_length : component.min_values) ?? (isText ? 0 : 1);
  const most = component.type === CHECKBOX_GROUP ? component.options.length : 1;
  const max = (isText ? component.max_length : component.max_values) ?? (isText ? LONGEST : most);
  if (length >= min && length <= max) return undefined;
  const range = length < min ? `at least ${min}` : `at most ${max}`;
  return isText ? `Write ${range} characters, not ${length}.` : `Choose ${range}, not ${length}.`;
}

const TEXT_INPUT = 4;
const FILE_UPLOAD = 19;
const RADIO_GROUP = 21;
const CHECKBOX_GROUP = 22;
const CHECKBOX = 23;
const PARAGRAPH = 2;

/** Numbers the fields, so that each has its own id. */
let fieldCount = 0;

/**
 * One field of a modal with its label. See https://discord.com/developers/docs/components/reference#label
 *
 * @param {object} component The text input, select menu or file upload.
 * @param {{ label?: string, description?: string }} texts
 * @param {{ offered: object }} context
 * @returns {{ view: HTMLElement, name: string, value: () => unknown, check: () => boolean, focus: () => void } |
 * undefined} `check` shows what is wrong below the field and returns whether it is fine. Undefined for unknown
 * components.
 */
function modalField(component, { label, description }, { offered }) {
  const { custom_id: name, required } = component;
  const { input, value, count, focus = () => input.focus() } = inputFor(component, offered, label) ?? {};
  if (!input) return undefined;
  const id = `field-${++fieldCount}`;
  const problem = element('span.problem', { id: `${id}-problem`, hidden: true });
  const about = description && element('span.subtext', { id: `${id}-about` }, description);
  const star = (required ?? component.type !== CHECKBOX) && element('span.required', { title: 'required' }, ' *');
  const view = element(
    'div.modal-field',
    {},
    element('div.modal-head', {}, element('label.modal-label', { htmlFor: id }, label ?? '', star), count),
    about,
    input,
    problem,
  );
  input.id = id;
  input.setAttribute('aria-describedby', `${about ? `${about.id} ` : ''}${problem.id}`);
  const check = () => {
    const found = fieldProblem(component, value());
    problem.textContent = found ?? '';
    problem.hidden = found === undefined;
    input.setAttribute('aria-invalid', String(found !== undefined));
    return found === undefined;
  };
  // update the message while somebody corrects a mistake
  input.addEventListener('input', () => problem.hidden || check());
  return { view, name, value, check, focus };
}

/** Radio buttons or checkboxes, one below the other. */
function choices({ type, custom_id: name, options }, label) {
  const kind = type === RADIO_GROUP ? 'radio' : 'checkbox';
  const inputs = options.map((option) =>
    element('input', { type: kind, name, value: option.value, checked: option.default ?? false }),
  );
  const lines = options.map((option, index) =>
    element(
      'label.choice',
      {},
      inputs[index],
      element('span', {}, option.label, option.description && element('span.subtext', {}, ` ${option.description}`)),
    ),
  );
  const role = kind === 'radio' ? 'radiogroup' : 'group';
  const input = element('div.choices', { role, aria: { label } }, ...lines);
  const value = () => inputs.filter(({ checked }) => checked).map((one) => one.value);
  return { input, value, focus: () => (inputs.find(({ checked }) => checked) ?? inputs[0]).focus() };
}

function inputFor(component, offered, label) {
  if (component.type === RADIO_GROUP || component.type === CHECKBOX_GROUP) return choices(component, label);
  if (component.type === CHECKBOX) {
    const input = element('input.box', { type: 'checkbox', checked: component.default ?? false });
    return { input, value: () => input.checked };
  }
  if (component.type === TEXT_INPUT) return textInput(component);
  if (isSelect(component)) {
    const input = selectView(component, offered);
    return { input, value: () => chosenIn(input) };
  }
  if (component.type !== FILE_UPLOAD) return undefined;
  const multiple = (component.max_values ?? 1) > 1;
  const input = element('input', { type: 'file', multiple, accept: acceptOf(component.file_types) });
  return { input, value: () => [...input.files] };
}

/** Checks the length itself, because the browser would count UTF-16 units. */
function textInput({ style, value, placeholder, max_length: max }) {
  const props = { value: value ?? '', placeholder: placeholder ?? '', autocomplete: 'off' };
  const input =
    style === PARAGRAPH ? element('textarea', { rows: 4, ...props }) : element('input', { type: 'text', ...props });
  const count = element('span.count', { aria: { hidden: 'true' } });
  const update = () => {
    count.textContent = `${lengthOf(input.value)} / ${max ?? LONGEST}`;
  };
  input.addEventListener('input', update);
  update();
  return { input, count, value: () => input.value };
}

const ROW = 1;
const TEXT_DISPLAY = 10;
const LABEL = 18;

/**
 * @param {object} modal
 * @param {{ known: object, offered: object, onSubmit: (id: string, fields: Record<string, unknown>) =>
 * Promise<void> }} context `onSubmit` gets the modal's id, and rejects with one sentence.
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
  const body = [...modal.components.map(part), problem];
  const dialog = openDialog('modal', {
    title: modal.title,
    body,
    buttons: [cancel, submit],
    onSubmit: () => void send(),
  });
  fields[0]?.focus();
  cancel.addEventListener('click', () => dialog.close());

  async function send() {
    const wrong = fields.filter(({ check }) => !check());
    if (wrong.length > 0) {
      wrong[0].focus();
      return;
    }
    submit.disabled = true;
    problem.hidden = true;
    try {
      await onSubmit(modal.id, Object.fromEntries(fields.map(({ name, value }) => [name, value()])));
      dialog.close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      submit.disabled = false;
      problem.scrollIntoView({ block: 'nearest' });
    }
  }
}

function unknownView({ type }) {
  return element('p.subtext', {}, `The playground cannot show components of type ${type} in a modal yet.`);
}

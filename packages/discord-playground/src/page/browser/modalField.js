/** One field of a modal with its label: https://discord.com/developers/docs/components/reference#label */
import { element } from './element.js';
import { fieldProblem, lengthOf, LONGEST } from './fieldProblem.js';
import { chosenIn, isSelect, selectView } from './selectView.js';

const TEXT_INPUT = 4;
const FILE_UPLOAD = 19;
const PARAGRAPH = 2;

/** So many fields have been made; each has an id of its own. */
let made = 0;

/**
 * @param {object} component What is filled in.
 * @param {{ label?: string, description?: string }} texts
 * @param {{ offered: object }} context
 * @returns {{ view: HTMLElement, name: string, value: () => unknown, check: () => boolean, focus: () => void } | undefined}
 *   `check` shows what is wrong below the field and says whether it is right. Undefined: not known here.
 */
export function modalField(component, { label, description }, { offered }) {
  const { custom_id: name, required } = component;
  const { input, value, below } = inputFor(component, offered) ?? {};
  if (!input) return undefined;
  const id = `field-${++made}`;
  const problem = element('span.problem', { id: `${id}-problem`, hidden: true });
  const about = description && element('span.subtext', { id: `${id}-about` }, description);
  const star = (required ?? true) && element('span.required', { title: 'required' }, ' *');
  const view = element(
    'div.modal-field',
    {},
    element('label.modal-label', { htmlFor: id }, label ?? '', star),
    about,
    input,
    below,
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
  // who corrects a mistake sees at once whether it is one no more
  input.addEventListener('input', () => problem.hidden || check());
  return { view, name, value, check, focus: () => input.focus() };
}

function inputFor(component, offered) {
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

/** Length is checked by us: the browser would count UTF-16 units. */
function textInput({ style, value, placeholder, max_length: max }) {
  const props = { value: value ?? '', placeholder: placeholder ?? '', autocomplete: 'off' };
  const input =
    style === PARAGRAPH ? element('textarea', { rows: 5, ...props }) : element('input', { type: 'text', ...props });
  const below = element('span.count', { aria: { hidden: 'true' } });
  const count = () => {
    below.textContent = `${lengthOf(input.value)} / ${max ?? LONGEST}`;
  };
  input.addEventListener('input', count);
  count();
  return { input, below, value: () => input.value };
}

/**
 * @param {readonly string[] | null | undefined} types Discord's: endings, or `image`, `video`, `audio`.
 * @returns {string} The same for the browser's picker.
 */
export const acceptOf = (types) => (types ?? []).map((type) => (type.startsWith('.') ? type : `${type}/*`)).join(',');

/**
 * A select menu of a message or modal as the browser's own. See
 * https://discord.com/developers/docs/components/reference#string-select
 */
import { element } from '../base/element.js';

const STRING = 3;
const USER = 5;
const ROLE = 6;
const MENTIONABLE = 7;
const CHANNEL = 8;

/**
 * @param {{ type: number }} component
 * @returns {boolean} Whether it is a select menu of any kind.
 */
export const isSelect = ({ type }) => [STRING, USER, ROLE, MENTIONABLE, CHANNEL].includes(type);

/**
 * @param {object} select The component.
 * @param {{ people: object[], roles: object[], channels: object[] }} offered What the server has, each with `id` and
 * `name`.
 * @param {object} [props] Further properties of the element.
 */
export function selectView(select, offered, props = {}) {
  const multiple = (select.max_values ?? 1) > 1;
  const entries = entriesOf(select, offered);
  const hasDefault = entries.some(({ isDefault }) => isDefault);
  const mayBeEmpty = select.min_values === 0 || select.required === false;
  const prompt = element(
    'option',
    { value: '', disabled: !mayBeEmpty, hidden: !mayBeEmpty, selected: !hasDefault },
    labelOf(select),
  );
  const options = entries.map(({ value, label, detail, isDefault }) =>
    element('option', { value, selected: isDefault, title: detail ?? '' }, detail ? `${label} (${detail})` : label),
  );
  const size = multiple ? Math.min(Math.max(options.length, 2), 6) : undefined;
  return element('select', { multiple, size, ...props }, ...(multiple ? [] : [prompt]), ...options);
}

/** @returns {string} The text while nothing is chosen. */
export const labelOf = ({ placeholder }) => placeholder || 'Make a selection';

/** @param {HTMLSelectElement} view */
export const chosenIn = (view) => [...view.selectedOptions].map(({ value }) => value).filter((value) => value !== '');

function entriesOf(select, { people, roles, channels }) {
  if (select.type === STRING) {
    return select.options.map(({ label, value, description, default: isDefault = false }) => ({
      label,
      value,
      detail: description,
      isDefault,
    }));
  }
  const chosen = new Set((select.default_values ?? []).map(({ id }) => id));
  const of = (list, mark) =>
    list.map(({ id, name }) => ({ label: mark + name.replace(/^@/, ''), value: id, isDefault: chosen.has(id) }));
  if (select.type === USER) return of(people, '@');
  if (select.type === ROLE) return of(roles, '@');
  if (select.type === CHANNEL) {
    const types = select.channel_types ?? [];
    return of(
      channels.filter(({ type }) => types.length === 0 || types.includes(type)),
      '#',
    );
  }
  return [...of(people, '@'), ...of(roles, '@')];
}

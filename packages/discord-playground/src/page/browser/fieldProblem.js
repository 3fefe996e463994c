/** What is wrong with a field of a modal, before it is sent: https://discord.com/developers/docs/components/reference#text-input */

/** The longest text unless a field says less. */
export const LONGEST = 4_000;

/** As Discord counts: an emoji outside the basic plane is one. */
export const lengthOf = (text) => [...text].length;

/**
 * @param {object} component The text input, select or file upload.
 * @param {string | readonly unknown[]} value What is filled in.
 * @returns {string | undefined} One sentence.
 */
export function fieldProblem(component, value) {
  const isText = typeof value === 'string';
  const length = isText ? lengthOf(value) : value.length;
  if (length === 0) return (component.required ?? true) ? 'This field is required.' : undefined;
  const min = (isText ? component.min_length : component.min_values) ?? (isText ? 0 : 1);
  const max = (isText ? component.max_length : component.max_values) ?? (isText ? LONGEST : 1);
  if (length >= min && length <= max) return undefined;
  const range = length < min ? `at least ${min}` : `at most ${max}`;
  return isText ? `Write ${range} characters: these are ${length}.` : `Choose ${range}: these are ${length}.`;
}

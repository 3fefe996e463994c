import { upload } from './server.js';

/**
 * Sends files ahead, and puts what stands for them in their place.
 *
 * @param {string} person Who picked them.
 * @param {Record<string, unknown>} values Of options or fields: a File, or a list of Files, among other things.
 */
export async function withUploads(person, values) {
  const sent = (value) => (value instanceof File ? upload(person, value) : value);
  const all = Object.entries(values).map(async ([name, value]) => [
    name,
    Array.isArray(value) ? await Promise.all(value.map(sent)) : await sent(value),
  ]);
  return Object.fromEntries(await Promise.all(all));
}

import { upload } from './server.js';

const MIB = 1_024 * 1_024;

/**
 * Sends files ahead, and puts what stands for them in their place.
 *
 * @param {Record<string, unknown>} values Of options or fields: a File, or a list of Files, among other things.
 * @param {{ person: string, maxBytes: number }} context Who picked them, and how large each may be.
 * @throws {Error} When one is too large, in one sentence; then none is sent.
 */
export async function withUploads(values, { person, maxBytes }) {
  const files = Object.values(values)
    .flat()
    .filter((value) => value instanceof File);
  const large = files.find(({ size }) => size > maxBytes);
  if (large) throw new Error(`"${large.name}" is too large. Choose a file of at most ${maxBytes / MIB} MiB.`);

  const sent = (value) => (value instanceof File ? upload(person, value) : value);
  const all = Object.entries(values).map(async ([name, value]) => [
    name,
    Array.isArray(value) ? await Promise.all(value.map(sent)) : await sent(value),
  ]);
  return Object.fromEntries(await Promise.all(all));
}

/** The page's requests. All of them reject with an Error whose message is one sentence for the visitor. */

export const getJson = (path, query = {}) => request(`${path}?${new URLSearchParams(query)}`, {});

export const post = (action, body) =>
  request(`/page/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** Uploads a file. The returned id represents it in an option or field. */
async function upload(person, file) {
  const query = new URLSearchParams({ person, name: file.name, type: file.type });
  const { id } = await request(`/page/upload?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  });
  return id;
}

async function request(path, options) {
  const response = await fetch(path, options).catch(() => {
    throw new Error('The playground does not answer. Is it still running?');
  });
  const body = await response
    .json()
    .catch(() => ({ error: `The playground answered with status ${response.status}.` }));
  if (!response.ok) throw new Error(body.error ?? `The playground answered with status ${response.status}.`);
  return body;
}

/**
 * Everything that a person sees, as it happens.
 *
 * @param {string} person
 * @param {(event: object) => void} onEvent
 * @param {(isForGood: boolean) => void} onLost Called when the connection is lost, for good or until the browser
 * reconnects.
 */
export function listen(person, onEvent, onLost) {
  const source = new EventSource(`/page/events?${new URLSearchParams({ person })}`);
  source.addEventListener('message', ({ data }) => onEvent(JSON.parse(data)));
  source.addEventListener('error', () => onLost(source.readyState === EventSource.CLOSED));
  source.addEventListener('open', () => onEvent({ kind: 'connected' }));
  return () => source.close();
}

const MIB = 1_024 * 1_024;

/**
 * Uploads files, and replaces them with their ids.
 *
 * @param {Record<string, unknown>} values Of options or fields. Some are Files or lists of Files.
 * @param {{ person: string, maxBytes: number }} context Who picked them, and how large each may be.
 * @throws {Error} In one sentence when one is too large. Then none is uploaded.
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

/** A request that Discord would have refused. */
export interface Refusal {
  readonly method: string;
  /** Below the API's base, with its query. */
  readonly path: string;
  /** HTTP status. */
  readonly status: number;
  /** Discord's JSON error code; 0 where it has none. */
  readonly code: number;
  readonly message: string;
  /** Of code 50035: what is wrong with the body, nested by path. */
  readonly errors: object | undefined;
  /** The request's body as it was read. */
  readonly body: unknown;
}

/** One line for people: `POST /channels/1/messages 400 50035 Invalid Form Body {"content":…}`. */
export function describeRefusal({ method, path, status, code, message, errors }: Refusal): string {
  return [method, path, status, code, message, ...(errors ? [JSON.stringify(errors)] : [])].join(' ');
}

/**
 * Watches what Discord refuses from now on, to explain why an answer did not come.
 *
 * @returns A function that gives ` Refused meanwhile: …`, or nothing when nothing was.
 */
export function watchRefusals(refusals: readonly Refusal[]): () => string {
  const before = refusals.length;
  return () => {
    const since = refusals.slice(before).map(describeRefusal);
    return since.length > 0 ? ` Refused meanwhile: ${since.join('; ')}` : '';
  };
}

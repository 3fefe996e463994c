/** A request that Discord would have refused. */
export interface Refusal {
  readonly method: string;
  /** Below the API's base and version. */
  readonly path: string;
  /** HTTP status. */
  readonly status: number;
  /** Discord's JSON error code; 0 if there is none. */
  readonly code: number;
  readonly message: string;
  /** For code 50035: what is wrong with the body, nested by path. */
  readonly errors: object | undefined;
  /** The body as it was parsed. */
  readonly body: unknown;
}

/** One line for people: `POST /channels/1/messages 400 50035 Invalid Form Body {"content":…}`. */
export function describeRefusal({ method, path, status, code, message, errors }: Refusal): string {
  return [method, path, status, code, message, ...(errors ? [JSON.stringify(errors)] : [])].join(' ');
}

/**
 * Collects refusals from now on, to explain why an answer did not come.
 *
 * @returns A function that returns ` Refused in the meantime: …`, or an empty string if there were none.
 */
export function watchRefusals(refusals: readonly Refusal[]): () => string {
  const before = refusals.length;
  return () => {
    const since = refusals.slice(before).map(describeRefusal);
    return since.length > 0 ? ` Refused in the meantime: ${since.join('; ')}` : '';
  };
}

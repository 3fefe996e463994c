/** One thing that Discord would refuse about a request body. */
export interface Violation {
  /** Where, in Discord's dotted form: `components.0.components.1.label`. Empty for the body as a whole. */
  readonly path: string;
  /** Discord's name for the fault where it is known, for example `BASE_TYPE_MAX_LENGTH`. */
  readonly code: string;
  readonly message: string;
}

/** Puts a key or an index behind a path: `at('components', 0, 'label')` is `components.0.label`. */
export const at = (path: string, ...more: readonly (string | number)[]): string =>
  [path, ...more].filter((part) => part !== '').join('.');

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

export const required = (path: string): Violation => ({
  path,
  code: 'BASE_TYPE_REQUIRED',
  message: 'This field is required',
});

export const tooLong = (path: string, max: number): Violation => ({
  path,
  code: 'BASE_TYPE_MAX_LENGTH',
  message: `Must be ${max} or fewer in length.`,
});

export const badLength = (path: string, min: number, max: number): Violation => ({
  path,
  code: 'BASE_TYPE_BAD_LENGTH',
  message: `Must be between ${min} and ${max} in length.`,
});

export const notAmong = (path: string, choices: readonly unknown[]): Violation => ({
  path,
  code: 'BASE_TYPE_CHOICES',
  message: `Value must be one of (${choices.map(String).join(', ')}).`,
});

export const notAllowed = (path: string, why: string): Violation => ({ path, code: 'BASE_TYPE_INVALID', message: why });

/** Discord's nested form of faults: keys down to the place, then `_errors`. */
export interface FormErrors {
  [key: string]: FormErrors | { code: string; message: string }[];
}

/**
 * The body with which Discord answers status 400 when a request has the wrong form.
 *
 * @example
 * invalidFormBody([{ path: 'components.0.label', code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 80 or fewer in length.' }]).errors;
 * // { components: { '0': { label: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: '…' }] } } } }
 */
export function invalidFormBody(violations: readonly Violation[]): {
  code: 50035;
  message: 'Invalid Form Body';
  errors: FormErrors;
} {
  const errors: FormErrors = Object.create(null) as FormErrors;
  for (const { path, code, message } of violations) {
    let place = errors;
    // a hostile body may hold a key "_errors" or "__proto__": the first would clash with Discord's own, the second is why there is no prototype
    for (const key of path.split('.').filter((part) => part !== '' && part !== '_errors')) {
      place = (place[key] ??= Object.create(null) as FormErrors) as FormErrors;
    }
    ((place['_errors'] ??= []) as { code: string; message: string }[]).push({ code, message });
  }
  return { code: 50035, message: 'Invalid Form Body', errors };
}

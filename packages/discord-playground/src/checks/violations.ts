/** One reason why Discord would refuse a request body. */
export interface Violation {
  /** Where, in Discord's notation: `components.0.components.1.label`. Empty for the body as a whole. */
  readonly path: string;
  /** Discord's error code where it is known, such as `BASE_TYPE_MAX_LENGTH`. */
  readonly code: string;
  readonly message: string;
}

/** Appends keys and indexes to a path: `at('components', 0, 'label')` is `components.0.label`. */
export function at(path: string, ...more: readonly (string | number)[]): string {
  let whole = path;
  for (const part of more) if (part !== '') whole = whole === '' ? String(part) : `${whole}.${part}`;
  return whole;
}

/** Discord's nested notation: keys down to the place, then `_errors`. */
interface FormErrors {
  [key: string]: FormErrors | { code: string; message: string }[];
}

/**
 * The body of Discord's response to a request with an invalid form (status 400).
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
    // A hostile body may have a key "_errors", which would clash with Discord's own, or "__proto__", hence no prototype.
    for (const key of path.split('.').filter((part) => part !== '' && part !== '_errors')) {
      place = (place[key] ??= Object.create(null) as FormErrors) as FormErrors;
    }
    ((place['_errors'] ??= []) as { code: string; message: string }[]).push({ code, message });
  }
  return { code: 50035, message: 'Invalid Form Body', errors };
}

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

import type { Violation } from './Violation.ts';

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

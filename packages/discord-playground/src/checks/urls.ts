import { asText } from './loose.ts';
import type { Violation } from './Violation.ts';

/** Refuses addresses with another scheme than Discord takes there. What is no address at all is left to the schema. */
export function urlViolations(url: unknown, path: string, schemes: readonly string[]): readonly Violation[] {
  const parsed = URL.parse(asText(url));
  const scheme = parsed?.protocol.slice(0, -1);
  if (scheme === undefined || schemes.includes(scheme)) return [];
  const choices = schemes.map((known) => `'${known}'`).join(', ');
  return [{ path, code: 'URL_TYPE_INVALID_SCHEME', message: `Scheme "${scheme}" must be one of (${choices}).` }];
}

/**
 * Discord's words for the faults that many rules share, so that a log reads as it would against the real one.
 * Codes: https://discord.com/developers/docs/reference#error-messages and what its API has been seen to answer.
 */
import type { Violation } from './Violation.ts';

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

import { type $ZodIssue, type $ZodType, safeParse } from 'zod/v4/core';
import { notAmong, required, tooLong } from './faults.ts';
import { isRecord, lengthOf } from './loose.ts';
import { strictly } from './strictly.ts';
import { at, type Violation } from './Violation.ts';

/** What Discord's OpenAPI document has against a value, in Discord's own codes. */
export function schemaViolations(schema: $ZodType, value: unknown, path = ''): readonly Violation[] {
  const result = safeParse(strictly(schema), value);
  return result.success ? [] : result.error.issues.flatMap((issue) => toViolations(issue, value, path));
}

function toViolations(issue: $ZodIssue, root: unknown, prefix: string): readonly Violation[] {
  const path = at(prefix, ...issue.path.map(String));
  const value = issue.path.reduce<unknown>(
    (inner, key) =>
      Array.isArray(inner) || isRecord(inner) ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  );
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: at(path, key),
        code: 'UNKNOWN_PROPERTY', // not of Discord, which ignores it: see strictly.ts
        message: "Discord's API knows no such property here.",
      }));
    case 'too_big':
      if (issue.origin === 'number' || issue.origin === 'int')
        return [{ path, code: 'NUMBER_TYPE_MAX', message: `Value must be less than or equal to ${issue.maximum}.` }];
      // zod counts UTF-16 units, Discord code points
      if (typeof value === 'string' && lengthOf(value) <= Number(issue.maximum)) return [];
      return [tooLong(path, Number(issue.maximum))];
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int')
        return [{ path, code: 'NUMBER_TYPE_MIN', message: `Value must be greater than or equal to ${issue.minimum}.` }];
      if (value === '' || (Array.isArray(value) && value.length === 0)) return [required(path)];
      return [{ path, code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${String(issue.minimum)} or more in length.` }];
    case 'invalid_value':
      return value === undefined ? [required(path)] : [notAmong(path, issue.values)];
    case 'invalid_format':
      return issue.format === 'url'
        ? [{ path, code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }]
        : [{ path, code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' }];
    case 'invalid_union':
      return [unionViolation(path, value, issue)];
    default:
      return [wrongType(path, value, 'expected' in issue ? issue.expected : 'else')];
  }
}

function unionViolation(path: string, value: unknown, issue: $ZodIssue & { code: 'invalid_union' }): Violation {
  if (issue.discriminator === undefined) return wrongType(path, value, 'value of another type');
  if (value === undefined) return required(path);
  const types = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(Number) : [];
  const choices = types.toSorted((a, b) => a - b).join(', ');
  return { path, code: 'UNION_TYPE_CHOICES', message: `Value of field "type" must be one of (${choices}).` };
}

function wrongType(path: string, value: unknown, expected: string): Violation {
  if (value === undefined) return required(path);
  if (expected === 'object' || expected === 'record')
    return { path, code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' };
  if (expected === 'array')
    return { path, code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' };
  return { path, code: 'BASE_TYPE_CONVERT', message: `Could not interpret ${JSON.stringify(value)} as ${expected}.` };
}

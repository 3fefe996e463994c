import type { z } from 'zod';

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of fields',
};

/**
 * What a schema found wrong, in words for the person who wrote the file: the part of the sentence that follows the
 * field's name. Schemas that bring their own message win over this.
 */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  const { input } = issue;
  if (input === undefined) return 'is missing: add it';
  if (input === null) return 'is empty: fill it in';
  switch (issue.code) {
    case 'invalid_type':
      return describeType(issue.expected, input);
    case 'too_big':
      return describeTooBig(input, Number(issue.maximum));
    case 'too_small':
      return describeTooSmall(input, Number(issue.minimum));
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'must be a text';
    case 'unrecognized_keys':
      return 'is not a field here: remove it or correct its spelling';
    case 'invalid_format':
      if (issue.format === 'url') return 'is not an https address: write it like https://example.org/page';
      return 'is not written as it should be: see knowledge/README.md';
    default:
      return undefined;
  }
}

function describeType(expected: string, input: unknown): string {
  if (expected === 'string' && ['number', 'boolean', 'bigint'].includes(typeof input)) {
    return `must be a text: write '${String(input)}', in quotes`;
  }
  return `must be ${TYPES[expected] ?? expected}`;
}

function describeTooBig(input: unknown, maximum: number): string {
  if (typeof input === 'string') return `has ${input.length} characters: shorten it to at most ${maximum}`;
  if (Array.isArray(input)) return `has ${input.length} entries: keep at most ${maximum}`;
  return `must be at most ${maximum}`;
}

function describeTooSmall(input: unknown, minimum: number): string {
  if (typeof input === 'string') return 'is empty: fill it in';
  if (Array.isArray(input)) return `has ${input.length} entries: it needs at least ${minimum}`;
  return `must be more than ${minimum}`;
}

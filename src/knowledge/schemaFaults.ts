import type { z } from 'zod';
import type { Fault, Path, Place } from './faults.ts';
import type { YamlText } from './YamlText.ts';

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of fields',
  record: 'a map',
};

/**
 * What a schema found wrong, for the person who wrote the file: the part of the sentence that follows the field's name.
 * A schema's own message wins over this.
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
    case 'invalid_key':
      return issue.issues[0]?.message;
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

/**
 * Checks YAML, or a part of it, against its schema.
 *
 * @param faults - What is wrong is added here.
 * @param root - Path to the part, which holds `value`. Default: all of the YAML.
 * @returns What the schema makes of it; `undefined` if it has faults.
 */
export function checkSchema<S extends z.ZodType>(
  schema: S,
  yaml: YamlText,
  faults: Fault[],
  root: Path = [],
  value: unknown = yaml.value,
): z.output<S> | undefined {
  const result = schema.safeParse(value, { error: describeIssue });
  const add = ({ file, start }: Place, what: string): void => void faults.push(file.faultAt(start, what));
  for (const issue of result.error?.issues.flatMap(innermost) ?? []) {
    const path = [...root, ...issue.path];
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) add(yaml.placeOfKey([...path, key]), `"${key}" ${issue.message}`);
    } else if (issue.code === 'invalid_key') {
      add(yaml.placeOfKey(path), `"${String(path.at(-1))}" ${issue.message}`);
    } else add(yaml.place(path), `${nameOf(issue.path, root)} ${issue.message}`);
  }
  return result.data;
}

/** If a value may have several forms, the issues of the form it was meant to have. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((issues) =>
    issues.every(({ code, path }) => path.length > 0 || !['invalid_type', 'invalid_union'].includes(code ?? '')),
  );
  if (!meant) return [issue];
  return meant.flatMap((inner) => innermost(Object.assign(inner, { path: [...issue.path, ...inner.path] })));
}

/** `"table.rows[0][1]"`; for the root or an entry of a list there, what it is. */
function nameOf(path: Path, root: Path): string {
  const last = path.length > 1 ? undefined : (path[0] ?? root.at(-1));
  if (typeof last === 'number') return `entry ${last + 1}`;
  if (path.length === 0) return last === undefined ? 'the YAML here' : `"${String(last)}"`;
  const written = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `"${written.replace(/^\./, '')}"`;
}

import type { z } from 'zod';
import { describeIssue } from './describeIssue.ts';
import type { Fault } from './Fault.ts';
import type { TextFile } from './TextFile.ts';
import type { Path, YamlText } from './YamlText.ts';

interface Checked<R> {
  /** `undefined` when there are faults. */
  readonly record: R | undefined;
  readonly faults: readonly Fault[];
}

/**
 * Holds a part of a YAML file against its schema.
 *
 * @param root - Leads to the part; `[]` is all of it.
 */
export function checkSchema<S extends z.ZodType>(
  schema: S,
  value: unknown,
  file: TextFile,
  yaml: YamlText,
  root: Path = [],
): Checked<z.output<S>> {
  const result = schema.safeParse(value, { error: describeIssue });
  if (result.success) return { record: result.data, faults: [] };
  const faults = result.error.issues.flatMap(innermost).flatMap((issue) => {
    const path = [...root, ...issue.path];
    if (issue.code !== 'unrecognized_keys') {
      return [file.faultAt(yaml.rangeOf(path)[0], `${nameOf(issue.path, root)} ${issue.message}`)];
    }
    return issue.keys.map((key) => file.faultAt(yaml.rangeOfKey([...path, key])[0], `"${key}" ${issue.message}`));
  });
  return { record: undefined, faults };
}

/** Of a value that may have several forms, the issues of the form that it was meant to have. */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((issues) =>
    issues.every(({ code, path }) => path.length > 0 || !['invalid_type', 'invalid_union'].includes(code ?? '')),
  );
  if (!meant) return [issue];
  return meant.flatMap((inner) => innermost(Object.assign(inner, { path: [...issue.path, ...inner.path] })));
}

/** `"table.rows[0][1]"`; of the whole, what it is. */
function nameOf(path: Path, root: Path): string {
  const last = root.at(-1);
  if (path.length === 0) {
    if (typeof last === 'number') return `entry ${last + 1}`;
    return last === undefined ? 'the YAML here' : `"${String(last)}"`;
  }
  const written = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return `"${written.replace(/^\./, '')}"`;
}

/** https://discord.com/developers/docs/resources/message#allowed-mentions-object. That there are at most 100 ids is in the schema. */
import { asRecord } from './loose.ts';
import { at, type Violation } from './Violation.ts';

const KINDS = ['users', 'roles'] as const;

/** A kind of mention is either parsed from the text or listed by ids, never both, and nothing stands in a list twice. */
export function allowedMentionViolations(allowedMentions: unknown, path: string): readonly Violation[] {
  const given = asRecord(allowedMentions);
  const parse = listOf(given['parse']);
  const both = KINDS.filter((kind) => parse.includes(kind) && listOf(given[kind]).length > 0).map((kind) => ({
    path: at(path, 'parse'),
    code: 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
    message: `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
  }));
  return [...both, ...['parse', ...KINDS].flatMap((key) => repeated(listOf(given[key]), at(path, key)))];
}

function repeated(list: readonly unknown[], path: string): readonly Violation[] {
  const seen = new Set<unknown>();
  return list.flatMap((entry, index) =>
    seen.size === seen.add(entry).size
      ? [
          {
            path: at(path, index),
            code: 'SET_TYPE_ALREADY_CONTAINS_VALUE',
            message: 'The set already contains this value',
          },
        ]
      : [],
  );
}

const listOf = (list: unknown): readonly unknown[] => (Array.isArray(list) ? list : []);

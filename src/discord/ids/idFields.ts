/** One value within a `custom_id`. */
export interface IdField<Value> {
  /** What its text looks like, without groups that capture. */
  readonly pattern: string;
  readonly read: (text: string) => Value;
  readonly write: (value: Value) => string;
}

function text<Value extends string>(pattern: string): IdField<Value> {
  return { pattern, read: (it) => it as Value, write: (it) => it };
}

/** Of any answer: also of those made from model facts. */
export const ANY_ANSWER_ID = text<string>('[a-z0-9][a-z0-9.:+-]*');

/** Of an answer that can be edited: kebab-case. */
export const ANSWER_ID = text<string>('[a-z0-9]+(?:-[a-z0-9]+)*');

export const USER_ID = text<string>(String.raw`\d{17,20}`);

export const DRAFT_ID = text<string>('[0-9a-f]{1,32}');

/** Stands for one import plan: 32 characters, so that nobody finds another plan with the same. */
export const DIGEST = text<string>('[0-9a-f]{32}');

/** A version, a page: written as people do, without zeros in front. */
export const NUMBER: IdField<number> = { pattern: '0|[1-9][0-9]{0,8}', read: Number, write: String };

/** One of several words. */
export function oneOf<Word extends string>(...words: readonly Word[]): IdField<Word> {
  return text<Word>(words.join('|'));
}

/** Whatever a person typed, on one line. Nothing can follow it. */
export const TYPED = text<string>('[^\n]*');

/** A value that may be missing: then there is nothing between the colons. */
export function optional<Value>({ pattern, read, write }: IdField<Value>): IdField<Value | undefined> {
  return {
    pattern: `(?:${pattern})?`,
    read: (it) => (it === '' ? undefined : read(it)),
    write: (value) => (value === undefined ? '' : write(value)),
  };
}

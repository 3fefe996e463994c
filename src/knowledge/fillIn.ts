import type { Draft } from './Draft.ts';
import type { Drafts } from './Drafts.ts';
import type { Fault } from './Fault.ts';
import { References } from './References.ts';
import type { Path } from './YamlText.ts';

/** The fields of an answer that people read as text. */
const ANSWER_FIELDS = new Set<PropertyKey>(['title', 'short', 'body', 'table']);
const MODEL_FIELDS = new Set<PropertyKey>(['short', 'facts', 'chatgptNote']);

/** Replaces `{{gpt-4.released}}` and its like by what they stand for, in the fields that people read as text. */
export function fillIn(drafts: Drafts): { drafts: Drafts; faults: readonly Fault[] } {
  const references = new References(drafts);
  const faults: Fault[] = [];
  const fill = <R>(draft: Draft<R>, fields: ReadonlySet<PropertyKey>): Draft<R> => {
    if (!draft.record) return draft;
    const filled = mapStrings(draft.record, [], (text, path) =>
      fillText(text, path, draft, fields.has(path[0]!) ? references : undefined, faults),
    );
    return draft.withRecord(filled as R);
  };
  return {
    drafts: {
      ...drafts,
      answers: mapValues(drafts.answers, (draft) => fill(draft, ANSWER_FIELDS)),
      models: mapValues(drafts.models, (draft) => fill(draft, MODEL_FIELDS)),
      timeline: drafts.timeline?.map((draft) => fill(draft, new Set())),
      outside: drafts.outside.map((draft) => fill(draft, new Set())),
    },
    faults,
  };
}

/** @param references - `undefined` where nothing may be filled in. */
function fillText<R>(
  text: string,
  path: Path,
  draft: Draft<R>,
  references: References | undefined,
  faults: Fault[],
): string {
  if (!text.includes('{{')) return text;
  if (!references) {
    faults.push(draft.fault(path, 'references are not filled in here: write it out', '{{'));
    return text;
  }
  const filled = text.replaceAll(/\{\{([^{}]*)\}\}/g, (written, inner: string) => {
    const resolved = references.resolve(inner.trim());
    if (resolved.kind === 'text') return resolved.text;
    if (resolved.kind === 'problem') faults.push(draft.fault(path, `${written} ${resolved.what}`, written));
    // Without its braces, so that what is reported here is not found once more below.
    return inner;
  });
  if (filled.includes('{{')) {
    faults.push(draft.fault(path, '"{{" without its "}}": a reference is written {{gpt-4.released}}', unclosed(text)));
  }
  return filled;
}

/** The first `{{` that begins no reference, with what follows it. */
function unclosed(text: string): string {
  return /\{\{(?![^{}]*\}\})[^\n]*/.exec(text)?.[0] ?? '{{';
}

function mapStrings(value: unknown, path: Path, change: (text: string, path: Path) => string): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((item, index) => mapStrings(item, [...path, index], change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, [...path, key], change)]),
  );
}

function mapValues<V>(map: ReadonlyMap<string, V>, change: (value: V) => V): Map<string, V> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

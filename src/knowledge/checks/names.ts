import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import { API } from '../Names.ts';
import type { ParsedKnowledge } from '../parse.ts';
import type { ParsedRecord } from '../ParsedRecord.ts';
import { repeated } from './repeated.ts';

/** One of the spellings that a model, a term or a plan goes by. */
interface Spelling {
  readonly parsed: ParsedRecord<unknown>;
  /** What has it: `gpt-4`, or `plans.free`. */
  readonly owner: string;
  readonly kind: 'id' | 'name' | 'alias' | 'spelling';
  readonly text: string;
  readonly path: Path;
}

/**
 * No spelling belongs to two models, families or assistants, or to two terms or plans, whatever its case, spaces and hyphens. That a model and a
 * term share one is fine: the term wins.
 */
export function checkNames(records: ParsedKnowledge): Fault[] {
  return [...collisions(modelSpellings(records)), ...collisions(listedSpellings(records))];
}

/** @param spellings - The one that may keep a spelling comes first. */
function collisions(spellings: readonly Spelling[]): Fault[] {
  return repeated(
    spellings,
    ({ text }) => withoutSpacing(text),
    ({ parsed, owner, kind, text, path }, first) => {
      if (first.owner === owner) return [];
      const place = first.parsed === parsed ? first.owner : first.parsed.file.file;
      return [parsed.fault(path, `${kind} "${text}" also belongs to ${place}: keep it in one of them`)];
    },
  );
}

/** Names come before aliases. */
function modelSpellings({ models, families, assistants }: ParsedKnowledge): Spelling[] {
  const records = [...models.values(), ...families.values(), ...assistants.values()];
  return [
    ...records.map((parsed): Spelling => ({ parsed, owner: parsed.id, kind: 'id', text: parsed.id, path: [] })),
    ...records.flatMap((parsed): Spelling[] =>
      parsed.data ? [{ parsed, owner: parsed.id, kind: 'name', text: parsed.data.name, path: ['name'] }] : [],
    ),
    ...records.flatMap((parsed) =>
      (['aliases', 'ordinaryNames'] as const).flatMap((field) =>
        (parsed.data?.[field] ?? []).map((text, index): Spelling => ({
          parsed,
          owner: parsed.id,
          kind: 'alias',
          text,
          path: [field, index],
        })),
      ),
    ),
  ];
}

function listedSpellings({ names }: ParsedKnowledge): Spelling[] {
  if (!names?.data) return [];
  const { terms, plans, [API]: api } = names.data;
  const lists: readonly (readonly [path: Path, spellings: readonly string[]])[] = [
    ...Object.entries(terms).map(([id, list]) => [['terms', id], list] as const),
    ...Object.entries(plans).map(([id, plan]) => [['plans', id, 'spellings'], plan.spellings] as const),
    [[API], api],
  ];
  return lists.flatMap(([path, list]) =>
    list.map((text, index) => ({
      parsed: names,
      owner: path.slice(0, 2).join('.'),
      kind: 'spelling',
      text,
      path: [...path, index],
    })),
  );
}

/** Ignores only what people type differently without meaning anything by it: the dot of `GPT-3.5` stays. */
function withoutSpacing(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Dash}_]+/gu, '');
}

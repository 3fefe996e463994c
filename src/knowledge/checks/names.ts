import { type Fault, type ParsedRecord, type Path, sound } from '../faults.ts';
import { API } from '../ids.ts';
import type { ParsedKnowledge } from '../parse.ts';
import { repeated } from './phrasings.ts';

/** One of the spellings that a model, a term or a plan goes by. */
interface Spelling {
  readonly parsed: ParsedRecord<unknown>;
  readonly text: string;
  readonly path: Path;
  /** Of a term or a plan: `plans.free`. Absent: the record itself has the spelling. */
  readonly owner?: string;
}

/**
 * No spelling belongs to two models, families or assistants, or to two terms or plans, whatever its case, spaces and
 * hyphens. That a model and a term share one is fine: the term wins.
 */
export function checkNames(records: ParsedKnowledge): Fault[] {
  // The first may keep the spelling: ids come before names, and those before aliases.
  return [nameSpellings(records), listedSpellings(records)].flatMap((spellings) =>
    repeated(
      spellings,
      ({ text }) => withoutSpacing(text),
      ({ parsed, owner, text, path }, first) => {
        if (first.parsed === parsed && first.owner === owner) return [];
        const place = first.parsed === parsed ? first.owner! : first.parsed.fileOf();
        const remedy = path.length === 0 ? 'rename one of them' : 'keep it in one of them';
        return [parsed.fault(path, `${kindOf(path)} "${text}" also belongs to ${place}: ${remedy}`)];
      },
    ),
  );
}

function kindOf([field]: Path): string {
  if (field === undefined) return 'id';
  if (field === 'name') return 'name';
  return field === 'aliases' || field === 'ordinaryNames' ? 'alias' : 'spelling';
}

function nameSpellings({ models, families, assistants }: ParsedKnowledge): readonly Spelling[] {
  const parsed = [...models.values(), ...families.values(), ...assistants.values()];
  const all = [...sound(parsed)];
  return [
    ...parsed.map((one): Spelling => ({ parsed: one, text: one.id, path: [] })),
    ...all.map(([one, { name }]): Spelling => ({ parsed: one, text: name, path: ['name'] })),
    ...all.flatMap(([one, data]) =>
      (['aliases', 'ordinaryNames'] as const).flatMap((field) =>
        data[field].map((text, index): Spelling => ({ parsed: one, text, path: [field, index] })),
      ),
    ),
  ];
}

function listedSpellings({ names }: ParsedKnowledge): readonly Spelling[] {
  if (!names?.data) return [];
  const { terms, plans, [API]: api } = names.data;
  const lists: readonly (readonly [path: readonly string[], spellings: readonly string[]])[] = [
    ...Object.entries(terms).map(([id, list]) => [['terms', id], list] as const),
    ...Object.entries(plans).map(([id, plan]) => [['plans', id, 'spellings'], plan.spellings] as const),
    [[API], api],
  ];
  return lists.flatMap(([path, list]) => {
    const owner = path.slice(0, 2).join('.');
    return list.map((text, index) => ({ parsed: names, owner, text, path: [...path, index] }));
  });
}

/** Ignores only what people type differently without meaning anything by it: the dot of `GPT-3.5` stays. */
const withoutSpacing = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Dash}_]+/gu, '');

import { type Fault, type Path, sound } from '../../../src/knowledge/faults.ts';
import { API } from '../../../src/knowledge/ids.ts';
import type { ParsedKnowledge } from '../../../src/knowledge/parse.ts';
import { repeated, type Written } from './phrasings.ts';

/** One of the spellings that a model, a term or a plan goes by. */
interface Spelling extends Written {
  /** Of a term or a plan: `plans.free`. Absent: the record itself has the spelling. */
  readonly owner?: string;
}

/**
 * No spelling belongs to two models, families or assistants, or to two terms or plans, whatever its case, spaces and
 * hyphens. That a model and a term share one is fine: the term wins.
 */
export function* checkNames(records: ParsedKnowledge): Generator<Fault, void> {
  // The first may keep the spelling: ids come before names, and those before aliases.
  for (const spellings of [nameSpellings(records), listedSpellings(records)]) {
    yield* repeated(
      spellings,
      ({ text }) => withoutSpacing(text),
      ({ parsed, owner, text, path }, first) => {
        if (first.parsed === parsed && first.owner === owner) return undefined;
        const place = first.parsed === parsed ? first.owner! : first.parsed.fileOf();
        const remedy = path.length === 0 ? 'rename one of them' : 'keep it in one of them';
        return `${kindOf(path)} "${text}" also belongs to ${place}: ${remedy}`;
      },
    );
  }
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
  const spelled = (path: readonly string[], spellings: readonly string[]): readonly Spelling[] => {
    const owner = path.slice(0, 2).join('.');
    return spellings.map((text, index) => ({ parsed: names, owner, text, path: [...path, index] }));
  };
  return [
    ...Object.entries(terms).flatMap(([id, list]) => spelled(['terms', id], list)),
    ...Object.entries(plans).flatMap(([id, plan]) => spelled(['plans', id, 'spellings'], plan.spellings)),
    ...spelled([API], api),
  ];
}

/** Ignores only what people type differently without meaning anything by it: the dot of `GPT-3.5` stays. */
const withoutSpacing = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Dash}_]+/gu, '');

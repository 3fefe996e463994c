import type { Draft } from '../Draft.ts';
import type { Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';
import type { ModelRecord } from '../Model.ts';
import type { Path } from '../YamlText.ts';

/** One of the spellings that a model goes by. */
interface Spelling {
  readonly draft: Draft<ModelRecord>;
  readonly kind: 'id' | 'name' | 'alias';
  readonly text: string;
  readonly path: Path;
}

/** No spelling belongs to two models, whatever its case, spaces and hyphens. Names come before aliases. */
export function checkAliases({ models }: Drafts): Fault[] {
  const owners = new Map<string, Spelling>();
  const faults: Fault[] = [];
  for (const spelling of spellings([...models.values()])) {
    const key = bare(spelling.text);
    const owner = owners.get(key);
    if (!owner) owners.set(key, spelling);
    else if (owner.draft.id !== spelling.draft.id) faults.push(collision(spelling, owner));
  }
  return faults;
}

function spellings(drafts: readonly Draft<ModelRecord>[]): Spelling[] {
  return [
    ...drafts.map((draft): Spelling => ({ draft, kind: 'id', text: draft.id, path: [] })),
    ...drafts.flatMap((draft): Spelling[] =>
      draft.record ? [{ draft, kind: 'name', text: draft.record.name, path: ['name'] }] : [],
    ),
    ...drafts.flatMap((draft): Spelling[] =>
      (['aliases', 'ordinaryNames'] as const).flatMap((field) =>
        (draft.record?.[field] ?? []).map((text, index) => ({ draft, kind: 'alias', text, path: [field, index] })),
      ),
    ),
  ];
}

/** Only what nobody means when typing: the dot of `GPT-3.5` stays. */
function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Dash}_]+/gu, '');
}

function collision({ draft, kind, text, path }: Spelling, owner: Spelling): Fault {
  return draft.fault(path, `${kind} "${text}" also belongs to ${owner.draft.file.file}: keep it in one of them`);
}

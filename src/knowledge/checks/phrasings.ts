import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import type { ModelRecord } from '../Model.ts';
import type { AnswerPage, Draft, Drafts } from '../records.ts';
import { bareText } from './text.ts';

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
    const key = foldedPhrasing(spelling.text);
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
function foldedPhrasing(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Dash}_]+/gu, '');
}

function collision({ draft, kind, text, path }: Spelling, owner: Spelling): Fault {
  return draft.fault(path, `${kind} "${text}" also belongs to ${owner.draft.file.file}: keep it in one of them`);
}

/** A question, a look-alike or a title, as it is written in an answer. */
interface Phrasing {
  readonly draft: Draft<AnswerPage>;
  readonly text: string;
  readonly path: Path;
}

/** No two answers share a phrasing or a title, and none has one twice, whatever their case and punctuation. */
export function checkPhrasings({ answers }: Drafts): Fault[] {
  const drafts = [...answers.values()];
  const questions = drafts.flatMap((draft) => listed(draft, 'questions'));
  const titles = drafts.flatMap((draft): Phrasing[] =>
    draft.record ? [{ draft, text: draft.record.title, path: ['title'] }] : [],
  );
  return [
    ...twice(questions, 'phrasing'),
    ...twice(titles, 'title'),
    ...drafts.flatMap((draft) => contradictions(draft)),
  ];
}

function listed(draft: Draft<AnswerPage>, field: 'questions' | 'notThis'): Phrasing[] {
  return (draft.record?.[field] ?? []).map((text, index) => ({ draft, text, path: [field, index] }));
}

function twice(phrasings: readonly Phrasing[], kind: string): Fault[] {
  const owners = new Map<string, Phrasing>();
  return phrasings.flatMap((phrasing) => {
    const { draft, text, path } = phrasing;
    const key = bareText(text);
    const owner = owners.get(key);
    if (!owner) {
      owners.set(key, phrasing);
      return [];
    }
    const what =
      owner.draft.id === draft.id
        ? `${kind} "${text}" is here a second time: remove it`
        : `${kind} "${text}" is also one of ${owner.draft.file.file}: keep it in one of them`;
    return draft.fault(path, what);
  });
}

/** What must not get an answer is not one of its phrasings. */
function contradictions(draft: Draft<AnswerPage>): Fault[] {
  if (!draft.record?.notThis.length) return [];
  const asked = new Set(listed(draft, 'questions').map(({ text }) => bareText(text)));
  return listed(draft, 'notThis')
    .filter(({ text }) => asked.has(bareText(text)))
    .map(({ text, path }) => draft.fault(path, `"${text}" is in questions as well: keep it in one of them`));
}

const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the']);

/** The first phrasing with some words. */
interface Owner {
  readonly id: string;
  readonly file: string;
  readonly text: string;
}

/**
 * No two answers have phrasings of the same words, whatever their order, articles, apostrophes and plurals: nobody could
 * tell which one was meant. Within one answer that is only another register.
 */
export function checkNearPhrasings({ answers }: Drafts): Fault[] {
  const owners = new Map<string, Owner>();
  return [...answers.values()].flatMap((draft) =>
    (draft.record?.questions ?? []).flatMap((text, index) => {
      const key = wordsOf(text);
      const owner = owners.get(key);
      if (!owner) {
        owners.set(key, { id: draft.id, file: draft.file.file, text });
        return [];
      }
      // What is letter for letter the same is a fault of checkPhrasings.
      if (owner.id === draft.id || bareText(owner.text) === bareText(text)) return [];
      const what = `phrasing "${text}" has the same words as "${owner.text}" of ${owner.file}: keep one of them`;
      return draft.fault(['questions', index], what);
    }),
  );
}

/** Each word once, in an order of its own; a text of nothing but articles as it is. */
function wordsOf(text: string): string {
  const bare = bareText(text.replaceAll(/['’]/g, ''));
  const words = bare.split(' ').filter((word) => !ARTICLES.has(word));
  return words.length === 0 ? bare : [...new Set(words.map(singular))].toSorted().join(' ');
}

/** `models` is `model`; words as short as `gpt` or `is`, and those like `loss`, stay. */
const singular = (word: string): string => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word);

/** Where a text stands already. */
interface Place {
  readonly draft: Pick<Draft<unknown>, 'fault'>;
  readonly path: Path;
  /** What it is there: `a phrasing`. */
  readonly kind: string;
}

/**
 * What nothing answers is no phrasing or title of an answer, and stands once, whatever its case and punctuation. It may
 * be a `notThis` too: that says the same of one answer.
 */
export function checkOutside({ answers, outside }: Drafts): Fault[] {
  const places = new Map<string, Place>();
  for (const draft of answers.values()) {
    if (!draft.record) continue;
    places.set(bareText(draft.record.title), { draft, path: ['title'], kind: 'the title' });
    for (const [index, text] of draft.record.questions.entries()) {
      places.set(bareText(text), { draft, path: ['questions', index], kind: 'a phrasing' });
    }
  }
  return outside.flatMap((draft) => {
    if (draft.record === undefined) return [];
    const key = bareText(draft.record);
    const place = places.get(key);
    if (place) return draft.fault([], `"${draft.record}" is also ${shown(place)}: keep it in one of them`);
    places.set(key, { draft, path: [], kind: 'a text' });
    return [];
  });
}

function shown({ draft, path, kind }: Place): string {
  const { file, line, column } = draft.fault(path, '');
  return `${kind} at ${file}:${line}:${column}`;
}

import type { Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';
import { bareText } from './bareText.ts';

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

import type { Draft } from '../Draft.ts';
import type { Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';
import type { Path } from '../YamlText.ts';
import { bareText } from './bareText.ts';

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

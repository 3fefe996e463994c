import type { Draft } from '../Draft.ts';
import type { AnswerPage, Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';
import type { Path } from '../YamlText.ts';
import { bareText } from './bareText.ts';

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

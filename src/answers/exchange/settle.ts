import { foldedText } from '../../shared/text.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import { answerIdFor } from '../editing/form.ts';
import type { Phrased } from '../editing/rules.ts';
import { type ServerState, visibleAnswers } from '../servers/serverAnswer.ts';
import type { AnswerEntry, FileEntry } from './entries.ts';
import * as strings from './strings.ts';
import { quoted } from './strings.ts';

/**
 * Settles what files of others leave open, before anything is planned: which id an answer without one gets, and who gets a
 * phrasing that several of them have.
 */
export function* settled(entries: readonly FileEntry[], state: ServerState): Cooperative<FileEntry[]> {
  const named = yield* withIds(entries, state);
  return yield* withOwnPhrasings(named, state);
}

/**
 * Gives answers without an id one of their own: the one that the server has for the same title, so that importing a file twice
 * changes nothing, or a new one. `C`, `C++` and `C#` would otherwise all be called `c`.
 */
function* withIds(entries: readonly FileEntry[], state: ServerState): Cooperative<FileEntry[]> {
  const given = new Set(entries.filter((entry) => !isMade(entry)).map(({ id }) => id));
  /** By id: the title of the entry that has got it. */
  const taken = new Map<string, string>();
  const idsHere = new Map(
    [...state.curated.values(), ...state.own.values()].map(({ id, title }) => [foldedText(title), id]),
  );
  const result: FileEntry[] = [];
  for (const entry of entries) {
    yield;
    if (!isMade(entry)) {
      result.push(entry);
      continue;
    }
    const { title } = entry.content;
    const key = foldedText(title);
    const isFree = (id: string): boolean => {
      if (given.has(id) || (taken.has(id) && taken.get(id) !== key)) return false;
      const here = state.own.get(id) ?? state.curated.get(id);
      return !here || foldedText(here.title) === key;
    };
    const known = idsHere.get(key);
    // The name of a tag makes another id than its title does.
    const isPlain = isFree(entry.id);
    const id =
      known !== undefined && isFree(known) ? known : isPlain ? entry.id : answerIdFor(title, (one) => !isFree(one));
    taken.set(id, key);
    result.push({ ...entry, id });
  }
  return result;
}

const isMade = (entry: FileEntry): entry is AnswerEntry => entry.kind === 'answer' && entry.hasMadeId === true;

/**
 * Leaves each phrasing to one answer: to the one whose title it is, to one of the server's that the file doesn't change, or to
 * the first in the file. The others keep the rest, and say what they lost. Only for files of others: in an export, two answers
 * with the same phrasing are a conflict that somebody has to decide.
 */
function* withOwnPhrasings(entries: readonly FileEntry[], state: ServerState): Cooperative<FileEntry[]> {
  const answers = entries.filter((entry) => entry.kind === 'answer');
  if (!answers.some(({ isForeign }) => isForeign)) return [...entries];
  const inFile = new Set(entries.map(({ id }) => id));
  const owners = new Map<string, Pick<Phrased, 'id' | 'title'>>();
  const claim = (text: string, owner: Pick<Phrased, 'id' | 'title'>): void => {
    const key = foldedText(text);
    if (!owners.has(key)) owners.set(key, owner);
  };
  for (const current of visibleAnswers(state)) {
    if (!inFile.has(current.id)) for (const text of [current.title, ...current.questions]) claim(text, current);
    yield;
  }
  for (const { id, content } of answers) claim(content.title, { id, title: content.title });
  const result: FileEntry[] = [];
  for (const entry of entries) {
    yield;
    if (entry.kind !== 'answer' || !entry.isForeign) {
      if (entry.kind === 'answer')
        for (const text of entry.content.questions) claim(text, { id: entry.id, title: entry.content.title });
      result.push(entry);
      continue;
    }
    const { id, content, warnings = [] } = entry;
    const lost = new Map<string, string>();
    for (const text of content.questions) {
      claim(text, { id, title: content.title });
      const owner = owners.get(foldedText(text))!;
      if (owner.id !== id) lost.set(text, strings.phrasingShared(quoted(text), owner));
    }
    const questions = content.questions.filter((text) => !lost.has(text));
    result.push(
      lost.size === 0
        ? entry
        : { ...entry, content: { ...content, questions }, warnings: [...warnings, ...lost.values()] },
    );
  }
  return result;
}

import { bareText } from '../../knowledge/checks/text.ts';
import type { Cooperative } from '../../shared/concurrency.ts';
import { characterCount } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { AnswerContent, AnswerVersion } from '../../store/Store.ts';
import { checkContent, LIMITS } from '../editing/content.ts';
import { fieldsOfContent } from '../editing/form.ts';
import { tidyFields } from '../editing/tidy.ts';
import { hidesCurated } from '../servers/serverAnswer.ts';
import { quoted } from './entries.ts';
import type { PlanEntry } from './plan.ts';

/** What an import has to know of the server that it is for. */
export interface ImportedServer {
  /** Discord's id. */
  readonly guildId: string;
  /** The latest version of every answer that was ever touched here, removed ones too, by id. */
  readonly existing: ReadonlyMap<string, ExistingAnswer>;
  /** The curated set by id, whether an answer of it is given here or not. */
  readonly curated: ReadonlyMap<string, CuratedAnswer>;
}

export type ExistingAnswer = Pick<AnswerVersion, 'version' | 'kind' | 'content'>;

export interface CuratedAnswer {
  readonly title: string;
  readonly questions: readonly string[];
}

/** The rules that answers are held to, however they are written: by dialog or by import. */
export interface ImportRules {
  /**
   * Judges an answer by itself: its lengths, links, Markdown.
   *
   * @returns the content as it would be written, tidied, or what is wrong with it.
   */
  readonly checkContent: (content: AnswerContent, id: string) => CheckedContent | UserError;
  /** How much a server may have of its own. Default: no end. */
  readonly limits?: { readonly answers: number; readonly phrasings: number };
}

export interface CheckedContent {
  readonly content: AnswerContent;
  readonly warnings: readonly string[];
}

/** A phrasing that two answers would like to have. */
export interface Clash {
  readonly text: string;
  /** The answer that has it. */
  readonly owner: string;
}

/**
 * Which answer each phrasing belongs to. Titles are phrasings too, as members ask by them; case and punctuation make no
 * difference.
 */
export class PhrasingOwners {
  readonly #owners = new Map<string, string>();

  /** Gives an answer all of its phrasings or, when one of them has an owner, none. */
  claim(id: string, answer: CuratedAnswer): Clash | undefined {
    const texts = textsOf(answer);
    for (const [key, text] of texts) {
      const owner = this.#owners.get(key);
      if (owner !== undefined && owner !== id) return { text, owner };
    }
    for (const key of texts.keys()) this.#owners.set(key, id);
    return undefined;
  }

  /** Takes from an answer what it has claimed. */
  release(id: string, answer: CuratedAnswer): void {
    for (const key of textsOf(answer).keys()) if (this.#owners.get(key) === id) this.#owners.delete(key);
  }

  /** Gives an answer its phrasings even where others have them, which lose them. @returns who they are. */
  insist(id: string, answer: CuratedAnswer): readonly Clash[] {
    const losers: Clash[] = [];
    for (const [key, text] of textsOf(answer)) {
      const owner = this.#owners.get(key);
      if (owner !== undefined && owner !== id) losers.push({ text, owner });
      this.#owners.set(key, id);
    }
    return losers;
  }
}

const textsOf = ({ title, questions }: CuratedAnswer): Map<string, string> =>
  new Map([...questions, title].map((text) => [bareText(text), text]));

/** How many answers and phrasings of its own a server would have. */
export class Room {
  readonly #server: ImportedServer;
  readonly #limits: NonNullable<ImportRules['limits']>;
  readonly #taken = new Map<string, AnswerContent | null>();
  #answers = 0;
  #phrasings = 0;

  constructor(server: ImportedServer, limits: ImportRules['limits']) {
    this.#server = server;
    this.#limits = limits ?? { answers: Infinity, phrasings: Infinity };
    for (const { content } of server.existing.values()) this.#count(content, 1);
  }

  /** Gives an answer the room that it needs instead of what it has. @returns why there is none. */
  take(id: string, content: AnswerContent | null): string | undefined {
    const before = this.#server.existing.get(id)?.content ?? null;
    const answers = this.#answers + (content ? 1 : 0) - (before ? 1 : 0);
    const phrasings = this.#phrasings + (content?.questions.length ?? 0) - (before?.questions.length ?? 0);
    if (answers > Math.max(this.#limits.answers, this.#answers)) return noRoomFor(this.#limits.answers, 'answers');
    if (phrasings > Math.max(this.#limits.phrasings, this.#phrasings))
      return noRoomFor(this.#limits.phrasings, 'phrasings');
    [this.#answers, this.#phrasings] = [answers, phrasings];
    this.#taken.set(id, content);
    return undefined;
  }

  /** The answer stays as it is after all. */
  giveBack(id: string): void {
    const taken = this.#taken.get(id);
    if (taken === undefined) return;
    this.#taken.delete(id);
    this.#count(taken, -1);
    this.#count(this.#server.existing.get(id)?.content ?? null, 1);
  }

  #count(content: AnswerContent | null, sign: 1 | -1): void {
    if (!content) return;
    this.#answers += sign;
    this.#phrasings += sign * content.questions.length;
  }
}

const noRoomFor = (limit: number, what: string): string =>
  `a server may have ${limit.toLocaleString('en')} ${what} of its own, and there is no room for this one: remove others first`;

type Written = Extract<PlanEntry, { outcome: 'added' | 'changed' }>;

/**
 * Turns entries into conflicts whose phrasings another answer has, as the server would be after the import, and refuses
 * those for which there is no room. Of two entries the first one has the better right.
 *
 *     file:   a takes "x" from b     b now has "y"     which c has and keeps
 *     then    b is a conflict, so it keeps "x", and so a is a conflict too
 *
 * @param entries - In the order of the file; changed in place.
 */
export function* resolveClashes(
  entries: PlanEntry[],
  server: ImportedServer,
  limits: ImportRules['limits'],
): Cooperative<void> {
  const owners = new PhrasingOwners();
  const places = new Map<string, number>();
  for (const [place, entry] of entries.entries()) if (isAccepted(entry)) places.set(entry.id, place);
  for (const id of new Set([...server.existing.keys(), ...server.curated.keys()])) {
    const present = places.has(id) ? undefined : presentAnswer(id, server);
    if (present) owners.insist(id, present);
    yield;
  }

  const room = new Room(server, limits);
  for (const [place, entry] of entries.entries()) {
    if (entry.outcome === 'hidden') room.take(entry.id, null);
    if (!isWritten(entry)) continue;
    yield;
    const noRoom = room.take(entry.id, entry.content);
    const clash = noRoom === undefined ? owners.claim(entry.id, entry.content) : undefined;
    if (noRoom !== undefined) entries[place] = refusedEntry(entry, noRoom);
    else if (clash) entries[place] = conflict(entry, clash);
    if (noRoom !== undefined || clash) yield* keepPresent(entry.id);
  }

  /** The answer stays as it is, with the phrasings that it has: whoever was given one of them has to give it back. */
  function* keepPresent(first: string): Cooperative<void> {
    const staying = [first];
    for (const id of staying) {
      yield;
      const present = presentAnswer(id, server);
      room.giveBack(id);
      for (const { text, owner } of present ? owners.insist(id, present) : []) {
        const place = places.get(owner);
        const entry = place === undefined ? undefined : entries[place];
        if (!entry || !isWritten(entry)) continue;
        owners.release(owner, entry.content);
        entries[place!] = conflict(entry, { text, owner: id });
        staying.push(owner);
      }
    }
  }
}

/** What members get of this id now. */
function presentAnswer(id: string, { existing, curated }: ImportedServer): CuratedAnswer | undefined {
  const version = existing.get(id);
  if (version?.content) return version.content;
  return version && hidesCurated(version) ? undefined : curated.get(id);
}

const isWritten = (entry: PlanEntry): entry is Written => entry.outcome === 'added' || entry.outcome === 'changed';

const isAccepted = (entry: PlanEntry): entry is Written | Extract<PlanEntry, { outcome: 'hidden' }> =>
  isWritten(entry) || entry.outcome === 'hidden';

function conflict({ place, id }: Written, { text, owner }: Clash): PlanEntry {
  const why = `the phrasing ${quoted(text)} belongs to ${owner}: take it out of one of them`;
  return { place, warnings: [], outcome: 'conflict', id, conflict: 'phrasing', why };
}

const refusedEntry = ({ place, id }: Written, why: string): PlanEntry => ({
  place,
  warnings: [],
  outcome: 'refused',
  id,
  why,
});

/** What one input of a dialog takes: a longer body would not even be looked at there, and is not here. */
const MOST_CHARACTERS = 4_000;

/** Imports are held to the rules by which moderators write: what a dialog would refuse or tidy, an import does too. */
export const editingRules: ImportRules = {
  checkContent(raw) {
    const refused = tooMuch(raw);
    if (refused) return refused;
    const content: AnswerContent = tidyFields(fieldsOfContent(raw));
    const [refusal] = checkContent(content);
    return refusal ?? { content, warnings: [] };
  },
  limits: { answers: LIMITS.answers, phrasings: LIMITS.allServerQuestions },
};

/** What no dialog could hold, and would keep everybody waiting while it is read. */
function tooMuch({ title, questions, body, sources }: AnswerContent): UserError | undefined {
  const lines = [title, ...questions, ...sources];
  const longest = Math.max(characterCount(body), characterCount(lines.join('\n')) / 2);
  if (longest <= MOST_CHARACTERS) return undefined;
  return new UserError('answer-too-long', 'The answer is far too long. Shorten it, or make several of it.');
}

import { randomBytes } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { type AnswerEditing, openEditing } from '../../src/answers/editing/AnswerEditing.ts';
import type { Person, Written } from '../../src/answers/editing/changes.ts';
import type { Accepted, Proposal, Refused, TooLate } from '../../src/answers/editing/DraftCommands.ts';
import { type AnswerFields, answerIdFor, questionsBeyondForm, tidyFields } from '../../src/answers/editing/form.ts';
import type { OwnInvites } from '../../src/answers/editing/OwnInvites.ts';
import { ServerBooks } from '../../src/answers/servers/ServerBooks.ts';
import { openFixtureBook } from './fixtureBook.ts';
import type { Store } from '../../src/store/Store.ts';
import { openTestStore, SQLITE } from './stores.ts';

/** The day on which these tests take place. */
export const TODAY = '2026-11-22';

export const curated = await openFixtureBook();

/** A curated answer with more phrasings than a dialog has room for, and the first of those beyond. */
export const LONGEST = [...curated.curated.values()].find((answer) => questionsBeyondForm(answer).length > 0)!;
export const [BEYOND] = questionsBeyondForm(LONGEST) as [string];

export const GUILD = '80351110224678912';
export const ADA: Person = { guildId: GUILD, id: '11', name: 'Ada' };
export const BEN: Person = { guildId: GUILD, id: '12', name: 'Ben' };
/** A moderator of another server. */
export const EVE: Person = { guildId: '80351110224678999', id: '13', name: 'Eve' };

export const RULES: AnswerFields = {
  title: 'Where are the rules?',
  questions: 'rules of the server\nwhat is forbidden here',
  body: 'They are in #rules.\n\nRead them once.',
  sources: 'https://example.com/rules',
  reviewBy: '2027-01-31',
};

/** A server on which moderators edit, with a store of its own. */
export interface EditingScene {
  readonly store: Store;
  readonly books: ServerBooks;
  readonly editing: AnswerEditing;
  /** Writes a new answer, or another state of one that is there, without the preview that takes most of the time. */
  readonly publish: (person: Person, fields: Partial<AnswerFields>, answerId?: string) => Promise<Written>;
  /** The id of what a question gets on a server, or what is decided instead. */
  readonly ask: (guildId: string, question: string) => Promise<string>;
}

export async function openScene(url?: string, invites?: OwnInvites): Promise<EditingScene> {
  const store = await openTestStore(url ?? (await SQLITE.freshUrl()), { now: () => Date.parse(TODAY) });
  const books = await ServerBooks.start({ store, curated, onFault: fail });
  onTestFinished(() => books.stop());
  const editing = openEditing({
    store,
    curated,
    books,
    ...(invites && { invites }),
    today: () => TODAY,
    onFault: fail,
  });
  return {
    store,
    books,
    editing,
    publish: async (person, fields, answerId) => {
      const { target, fields: before } = await editing.drafts.begin(person.guildId, answerId);
      const content = tidyFields({ ...before, ...fields });
      const id = randomBytes(8).toString('hex');
      await store.saveDraft({
        id,
        guildId: person.guildId,
        editorId: person.id,
        answerId: answerId ?? answerIdFor(content.title, () => false),
        kind: answerId === undefined ? 'add' : 'edit',
        content,
        expectedVersion: target.expectedVersion,
      });
      return written(await editing.drafts.publish(person, id));
    },
    ask: async (guildId, question) => {
      const { decision, candidates } = (await books.of(guildId)).ask(question, 'direct');
      return decision === 'answer' ? candidates[0]!.id : decision;
    },
  };
}

export function accepted(proposal: Proposal): Accepted {
  if (proposal.kind === 'accepted') return proposal;
  const why = proposal.kind === 'refused' ? proposal.refusals.map(({ message }) => message).join(' ') : '';
  throw new Error(`It was not accepted, but ${proposal.kind}. ${why}`);
}

export function refused(proposal: Proposal): Refused {
  if (proposal.kind === 'refused') return proposal;
  throw new Error(`It was not refused, but ${proposal.kind}.`);
}

export function written(result: Written | TooLate | Refused): Written {
  if (result.kind === 'written') return result;
  throw new Error(`It was not written: ${result.kind}`);
}

export function tooLate(result: Written | Proposal): TooLate {
  if (result.kind === 'too-late') return result;
  throw new Error(`It was not too late: ${result.kind}`);
}

function fail(error: unknown): never {
  throw error;
}

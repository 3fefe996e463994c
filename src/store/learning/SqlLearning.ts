import type { Kysely, Transaction } from 'kysely';
import { inBatches } from '../../shared/concurrency.ts';
import {
  COUNTS_LIFE_MS,
  type DayCount,
  type Holding,
  type KeptQuestion,
  type LearningStore,
  MOST_KEPT_QUESTIONS,
  type NewQuestion,
  type TaughtVersion,
  type Vote,
  VOTE_LIFE_MS,
  type VoteCount,
} from '../LearningStore.ts';
import { storable, type Tables } from '../rows.ts';
import { eraseFrom, hashOfPerson, heldOf, keyOf, type PersonRow, TABLES_OF_PEOPLE } from './people.ts';

export interface LearningOptions {
  readonly db: Kysely<Tables>;
  readonly now: () => number;
  readonly retentionDaysOf: (guildId: string) => Promise<number>;
  readonly inTransaction: (work: (trx: Transaction<Tables>) => Promise<unknown>) => Promise<void>;
  /** A transaction that watchers report. @param work - Returns the servers that it changed. */
  readonly change: (work: (trx: Transaction<Tables>) => Promise<readonly string[]>) => Promise<unknown>;
  readonly scrub: (tables: readonly (keyof Tables)[]) => Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** What servers learn, on either database. */
export class SqlLearning implements LearningStore {
  readonly #options: LearningOptions;
  readonly #db: Kysely<Tables>;

  constructor(options: LearningOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  record(guildId: string, questions: readonly NewQuestion[], counts: readonly DayCount[]): Promise<void> {
    return this.#options.inTransaction(async (trx) => {
      const key = questions.length > 0 ? await keyOf(trx, guildId) : '';
      for (const { id, personId, kind, text, note, answerId, at } of questions) {
        const row = { kind, text, note, person: hashOfPerson(key, personId), answer_id: answerId, at, hidden_until: 0 };
        await trx
          .insertInto('kept_question')
          .values({ guild_id: guildId, id, ...row })
          .onConflict((conflict) => conflict.columns(['guild_id', 'id']).doUpdateSet(row))
          .execute();
      }
      // Sorted, because two processes that lock the same rows in different orders could deadlock.
      for (const { day, outcome, count } of counts.toSorted((a, b) =>
        a.day + a.outcome < b.day + b.outcome ? -1 : 1,
      )) {
        await trx
          .insertInto('day_count')
          .values({ guild_id: guildId, day, outcome, count })
          .onConflict((conflict) =>
            conflict
              .columns(['guild_id', 'day', 'outcome'])
              .doUpdateSet((row) => ({ count: row('day_count.count', '+', row.ref('excluded.count')) })),
          )
          .execute();
      }
    });
  }

  choose(guildId: string, questionId: string, answerId: string): Promise<void> {
    return this.#options.inTransaction((trx) =>
      trx
        .updateTable('kept_question')
        .set({ kind: 'chosen', answer_id: answerId })
        .where('guild_id', '=', guildId)
        .where('id', '=', questionId)
        .where('kind', 'in', ['offered', 'chosen'])
        .execute(),
    );
  }

  async questions(guildId: string): Promise<KeptQuestion[]> {
    const rows = await this.#db
      .selectFrom('kept_question')
      .selectAll()
      .where('guild_id', '=', guildId)
      .where('at', '>', await this.#oldestOf(guildId))
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(MOST_KEPT_QUESTIONS)
      .execute();
    return rows.map(questionOf);
  }

  async questionsOfAll(): Promise<KeptQuestion[]> {
    const all: KeptQuestion[] = [];
    for (const guildId of await this.#guildsWithQuestions()) all.push(...(await this.questions(guildId)));
    return all;
  }

  hide(guildId: string, questionIds: readonly string[], until: number): Promise<void> {
    return this.#options.inTransaction(async (trx) => {
      for await (const batch of inBatches(questionIds)) {
        await trx
          .updateTable('kept_question')
          .set({ hidden_until: until })
          .where('guild_id', '=', guildId)
          .where('id', 'in', [...batch])
          .execute();
      }
    });
  }

  dropQuestion(guildId: string, questionId: string): Promise<void> {
    return this.#options.inTransaction((trx) =>
      trx.deleteFrom('kept_question').where('guild_id', '=', guildId).where('id', '=', questionId).execute(),
    );
  }

  addNote(guildId: string, questionId: string, personId: string, note: string): Promise<void> {
    return this.#options.inTransaction(async (trx) => {
      const person = hashOfPerson(await keyOf(trx, guildId), personId);
      await trx
        .updateTable('kept_question')
        .set({ note })
        .where('guild_id', '=', guildId)
        .where('id', '=', questionId)
        .where('person', '=', person)
        .execute();
    });
  }

  async personOn(guildId: string, personId: string): Promise<string> {
    return hashOfPerson(await keyOf(this.#db, guildId), personId);
  }

  vote(guildId: string, personId: string, { replyId, answerId, verdict }: Vote): Promise<void> {
    const at = this.#options.now();
    return this.#options.inTransaction(async (trx) => {
      const person = hashOfPerson(await keyOf(trx, guildId), personId);
      await trx
        .insertInto('vote')
        .values({ guild_id: guildId, reply_id: replyId, person, answer_id: answerId, verdict, at })
        .onConflict((conflict) =>
          conflict.columns(['guild_id', 'reply_id', 'person']).doUpdateSet({ answer_id: answerId, verdict, at }),
        )
        .execute();
    });
  }

  async votes(guildId: string): Promise<VoteCount[]> {
    const rows = await this.#db
      .selectFrom('vote')
      .select((row) => ['answer_id', 'verdict', row.fn.count<number>('person').distinct().as('people')])
      .where('guild_id', '=', guildId)
      .where('at', '>', this.#options.now() - VOTE_LIFE_MS)
      .groupBy(['answer_id', 'verdict'])
      .orderBy('answer_id')
      .orderBy('verdict')
      .execute();
    return rows.map(({ answer_id, verdict, people }) => ({ answerId: answer_id, verdict, people }));
  }

  async dayCounts(guildId: string, from: string): Promise<DayCount[]> {
    return this.#db
      .selectFrom('day_count')
      .select(['day', 'outcome', 'count'])
      .where('guild_id', '=', guildId)
      .where('day', '>=', from)
      .orderBy('day')
      .orderBy('outcome')
      .execute();
  }

  async taught(guildId: string): Promise<TaughtVersion[]> {
    const rows = await this.#db
      .selectFrom('taught_version')
      .selectAll()
      .where('guild_id', '=', guildId)
      .orderBy('answer_id')
      .orderBy('version')
      .execute();
    return [...new Map(rows.map((row) => [row.answer_id, taughtOf(row)])).values()];
  }

  async taughtHistory(guildId: string, answerId: string, db = this.#db): Promise<TaughtVersion[]> {
    const rows = await db
      .selectFrom('taught_version')
      .selectAll()
      .where('guild_id', '=', guildId)
      .where('answer_id', '=', answerId)
      .orderBy('version', 'desc')
      .execute();
    return rows.map(taughtOf);
  }

  async teach(
    guildId: string,
    { answerId, questions, notThis, expectedVersion }: Parameters<LearningStore['teach']>[1],
    editor: Parameters<LearningStore['teach']>[2],
  ): Promise<TaughtVersion | undefined> {
    let written: TaughtVersion | undefined;
    await this.#options.change(async (trx) => {
      const [latest] = await this.taughtHistory(guildId, answerId, trx);
      if ((latest?.version ?? 0) !== expectedVersion) return [];
      const row = {
        guild_id: guildId,
        answer_id: answerId,
        version: expectedVersion + 1,
        questions: JSON.stringify(questions),
        not_this: JSON.stringify(notThis),
        editor_id: editor.id,
        editor_name: storable(editor.name),
        at: this.#options.now(),
      };
      await trx.insertInto('taught_version').values(row).execute();
      written = taughtOf(row);
      return [guildId];
    });
    return written;
  }

  async heldOf(personId: string): Promise<Holding> {
    return heldOf(this.#db, await this.#person(personId));
  }

  async erase(personId: string): Promise<void> {
    const person = await this.#person(personId);
    await this.#options.change((trx) => eraseFrom(trx, person));
    await this.#options.scrub(TABLES_OF_PEOPLE);
  }

  async purge(): Promise<void> {
    const now = this.#options.now();
    for (const guildId of await this.#guildsWithQuestions()) {
      const oldest = await this.#oldestOf(guildId);
      const [last] = await this.#db
        .selectFrom('kept_question')
        .select('at')
        .where('guild_id', '=', guildId)
        .orderBy('at', 'desc')
        .offset(MOST_KEPT_QUESTIONS)
        .limit(1)
        .execute();
      await this.#options.inTransaction((trx) =>
        trx
          .deleteFrom('kept_question')
          .where('guild_id', '=', guildId)
          .where('at', '<=', Math.max(oldest, last?.at ?? 0))
          .execute(),
      );
    }
    const firstDay = new Date(now - COUNTS_LIFE_MS).toISOString().slice(0, 10);
    await this.#options.inTransaction(async (trx) => {
      await trx
        .deleteFrom('vote')
        .where('at', '<=', now - VOTE_LIFE_MS)
        .execute();
      await trx.deleteFrom('day_count').where('day', '<', firstDay).execute();
    });
  }

  /** The time up to which everything is too old on a server. */
  async #oldestOf(guildId: string): Promise<number> {
    const days = await this.#options.retentionDaysOf(guildId);
    return days === 0 ? Number.MAX_SAFE_INTEGER : this.#options.now() - days * DAY_MS;
  }

  async #guildsWithQuestions(): Promise<string[]> {
    const rows = await this.#db.selectFrom('kept_question').select('guild_id').distinct().orderBy('guild_id').execute();
    return rows.map(({ guild_id }) => guild_id);
  }

  async #person(id: string): Promise<PersonRow> {
    const keys = await this.#db.selectFrom('person_key').selectAll().execute();
    return { id, hashes: keys.map(({ guild_id, key }) => ({ guildId: guild_id, hash: hashOfPerson(key, id) })) };
  }
}

function questionOf(row: Tables['kept_question']): KeptQuestion {
  const { id, kind, text, note, person, at } = row;
  return { id, kind, text, note, person, answerId: row.answer_id, at, hiddenUntil: row.hidden_until };
}

function taughtOf(row: Tables['taught_version']): TaughtVersion {
  return {
    answerId: row.answer_id,
    version: row.version,
    questions: JSON.parse(row.questions) as string[],
    notThis: JSON.parse(row.not_this) as string[],
    editorId: row.editor_id,
    editorName: row.editor_name,
    at: row.at,
  };
}

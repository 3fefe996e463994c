import { createHmac } from 'node:crypto';
import { DAY_MS, dayOf } from '../shared/clock.ts';
import { inBatches } from '../shared/concurrency.ts';
import { type Database, type Queries, read, readGuildIds, type Sql, sql } from './Database.ts';
import { keyOf, readSettings } from './guilds.ts';
import { type Editor, storable } from './records.ts';
import type { Changes } from './revisions.ts';

/**
 * Why a question is kept. `unanswered`: the bot had no answer. `offered`: it offered answers, and nobody took one. `chosen`:
 * the person chose one of them. `disputed`: somebody said that the answer was wrong. `proposed`: a member proposes an answer.
 */
export const QUESTION_KINDS = ['unanswered', 'offered', 'chosen', 'disputed', 'proposed'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A question that somebody may want to look into. Kept for as long as the server's `questionRetentionDays` says. */
export interface KeptQuestion {
  /** Of the message or interaction that asked, perhaps with something after it. Unique on its server. */
  readonly id: string;
  readonly kind: QuestionKind;
  /** Without names, mentions and links. */
  readonly text: string;
  /** What the person said about it: what is wrong ({@link readNote}), or the answer that they propose. Empty for nothing. */
  readonly note: string;
  /** A hash of the person's id with a key of the server, by which people are counted. */
  readonly person: string;
  /** The answer that was chosen or disputed. */
  readonly answerId: string | null;
  readonly at: number;
  /** Until then, no moderator wants to see it; 0 if nobody has put it aside. */
  readonly hiddenUntil: number;
}

/** A question as the bot hears it. Only a hash of the person's id is written. */
export interface NewQuestion extends Omit<KeptQuestion, 'person' | 'hiddenUntil'> {
  readonly personId: string;
}

/** What was heard on one server since the last time. */
export interface Heard {
  readonly guildId: string;
  /** Each replaces the one with its id. */
  readonly questions?: Iterable<NewQuestion>;
  /** To be added to those of their days. */
  readonly counts?: Iterable<DayCount>;
  /** Ids of questions that were offered several answers, with the one that the person chose. */
  readonly choices?: Iterable<readonly [questionId: string, answerId: string]>;
  /** Ids of answers, with how often each was given. */
  readonly uses?: Iterable<readonly [answerId: string, count: number]>;
}

/** `answered`: an answer was given. `offered`: several, or a button. `passed`: the bot had none. `taken`: an offer was taken. */
export const OUTCOMES = ['answered', 'offered', 'passed', 'taken'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How often something happened on one day. Neither texts nor people. */
export interface DayCount {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly outcome: Outcome;
  readonly count: number;
}

/** `solved`: "Solved it". The others say what is wrong with a reply. */
export const VERDICTS = ['solved', 'other', 'outdated', 'incorrect', 'unclear'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What one person said about one reply. */
export interface Vote {
  readonly replyId: string;
  readonly answerId: string;
  readonly verdict: Verdict;
}

/** How many people said something about an answer. Each counts once. */
export interface VoteCount {
  readonly answerId: string;
  readonly verdict: Verdict;
  readonly people: number;
}

/** What a server's moderators have added to how one answer is found. The answer itself stays as it is. */
export interface TaughtVersion {
  readonly answerId: string;
  readonly version: number;
  readonly questions: readonly string[];
  /** Counter-examples: questions that must not get this answer. */
  readonly notThis: readonly string[];
  readonly editorId: string;
  readonly editorName: string;
  readonly at: number;
}

/** How long a vote is kept, so that each person has only one on each reply. */
export const VOTE_LIFE_MS = 30 * DAY_MS;

const COUNTS_LIFE_MS = 400 * DAY_MS;

/** More than anybody looks through. Beyond that, a server's oldest are deleted. */
const MOST_KEPT_QUESTIONS = 5_000;

/** What takes the place of an editor's id and name: the answers stay, because they are the server's. */
const NOBODY = sql`editor_id = '0', editor_name = 'deleted'`;

/** What servers learn from what is asked. As in `Store`, a write resolves only once it is on disk. */
export class LearningStore {
  readonly #db: Database;
  readonly #changes: Changes;
  readonly #now: () => number;

  constructor(db: Database, changes: Changes, now: () => number) {
    this.#db = db;
    this.#changes = changes;
    this.#now = now;
  }

  /** Keeps questions, and adds to counts, all or nothing. */
  record(heard: readonly Heard[]): Promise<void> {
    // Sorted, here and below, because two processes that lock the same rows in different orders could deadlock.
    const sorted = heard.toSorted((a, b) => (a.guildId < b.guildId ? -1 : 1));
    const at = this.#now();
    return this.#changes.write(async (trx) => {
      for await (const batch of inBatches(sorted)) for (const one of batch) await recordHeard(trx, one, at);
    });
  }

  /** What is kept of a server and not older than its settings allow, newest first. */
  async questions(guildId: string): Promise<KeptQuestion[]> {
    const isFresh = sql`guild_id = ${guildId} and at > ${await this.#oldestOf(guildId)}`;
    const latest = sql`order by at desc, id limit ${MOST_KEPT_QUESTIONS}`;
    return read(this.#db, sql`select * from kept_question where ${isFresh} ${latest}`);
  }

  async questionsOfAll(): Promise<KeptQuestion[]> {
    const all: KeptQuestion[] = [];
    for (const guildId of await this.#guildsWithQuestions()) all.push(...(await this.questions(guildId)));
    return all;
  }

  hide(guildId: string, questionIds: readonly string[], until: number): Promise<void> {
    return this.#changes.write(async (trx) => {
      for await (const ids of inBatches(questionIds)) {
        const areThese = sql`guild_id = ${guildId} and id in ${sql.tuple(ids)}`;
        await trx.all(sql`update kept_question set hidden_until = ${until} where ${areThese}`);
      }
    });
  }

  /**
   * One vote a person and reply: the last one counts.
   *
   * @param question - To keep if the reply is wrong, as a question of the person who says so. When they say something else,
   *   its text stays, and so does their line. The text goes when its asker, if known, has what is theirs deleted.
   */
  vote(
    guildId: string,
    personId: string,
    { replyId, answerId, verdict }: Vote,
    question?: { readonly text: string; readonly askerId: string | undefined },
  ): Promise<void> {
    const at = this.#now();
    return this.#changes.write(async (trx) => {
      const key = await keyOf(trx, guildId);
      const person = hashOfPerson(key, personId);
      const vote = { guildId, replyId, person, answerId, verdict, at };
      await trx.all(sql.upsert('vote', [vote], 'guild_id, reply_id, person', 'answer_id', 'verdict', 'at'));
      const isTheirs = disputeOf(guildId, replyId, person);
      if (verdict === 'solved') await trx.all(sql`delete from kept_question where ${isTheirs}`);
      if (verdict === 'solved' || !question) return;
      const [known] = await read<{ note: string }>(trx, sql`select note from kept_question where ${isTheirs}`);
      const note = noteOf(verdict, known ? readNote(known.note).line : '');
      const { text, askerId } = question;
      const asker = askerId === undefined ? null : hashOfPerson(key, askerId);
      const ids = { guildId, id: disputeId(replyId, person), person, answerId, asker };
      const dispute = { ...ids, kind: 'disputed', text, note, at, hiddenUntil: 0 };
      const replaced = ['note', 'answer_id', 'at', 'hidden_until'];
      await trx.all(sql.upsert('kept_question', [dispute], 'guild_id, id', ...replaced));
    });
  }

  /** Adds a line to what a person said was wrong with a reply. @returns Whether that is still kept. */
  async addNote(guildId: string, replyId: string, personId: string, line: string): Promise<boolean> {
    let isKept = false;
    await this.#changes.write(async (trx) => {
      const person = hashOfPerson(await keyOf(trx, guildId), personId);
      const [vote] = await trx.all<Vote>(sql`
        select verdict from vote where guild_id = ${guildId} and reply_id = ${replyId} and person = ${person}`);
      const rows = await trx.all(sql`
        update kept_question set note = ${noteOf(vote?.verdict ?? 'other', line)}
        where ${disputeOf(guildId, replyId, person)} returning id`);
      isKept = rows.length > 0;
    });
    return isKept;
  }

  votes(guildId: string): Promise<VoteCount[]> {
    const votes = sql`
      select answer_id, verdict, count(distinct person) as people from vote
      where guild_id = ${guildId} and at > ${this.#now() - VOTE_LIFE_MS}
      group by answer_id, verdict order by answer_id, verdict`;
    return read(this.#db, votes);
  }

  /** @param from - The first day. */
  dayCounts(guildId: string, from: string): Promise<DayCount[]> {
    return this.#db.all<DayCount>(sql`
      select day, outcome, count from day_count where guild_id = ${guildId} and day >= ${from} order by day, outcome`);
  }

  /** What the server's moderators have added to answers, the latest version of each. */
  async taught(guildId: string): Promise<TaughtVersion[]> {
    const versions = await taughtWhere(this.#db, sql`guild_id = ${guildId} order by answer_id, version`);
    return [...new Map(versions.map((version) => [version.answerId, version])).values()];
  }

  /** All versions of it, newest first. */
  taughtHistory(guildId: string, answerId: string): Promise<TaughtVersion[]> {
    return taughtWhere(this.#db, sql`guild_id = ${guildId} and answer_id = ${answerId} order by version desc`);
  }

  /** @returns `undefined` if the store has another version than expected, 0 for none. Then nothing is written. */
  async teach(
    guildId: string,
    change: Pick<TaughtVersion, 'answerId' | 'questions' | 'notThis'> & { readonly expectedVersion: number },
    editor: Editor,
  ): Promise<TaughtVersion | undefined> {
    const { answerId, questions, notThis, expectedVersion } = change;
    const by = { editorId: editor.id, editorName: storable(editor.name), at: this.#now() };
    const taught = { answerId, version: expectedVersion + 1, questions, notThis, ...by };
    let isWritten = false;
    await this.#changes.change(async (trx) => {
      const isOne = sql`guild_id = ${guildId} and answer_id = ${answerId}`;
      const [latest] = await taughtWhere(trx, sql`${isOne} order by version desc limit 1`);
      if ((latest?.version ?? 0) !== expectedVersion) return [];
      await trx.all(sql.insertInto('taught_version', [{ guildId, ...taught }]));
      isWritten = true;
      return [guildId];
    });
    return isWritten ? taught : undefined;
  }

  /** What is held of a person on all servers. `versions` are those of answers and phrasings that name them as their editor. */
  async heldOf(personId: string) {
    const questions: Pick<KeptQuestion, 'kind' | 'text' | 'note' | 'at'>[] = [];
    let votes = 0;
    for (const { asked, wrote, voted } of await this.#rowsOf(personId)) {
      const rows = sql`select kind, text, case when ${wrote} then note else '' end as note, at from kept_question where ${asked}`;
      questions.push(...(await read<KeptQuestion>(this.#db, rows)));
      votes += await this.#count(sql`vote where ${voted}`);
    }
    const answers = await this.#count(sql`answer_version where editor_id = ${personId}`);
    return {
      questions: questions.toSorted((a, b) => b.at - a.at),
      votes,
      replies: await this.#count(sql`given_reply where ${inReply(personId)}`),
      drafts: await this.#count(sql`answer_draft where editor_id = ${personId}`),
      versions: answers + (await this.#count(sql`taught_version where editor_id = ${personId}`)),
    };
  }

  /** Deletes everything of a person on all servers, so that nothing of it is left in the database's files. */
  async erase(personId: string): Promise<void> {
    const rows = await this.#rowsOf(personId);
    await this.#changes.change(async (trx) => {
      for (const { asked, voted } of rows) {
        await trx.all(sql`delete from kept_question where ${asked}`);
        await trx.all(sql`delete from vote where ${voted}`);
      }
      await trx.all(sql`delete from given_reply where ${inReply(personId)}`);
      await trx.all(sql`delete from answer_draft where editor_id = ${personId}`);
      const changed: string[] = [];
      for (const table of [sql.raw('answer_version'), sql.raw('taught_version')]) {
        const update = sql`update ${table} set ${NOBODY} where editor_id = ${personId} returning guild_id`;
        changed.push(...(await readGuildIds(trx, update)));
      }
      return [...new Set(changed)];
    });
    const ofPeople = ['kept_question', 'vote', 'given_reply', 'answer_draft', 'answer_version', 'taught_version'];
    await this.#db.scrub(ofPeople);
  }

  async purge(): Promise<void> {
    const now = this.#now();
    for (const guildId of await this.#guildsWithQuestions()) {
      const oldest = await this.#oldestOf(guildId);
      const [last] = await this.#db.all<{ at: number }>(sql`
        select at from kept_question where guild_id = ${guildId} order by at desc limit 1 offset ${MOST_KEPT_QUESTIONS}`);
      const until = Math.max(oldest, last?.at ?? 0);
      await this.#changes.write((trx) =>
        trx.all(sql`delete from kept_question where guild_id = ${guildId} and at <= ${until}`),
      );
    }
    await this.#changes.write(async (trx) => {
      await trx.all(sql`delete from vote where at <= ${now - VOTE_LIFE_MS}`);
      await trx.all(sql`delete from day_count where day < ${dayOf(now - COUNTS_LIFE_MS)}`);
    });
  }

  /** The time up to which everything is too old on a server. */
  async #oldestOf(guildId: string): Promise<number> {
    const { questionRetentionDays: days } = await readSettings(this.#db, guildId);
    return days === 0 ? Number.MAX_SAFE_INTEGER : this.#now() - days * DAY_MS;
  }

  #guildsWithQuestions(): Promise<string[]> {
    return readGuildIds(this.#db, sql`select distinct guild_id from kept_question order by guild_id`);
  }

  /** For each server, which rows are a person's where their id is hashed: `asked` also if somebody else disputes the answer. */
  async #rowsOf(personId: string): Promise<Record<'asked' | 'wrote' | 'voted', Sql>[]> {
    const keys = await read<{ guildId: string; key: string }>(this.#db, sql`select * from person_key`);
    return keys.map(({ guildId, key }) => {
      const hash = hashOfPerson(key, personId);
      const wrote = sql`person = ${hash}`;
      const voted = sql`guild_id = ${guildId} and ${wrote}`;
      return { asked: sql`guild_id = ${guildId} and (${wrote} or asker = ${hash})`, wrote, voted };
    });
  }

  async #count(rows: Sql): Promise<number> {
    const [counted] = await this.#db.all<{ count: number }>(sql`select count(*) as count from ${rows}`);
    return counted!.count;
  }
}

async function recordHeard(trx: Queries, heard: Heard, lastAt: number): Promise<void> {
  const { guildId, questions = [], counts = [], choices = [], uses = [] } = heard;
  const kept = [...questions];
  const key = kept.length > 0 ? await keyOf(trx, guildId) : '';
  for (const { id, personId, kind, text, note, answerId, at } of kept) {
    const person = hashOfPerson(key, personId);
    const row = { guildId, id, kind, text, note, person, answerId, at, hiddenUntil: 0 };
    const replaced = ['kind', 'text', 'note', 'person', 'answer_id', 'at', 'hidden_until'];
    await trx.all(sql.upsert('kept_question', [row], 'guild_id, id', ...replaced));
  }
  for (const { day, outcome, count } of [...counts].toSorted((a, b) => (keyOfCount(a) < keyOfCount(b) ? -1 : 1))) {
    await trx.all(sql`
      ${sql.insertInto('day_count', [{ guildId, day, outcome, count }])}
      on conflict (guild_id, day, outcome) do update set count = day_count.count + excluded.count`);
  }
  for (const [questionId, answerId] of choices) {
    await trx.all(sql`
      update kept_question set kind = 'chosen', answer_id = ${answerId}
      where guild_id = ${guildId} and id = ${questionId} and kind in ('offered', 'chosen')`);
  }
  const used = Array.from(uses, ([answerId, count]) => ({ guildId, answerId, count, lastAt }));
  for await (const batch of inBatches(used.toSorted((a, b) => (a.answerId < b.answerId ? -1 : 1)))) {
    await trx.all(sql`
      ${sql.insertInto('answer_use', batch)} on conflict (guild_id, answer_id)
      do update set count = answer_use.count + excluded.count, last_at = excluded.last_at`);
  }
}

/** The verdict, and what a person has added to it in a line. */
export function readNote(note: string): { readonly verdict: Verdict; readonly line: string } {
  const [, verdict = note, line = ''] = /^(\w+): (.*)$/s.exec(note) ?? [];
  return { verdict: VERDICTS.find((one) => one === verdict) ?? 'other', line };
}

const noteOf = (verdict: Verdict, line: string): string => (line === '' ? verdict : `${verdict}: ${line}`);

/** Of the question that is kept because a person says that a reply is wrong. */
const disputeId = (replyId: string, person: string): string => `${replyId}-${person}`;

const disputeOf = (guildId: string, replyId: string, person: string): Sql =>
  sql`guild_id = ${guildId} and id = ${disputeId(replyId, person)}`;

/** Replies that a person asked for, or that name them because somebody asked for them. */
const inReply = (personId: string): Sql => sql`(asker_id = ${personId} or for_user_id = ${personId})`;

const keyOfCount = ({ day, outcome }: DayCount): string => day + outcome;

/** The same person can be counted, and has another hash on another server. @param key - Of the server. */
function hashOfPerson(key: string, personId: string): string {
  return createHmac('sha256', key).update(personId).digest('base64url').slice(0, 22);
}

/** @param condition - What follows conditions may follow it. */
const taughtWhere = (db: Queries, condition: Sql): Promise<TaughtVersion[]> =>
  read(db, sql`select * from taught_version where ${condition}`);

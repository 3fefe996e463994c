/**
 * Why a question is kept. `unanswered`: the bot had no answer. `offered`: it offered answers, and nobody took one. `chosen`:
 * the person chose one of them. `disputed`: somebody said that the answer was wrong. `proposed`: a member proposes an answer.
 */
export const QUESTION_KINDS = ['unanswered', 'offered', 'chosen', 'disputed', 'proposed'] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/** A question that somebody may want to look into. Kept for as long as the server's `questionRetentionDays` says. */
export interface KeptQuestion {
  /** Discord's id of the message or interaction that asked, perhaps with something after it. Unique on its server. */
  readonly id: string;
  readonly kind: QuestionKind;
  /** Without names, mentions and links. */
  readonly text: string;
  /** What the person said about it: why the answer was wrong, or the answer that they propose. Empty for nothing. */
  readonly note: string;
  /** A hash of the person's id with a key of the server, by which people are counted. */
  readonly person: string;
  /** The answer that was chosen or disputed. */
  readonly answerId: string | null;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Milliseconds since 1970 until which no moderator wants to see it; 0 if nobody has put it aside. */
  readonly hiddenUntil: number;
}

/** A question as the bot hears it, with who asked. Only a hash of the person's id is written. */
export interface NewQuestion extends Omit<KeptQuestion, 'person' | 'hiddenUntil'> {
  readonly personId: string;
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

/** `solved`: "That solved it". The others say what is wrong with a reply. */
export const VERDICTS = ['solved', 'other', 'outdated', 'incorrect', 'unclear'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What one person said about one reply. */
export interface Vote {
  /** Discord's id of the message with the answer. */
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
  /** 1, 2, 3 … */
  readonly version: number;
  readonly questions: readonly string[];
  /** Counter-examples: questions that must not get this answer. */
  readonly notThis: readonly string[];
  readonly editorId: string;
  readonly editorName: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** How many things of a person the store holds, on all servers. */
export interface Holding {
  /** The texts of questions that are kept, newest first. */
  readonly questions: readonly string[];
  readonly votes: number;
  /** Replies of the last day. */
  readonly replies: number;
  readonly drafts: number;
  /** Versions of answers and phrasings that name the person as their editor. */
  readonly versions: number;
}

/** How long a vote is kept, so that each person has only one on each reply. */
export const VOTE_LIFE_MS = 30 * 24 * 60 * 60 * 1000;

/** How long the counts of a day are kept. */
export const COUNTS_LIFE_MS = 400 * 24 * 60 * 60 * 1000;

/** More than anybody looks through. Beyond that, a server's oldest are deleted. */
export const MOST_KEPT_QUESTIONS = 5_000;

/** What servers learn from what is asked. As in `Store`, a write resolves only once it is on disk. */
export interface LearningStore {
  /** Keeps questions, each replacing the one with its id, and adds to the counts of days. */
  record(guildId: string, questions: readonly NewQuestion[], counts: readonly DayCount[]): Promise<void>;
  /** A question that was offered several answers: the person chose one. */
  choose(guildId: string, questionId: string, answerId: string): Promise<void>;
  /** What is kept of a server and not older than its settings allow, newest first. */
  questions(guildId: string): Promise<KeptQuestion[]>;
  /** Of all servers, as {@link questions}. */
  questionsOfAll(): Promise<KeptQuestion[]>;
  hide(guildId: string, questionIds: readonly string[], until: number): Promise<void>;
  dropQuestion(guildId: string, questionId: string): Promise<void>;
  /** Adds to what a person said about a reply. Does nothing if the question is not theirs. */
  addNote(guildId: string, questionId: string, personId: string, note: string): Promise<void>;
  /** A hash of a person's id on one server. */
  personOn(guildId: string, personId: string): Promise<string>;
  /** One vote a person and reply: the last one counts. */
  vote(guildId: string, personId: string, vote: Vote): Promise<void>;
  votes(guildId: string): Promise<VoteCount[]>;
  /** @param from - `YYYY-MM-DD`, the first day. */
  dayCounts(guildId: string, from: string): Promise<DayCount[]>;
  /** What the server's moderators have added to answers, the latest version of each. */
  taught(guildId: string): Promise<TaughtVersion[]>;
  /** All versions of it, newest first. */
  taughtHistory(guildId: string, answerId: string): Promise<TaughtVersion[]>;
  /** @returns `undefined` if the store has another version than expected, 0 for none. Then nothing is written. */
  teach(
    guildId: string,
    change: Pick<TaughtVersion, 'answerId' | 'questions' | 'notThis'> & { readonly expectedVersion: number },
    editor: { readonly id: string; readonly name: string },
  ): Promise<TaughtVersion | undefined>;
  heldOf(personId: string): Promise<Holding>;
  /** Deletes everything of a person on all servers, so that nothing of it is left in the database's files. */
  erase(personId: string): Promise<void>;
  /** Deletes what has been kept long enough. */
  purge(): Promise<void>;
}

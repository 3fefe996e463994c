import { DAY_MS } from '../shared/clock.ts';

// Times are in milliseconds since 1970. Ids of servers, channels, messages, roles and people are Discord's.

export type ChangeListener = (guildIds: readonly string[]) => void | Promise<void>;

export interface Subscription {
  stop(): Promise<void>;
}

/**
 * The editable part of a server answer: what moderators write, without who changed it and when. The store keeps it as it
 * is; `answers/` checks lengths, links and conflicting phrasings.
 */
export interface AnswerContent {
  readonly title: string;
  /** Phrasings: ways in which members ask this. */
  readonly questions: readonly string[];
  /** Markdown. */
  readonly body: string;
  /** Links, `https://…`, most important first. May be empty. */
  readonly sources: readonly string[];
  /** `YYYY-MM-DD`: the day on which somebody should review it. Absent if it won't become outdated. */
  readonly reviewBy?: string;
}

/** Nobody returns to a preview that long after closing it. */
export const DRAFT_LIFE_MS = DAY_MS;

/** A server that removed the bot is forgotten 30 days later: until then it can come back and find everything as it was. */
export const FORGET_AFTER_MS = 30 * DAY_MS;

/** What is deleted meanwhile, on request too, is still in the copy that was kept before migrating: so it goes after 30 days. */
export const COPY_LIFE_MS = 30 * DAY_MS;

/** A change that its editor has written but not yet published. The buttons under its preview act on it. */
export interface AnswerDraft extends Change {
  /** Short random text of at most 32 characters, so that it fits into a button's `custom_id`. */
  readonly id: string;
  readonly guildId: string;
  /** Nobody else may use it. */
  readonly editorId: string;
  readonly at: number;
}

export type ChangeKind = 'add' | 'edit' | 'remove' | 'restore' | 'import';

/** One state of a server answer. Every change adds a version and keeps the earlier ones for history and restoring. */
export interface AnswerVersion {
  readonly guildId: string;
  /** Kebab-case and unique in its server. With the id of a curated answer, it replaces that answer there. */
  readonly answerId: string;
  /** 1, 2, 3 … without gaps. */
  readonly version: number;
  readonly kind: ChangeKind;
  /**
   * `null`: from this version on, the server has no answer of its own with this id. A curated answer with this id is
   * hidden there, unless the kind is `restore`: then the server sees the curated one again.
   */
  readonly content: AnswerContent | null;
  readonly editorId: string;
  /** The person's name at the time, to show when Discord no longer knows them. */
  readonly editorName: string;
  readonly at: number;
}

/** A text without what PostgreSQL does not accept: NUL and lone surrogates. */
export const storable = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** Who makes a change, with the name to show in the history. */
export interface Editor {
  readonly id: string;
  readonly name: string;
}

/** A change to one server answer. Writing it makes the answer's next version. */
export interface Change {
  readonly answerId: string;
  readonly kind: ChangeKind;
  /** `null` removes the server answer, or hides a curated one. */
  readonly content: AnswerContent | null;
  /**
   * The version that the editor saw, `0` if there was none. If the store has another one, somebody else was faster and
   * nothing is written. A removed answer keeps its versions: adding it again expects the last of them.
   */
  readonly expectedVersion: number;
}

export interface Written {
  /** In the order of the changes. */
  readonly versions: readonly AnswerVersion[];
  readonly revision: number;
}

/** How long a reply follows its question and its answer. */
export const REPLY_LIFE_MS = DAY_MS;

/** A message with which the bot has replied to a person, for everybody to see. Ids alone: neither the question nor the answer's text. */
export interface GivenReply {
  /** Of the message that was replied to, or of the interaction. */
  readonly questionId: string;
  /** Of the bot's message. */
  readonly replyId: string;
  readonly channelId: string;
  /** `null` in direct messages. */
  readonly guildId: string | null;
  readonly askerId: string;
  /** Another user that the asker asked for, named above the answer. */
  readonly forUserId?: string;
  /** The answer that it shows, links to or offers; `null` if there is none. */
  readonly answerId: string | null;
  /** A hash of what it shows, by which a later change is noticed; `null` for a link or an offer. */
  readonly digest: string | null;
  /** Somebody has taken it away. It stays away, whatever happens to the question. */
  readonly isDismissed: boolean;
  /** The bot takes it away after some minutes: an offer, or the notice that there have been enough replies. Default: false. */
  readonly isTemporary?: boolean;
  readonly at: number;
}

/**
 * What the bot does in a channel. `off`: nothing, even if it is mentioned. `mentioned`: it replies to those who mention it.
 * `offer`: as well, a button under messages that it may have an answer to. `answer`: as well, it answers by itself when it
 * is certain.
 */
export const CHANNEL_MODES = ['off', 'mentioned', 'offer', 'answer'] as const;
export type ChannelMode = (typeof CHANNEL_MODES)[number];

/** When the bot only speaks if it is asked, every day. */
export interface QuietHours {
  /** `HH:MM` */
  readonly from: string;
  /** `HH:MM`. Before `from` means the next day. */
  readonly until: string;
  /** By its IANA name: `Europe/Berlin`. */
  readonly timeZone: string;
}

/** How much the bot writes in channels, by itself or because it was mentioned. 0 for no limit. */
export interface Limits {
  /** Replies to one person within `minutes`. */
  readonly perPerson: number;
  /** Replies in one channel within `minutes`. */
  readonly perChannel: number;
  readonly minutes: number;
  /** For so long, the same answer in the same channel becomes a link to the first. */
  readonly repeatMinutes: number;
}

/** What the moderators of one server have set. Stored as JSON, so that a new setting needs no migration. */
export interface GuildSettings {
  /** Their members may edit answers, in addition to everyone who may manage the server. */
  readonly editorRoleIds: readonly string[];
  /** Where changes are logged; `null` if they aren't. */
  readonly logChannelId: string | null;
  /** In channels for which nothing else is set. */
  readonly defaultMode: ChannelMode;
  /** By the id of a category, channel or thread. The nearest one counts. */
  readonly channelModes: Readonly<Record<string, ChannelMode>>;
  /** `null` for none. */
  readonly quietHours: QuietHours | null;
  readonly limits: Limits;
  /** Categories, channels and threads where the bot may reply as often as it is asked. */
  readonly unlimitedChannelIds: readonly string[];
  /** Whether answers come with pictures, where the bot may attach files. */
  readonly pictures: boolean;
  /** For how many days the text of questions without an answer is kept; 0 to keep none. At most `MAX_RETENTION_DAYS`. */
  readonly questionRetentionDays: number;
  /** Whether members may propose answers with `/propose`. */
  readonly proposals: boolean;
}

/** Three months: what nobody looked into by then is not asked often. */
export const MAX_RETENTION_DAYS = 90;

export type SettingsChange = Partial<GuildSettings> | ((current: GuildSettings) => Partial<GuildSettings>);

/** The settings of a server that has set nothing, and the value of each setting that is missing in the store. */
export const DEFAULT_SETTINGS: GuildSettings = Object.freeze({
  editorRoleIds: Object.freeze([]),
  logChannelId: null,
  defaultMode: 'mentioned',
  channelModes: Object.freeze({}),
  quietHours: null,
  limits: Object.freeze({ perPerson: 3, perChannel: 6, minutes: 5, repeatMinutes: 10 }),
  unlimitedChannelIds: Object.freeze([]),
  pictures: true,
  questionRetentionDays: 30,
  proposals: false,
});

/** How often an answer was given on one server. Every id is counted: server answers, curated and generated ones. */
export interface UseCount {
  readonly count: number;
  readonly lastAt: number;
}

/** What is stored about one server. */
export interface ServerHoldings {
  readonly guildId: string;
  /** Current answers, without removed ones and hidden curated ones. */
  readonly answers: number;
  readonly uses: number;
  readonly hasSettings: boolean;
  /** When an answer was last changed; `null` if none ever was. */
  readonly changedAt: number | null;
  /** When the last bot left it; `null` while one is there, or if nothing is recorded. */
  readonly leftAt: number | null;
}

/** How much a backup holds, counted as in {@link ServerHoldings}. Showing it keeps people from mistaking a backup of another database for theirs. */
export interface Holdings {
  readonly servers: number;
  readonly answers: number;
}

export interface StoreOptions {
  /** Called with errors that no caller waits for. The store recovers by itself. Default: ignores them. */
  readonly onFault?: (error: unknown) => void;
  /** Called with the name of the copy that was made before a database of an older version was migrated. Default: ignores it. */
  readonly onCopy?: (copy: string) => void;
  /** Default: `Date.now`. */
  readonly now?: () => number;
  /**
   * How often `watch` checks for changes by other processes, in milliseconds. Default: 1,000 with SQLite; 30,000 with
   * PostgreSQL, which sends notifications and is polled only in case one is lost.
   */
  readonly pollMs?: number;
  /**
   * How long PostgreSQL may leave a statement unanswered before its connection is given up, in milliseconds. Default: 30,000,
   * since a statement may wait for another process that migrates or restores.
   */
  readonly answerWithinMs?: number;
  /** Called after each statement. @param ms - What it took. Default: not called. */
  readonly onQuery?: (ms: number, hasFailed: boolean) => void;
  /** Fail instead of creating a database that doesn't exist. For commands that only read. Default: false. */
  readonly mustExist?: boolean;
}

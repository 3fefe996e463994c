import type { Client, Message } from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import { choicesOf } from '../../answers/KnowledgeBook.ts';
import { limitsIn } from '../../channels/Cooldowns.ts';
import type { EditReply } from '../../channels/GivenReplies.ts';
import { LruCache } from '../../shared/cache.ts';
import { KeyedMutex, within } from '../../shared/concurrency.ts';
import { type GivenReply, REPLY_LIFE_MS } from '../../store/Store.ts';
import type { BotContext } from '../BotContext.ts';
import { sentence } from '../components.ts';
import { PICTURE_PATIENCE_MS } from '../present.ts';
import { Responder } from '../Responder.ts';
import { APOLOGY } from '../strings.ts';
import { isTyped, pathOf, questionsIn, replyWhenAsked } from './asking.ts';
import { answerDraft, linkBody, noticeBody, offerDraft, type ReplyDraft } from './drafts.ts';
import { type Hearing, Listener } from './Listener.ts';
import { askedIn, logContext, Outbox } from './Outbox.ts';

/** How many channels to remember that have had enough, so that each is told once. */
const REMEMBERED_CHANNELS = 1_000;

/** How many deleted messages to remember while they may still be answered. */
const REMEMBERED_MESSAGES = 1_000;

/** An offer is for the moment in which somebody wonders. */
const OFFER_LIFE_MS = 60_000;

/**
 * After that, an edit brings no answer: its author expects none. To a message that asks the bot it does for as long as replies are
 * remembered, because later the message may have had one.
 */
const EDITED_WITHIN_MS = { asked: REPLY_LIFE_MS, answer: 5 * 60_000, offer: 5 * 60_000 };

/** What people get who ask in a channel that has had enough answers: one message for all, as long as its limits count. */
interface Notice {
  readonly until: number;
  readonly choices: Map<string, Choice>;
  /** `undefined` if it could not be sent: then nothing more is said either. */
  replyId?: string | undefined;
}

/** Replies to messages, once each, and has the replies follow what happens to the messages. No method rejects. */
export class MessageHandler {
  readonly #context: BotContext;
  readonly #client: Client;
  readonly #outbox: Outbox;
  readonly #listener: Listener;
  /** One thing at a time for each message, and for each channel one reply. */
  readonly #turns = new KeyedMutex();
  /** Messages that were deleted, perhaps before they were answered, and replies that were taken away. */
  readonly #deleted = new LruCache<string, true>(REMEMBERED_MESSAGES);
  /** By channel. */
  readonly #notices = new LruCache<string, Notice>(REMEMBERED_CHANNELS);
  /** The questions that got a link to a reply, by the id of that reply. */
  readonly #links = new LruCache<string, readonly string[]>(REMEMBERED_MESSAGES);
  readonly #startedAt: number;
  /** Offers and notices that are there, by the id of their message. */
  readonly #temporary = new Map<string, { readonly reply: GivenReply; readonly cancel: () => void }>();

  constructor(context: BotContext, client: Client) {
    this.#context = context;
    this.#client = client;
    this.#outbox = new Outbox(context, client);
    this.#listener = new Listener(context);
    this.#startedAt = context.clock.now();
  }

  /** @returns `undefined` for a message that is passed over without reading it, as most are. */
  created(message: Message): Promise<void> | undefined {
    if (!isTyped(message)) return undefined;
    const hearing = this.#listener.hear(message);
    return hearing && this.#reply(message, hearing);
  }

  /** @param message - As it is now. Discord also sends this for what nobody edited, such as a link's preview. */
  async edited(message: Message): Promise<void> {
    if (!isTyped(message) || message.editedTimestamp === null) return;
    await this.#turns.run(message.id, () => this.#outbox.caught(askedIn(message), () => this.#follow(message)));
  }

  async deleted(messageId: string, channelId: string): Promise<void> {
    this.#deleted.set(messageId, true);
    this.#close(messageId);
    const work = async (): Promise<void> => {
      const given = await this.#context.replies.of(messageId);
      if (!given) return;
      if (given.questionId === messageId && given.replyId !== messageId) return this.#withdraw(given);
      if (given.digest !== null) this.#context.cooldowns.forget(given);
      this.#context.replies.remember({ ...given, isDismissed: true });
      // They lead nowhere now, and with the answer in their place what somebody wanted gone would be back.
      for (const link of this.#linksTo(messageId)) await this.#withdraw(link);
    };
    await this.#turns.run(messageId, () => this.#outbox.caught({ questionId: messageId, channelId }, work));
  }

  /** Puts right the replies of the last day that show what a server's moderators have changed. */
  async answersChanged(guildId: string): Promise<void> {
    const { replies, log, clock } = this.#context;
    try {
      const given = await replies.inServer(guildId);
      if (given.length === 0) return;
      const responder = await Responder.of({ guildId, id: guildId }, this.#context);
      for (const reply of given) {
        const draft = answerDraft(reply, responder, { correctedAt: clock.now() });
        if (draft.digest === reply.digest) continue;
        const replace = async (): Promise<void> => {
          // There may be many, and meanwhile its question was edited, or somebody dismissed it.
          const now = reply.edit ? reply : await replies.of(reply.questionId);
          if (now?.digest === reply.digest && !now.isDismissed) await this.#replace(reply, draft);
        };
        await this.#turns.run(reply.questionId, () => this.#outbox.caught(reply, replace));
      }
    } catch (error) {
      log.error({ err: error, guild: guildId }, 'could not correct earlier replies');
    }
  }

  /** Takes away the offers and notices that an earlier process has left behind, because it was killed. */
  async start(): Promise<void> {
    const { replies, log } = this.#context;
    try {
      const { cache: servers } = this.#client.guilds;
      for (const reply of await replies.leftBehind()) {
        // Other processes may run other shards, and this one has been answering since it logged in.
        const isLeft = reply.at <= this.#startedAt && reply.guildId !== null && servers.has(reply.guildId);
        if (isLeft) await this.#outbox.caught(reply, () => this.#withdraw(reply));
      }
    } catch (error) {
      log.error({ err: error }, 'could not take away earlier offers');
    }
  }

  async stop(): Promise<void> {
    for (const { reply } of this.#temporary.values()) await this.#outbox.caught(reply, () => this.#withdraw(reply));
  }

  /** Takes the message's turn at once, so that an edit of it comes after the reply. */
  async #reply(message: Message, heard: Hearing | Promise<Hearing | undefined>): Promise<void> {
    const start = performance.now();
    let afterwards: (() => Promise<void>) | undefined;
    await this.#turns.run(message.id, () =>
      this.#outbox.caught(askedIn(message), async () => {
        const hearing = await heard;
        const draft = hearing && (await this.#draft(message, hearing));
        if (draft) afterwards = await this.#inTurn(message, hearing, draft);
      }),
    );
    if (!afterwards) return;
    this.#context.metrics?.count('reply', [], (performance.now() - start) / 1_000);
    await afterwards();
  }

  /** The reply to a message; an apology if that fails and the message asked the bot. Never rejects. */
  async #draft(message: Message, { how }: Hearing): Promise<ReplyDraft | undefined> {
    try {
      const responder = await Responder.of(message, this.#context);
      const askerId = message.author.id;
      if (how === 'offer') return offerDraft(askerId, questionsIn(message), responder);
      const reply =
        how === 'asked' ? await replyWhenAsked(message, responder) : responder.askAny(questionsIn(message), 'passive');
      if (how === 'answer' && reply?.kind !== 'answer') {
        // Silence; but it may be a question that the bot should know.
        if (reply?.kind === 'suggest') responder.count(askerId);
        return undefined;
      }
      if (!reply) return undefined;
      return {
        ...answerDraft({ askerId, answerId: null, guildId: message.guildId }, responder, { reply }),
        choices: reply.answerId === undefined ? reply.choices : choicesOf(responder.book, [reply.answerId]),
        count: (isShown) => responder.count(askerId, isShown),
      };
    } catch (error) {
      this.#context.log.error({ err: error, ...logContext(askedIn(message)) }, 'could not answer a message');
      return how === 'asked' ? { kind: 'sentence', body: sentence(APOLOGY), answerId: null, digest: null } : undefined;
    }
  }

  /**
   * Replies if the channel has room for it. One reply at a time, so that each knows of those before it.
   *
   * @returns Adds the picture if that was not drawn in time; `undefined` if no reply shows the draft.
   */
  #inTurn(message: Message, hearing: Hearing, draft: ReplyDraft): Promise<(() => Promise<void>) | undefined> {
    return this.#turns.run(`channel:${message.channelId}`, async () => {
      if (this.#deleted.peek(message.id)) return undefined;
      // Discord may let the bot wait until a person has answered.
      if (hearing.how !== 'asked' && this.#listener.isTakenUp(message)) return undefined;
      const { cooldowns, replies, clock } = this.#context;
      const asked = askedIn(message);
      const { guildId, channelId, askerId } = asked;
      const isToAsker = hearing.how === 'asked';
      const shownId = draft.kind === 'offer' ? undefined : (draft.answerId ?? undefined);
      // Direct messages disturb nobody, so they have no limits.
      const planned =
        guildId === null ? undefined : { guildId, channelId, personId: askerId, answerId: shownId, isAsked: isToAsker };
      const limits = limitsIn(hearing.settings, pathOf(message.channel));
      const verdict = planned ? cooldowns.admit(planned, limits) : { kind: 'reply' as const };
      if (verdict.kind !== 'silence' || isToAsker) draft.count?.(verdict.kind === 'reply');
      if (verdict.kind === 'silence') return undefined;
      if (verdict.kind === 'full') {
        await this.#notice(message, draft.choices, limits.minutes);
        return undefined;
      }
      const linked = verdict.kind === 'link' ? linkBody(message, verdict.replyId) : undefined;
      const picture = linked || !draft.body.picture ? undefined : this.#outbox.withPicture(asked, draft);
      const drawn = picture && (await within(PICTURE_PATIENCE_MS, picture));
      let sent: string | undefined;
      try {
        sent = await this.#outbox.post(message, isToAsker, linked ?? drawn ?? draft.body);
      } finally {
        if (planned && sent === undefined) cooldowns.unsent(planned, verdict, limits);
      }
      if (sent === undefined) return undefined;
      this.#listener.interrupt(channelId);
      const { answerId } = draft;
      const digest = linked ? null : draft.digest;
      const given = { ...asked, replyId: sent, answerId, digest, isDismissed: false, at: clock.now() };
      if (draft.kind === 'offer' && !linked) this.#showFor(OFFER_LIFE_MS, given);
      else replies.remember(given);
      if (verdict.kind === 'link') {
        this.#links.set(verdict.replyId, [...(this.#links.peek(verdict.replyId) ?? []), message.id]);
        return undefined;
      }
      if (planned) cooldowns.gave(planned, sent);
      return async () => (drawn || !picture ? undefined : this.#outbox.addPicture(given, draft, picture));
    });
  }

  /** Tells somebody who asks that the channel has had enough answers, or adds what they asked for to that message. */
  async #notice(message: Message, wanted: readonly Choice[] = [], minutes: number): Promise<void> {
    const { channelId } = message;
    const now = this.#context.clock.now();
    const last = this.#notices.peek(channelId);
    const isThere = last !== undefined && now < last.until;
    const notice: Notice = isThere ? last : { until: now + minutes * 60_000, choices: new Map() };
    const known = notice.choices.size;
    for (const choice of wanted) notice.choices.set(choice.id, choice);
    const body = noticeBody([...notice.choices.values()], minutes);
    if (isThere) {
      const { replyId } = notice;
      // The person who deleted it has had enough of it.
      if (replyId === undefined || this.#deleted.peek(replyId) || notice.choices.size === known) return;
      await this.#outbox.edit({ channelId, replyId }, body);
      return;
    }
    this.#notices.set(channelId, notice);
    const replyId = (notice.replyId = await this.#outbox.post(message, true, body));
    if (replyId === undefined) return;
    // It stays for others when this message is edited or deleted, so it belongs to none.
    const asked = { ...askedIn(message), questionId: replyId };
    const given = { ...asked, replyId, answerId: null, digest: null, isDismissed: false, at: now };
    this.#showFor(minutes * 60_000, given);
  }

  /** What an edit does: the reply follows, comes or goes. */
  async #follow(message: Message): Promise<void> {
    const given = await this.#context.replies.of(message.id);
    const hearing = await this.#listener.hear(message, given ? 'answered' : 'edited');
    // Who has pressed an offer or taken it away may still ask the bot. Other replies that somebody took away stay away.
    if (given?.isDismissed && (!given.isTemporary || hearing?.how !== 'asked')) return;
    const age = this.#context.clock.now() - message.createdTimestamp;
    if (!given && hearing && age >= EDITED_WITHIN_MS[hearing.how]) return;
    const draft = hearing && (await this.#draft(message, hearing));
    const isKept = given !== undefined && draft !== undefined && this.#canFollow(given, draft);
    if (given && !isKept) await this.#withdraw(given);
    if (!hearing || !draft) return;
    if (!isKept) {
      const afterwards = await this.#inTurn(message, hearing, draft);
      await afterwards?.();
      return;
    }
    if (given.digest === null || draft.digest === given.digest) return;
    await this.#replace(given, draft);
  }

  /** Whether a reply stays when its question is edited: one that shows something is changed, a link or an offer need not be. */
  #canFollow({ replyId, answerId, digest, isDismissed }: GivenReply, draft: ReplyDraft): boolean {
    if (isDismissed) return false;
    if (digest !== null) return draft.kind !== 'offer';
    const isSame = answerId !== null && answerId === draft.answerId;
    return isSame && (draft.kind === 'offer') === this.#temporary.has(replyId);
  }

  async #replace(given: GivenReply & { readonly edit?: EditReply }, draft: ReplyDraft): Promise<void> {
    const { edit, ...reply } = given;
    const { flags, components, allowedMentions } = draft.body;
    const { answerId, digest } = draft;
    const changed = { ...reply, answerId, digest };
    const { replies, cooldowns } = this.#context;
    if (edit) {
      await edit({ flags, components, allowedMentions, attachments: [] });
      replies.keepOpen(changed, edit);
      return;
    }
    await this.#outbox.edit(given, draft.body);
    replies.remember(changed);
    if (answerId !== given.answerId) {
      cooldowns.forget(given);
      cooldowns.gave({ channelId: given.channelId, answerId: answerId ?? undefined }, given.replyId);
      await this.#answerInstead(given);
    }
    await this.#outbox.addPicture(given, draft);
  }

  /** The links to a reply that are still there, which are forgotten. */
  #linksTo(replyId: string): readonly GivenReply[] {
    const { replies } = this.#context;
    const linked = (this.#links.peek(replyId) ?? []).flatMap((questionId) => replies.latest(questionId) ?? []);
    this.#links.delete(replyId);
    // Those that were dismissed, or that an edit has turned into answers, are no links any more.
    return linked.filter(({ digest, isDismissed }) => digest === null && !isDismissed);
  }

  /** Has the first link to an answer that has gone give that answer, and the others link to this one. */
  async #answerInstead({ replyId }: GivenReply): Promise<void> {
    const { cooldowns } = this.#context;
    const [first, ...others] = this.#linksTo(replyId);
    if (!first) return;
    const { guildId, channelId, answerId } = first;
    const responder = await Responder.of({ guildId, id: first.questionId }, this.#context);
    await this.#replace(first, answerDraft(first, responder));
    cooldowns.gave({ channelId, answerId: answerId ?? undefined }, first.replyId);
    this.#links.set(
      first.replyId,
      others.map(({ questionId }) => questionId),
    );
    for (const other of others) await this.#outbox.edit(other, linkBody(first, first.replyId));
  }

  /** Takes a reply away. Forgotten first, so that its deletion is not taken for somebody's wish. */
  async #withdraw(given: GivenReply): Promise<void> {
    const { replies, cooldowns } = this.#context;
    this.#close(given.replyId);
    if (given.digest !== null) cooldowns.forget(given);
    await replies.forget(given);
    // An offer may end while its question is edited or deleted.
    if (given.isDismissed || this.#deleted.peek(given.replyId)) return;
    this.#deleted.set(given.replyId, true);
    await this.#outbox.delete(given);
    await this.#answerInstead(given);
  }

  /** Remembers an offer or a notice, and takes it away when its time is over. */
  #showFor(ms: number, given: GivenReply): void {
    const reply = { ...given, isTemporary: true };
    const withdraw = (): void => void this.#outbox.caught(reply, () => this.#withdraw(reply));
    this.#context.replies.remember(reply);
    this.#temporary.set(reply.replyId, { reply, cancel: this.#context.clock.after(ms, withdraw) });
  }

  #close(replyId: string): void {
    this.#temporary.get(replyId)?.cancel();
    this.#temporary.delete(replyId);
  }
}

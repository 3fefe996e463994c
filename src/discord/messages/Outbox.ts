import { type Client, type Message, type RESTPostAPIChannelMessageJSONBody, Routes } from 'discord.js';
import { RecentKeys } from '../../shared/cache.ts';
import type { GivenReply } from '../../store/Store.ts';
import type { BotContext } from '../BotContext.ts';
import type { MessageBody } from '../components.ts';
import { botMay, mayPost } from '../permissions.ts';
import { logLostPicture, PICTURE_NAME, withPicture } from '../present.ts';
import { refusalOf } from '../refusals.ts';
import type { ReplyDraft } from './drafts.ts';

/** How many channels to remember in which Discord refused a reply, so that the log tells of each once. */
const REMEMBERED_CHANNELS = 1_000;

/** What a reply answers, for the log too. */
export type Asked = Pick<GivenReply, 'questionId' | 'channelId'> & Partial<Pick<GivenReply, 'guildId' | 'askerId'>>;

type Sent = Pick<GivenReply, 'channelId' | 'replyId'>;

/** Posts, edits and deletes replies to messages, and knows why Discord refuses that. */
export class Outbox {
  readonly #context: BotContext;
  readonly #client: Client;
  readonly #refused = new RecentKeys(REMEMBERED_CHANNELS);

  constructor(context: BotContext, client: Client) {
    this.#context = context;
    this.#client = client;
  }

  /**
   * Sends the request directly. `channel.send` would also take the payload apart, and build a message from the response that nobody
   * reads, which took a sixth of a reply's time (`npm run bench -- reply`).
   *
   * @returns The id of the reply; `undefined` if the bot may not write there.
   */
  async post(message: Message, isToAsker: boolean, shown: MessageBody): Promise<string | undefined> {
    const { channel } = message;
    if (!channel.isSendable() || !mayPost(channel)) {
      this.#logRefusal(askedIn(message), 'not-allowed');
      return undefined;
    }
    const { body: content, files } = requestOf(shown);
    const body: RESTPostAPIChannelMessageJSONBody = {
      ...content,
      // The id of the question as a nonce makes Discord drop a second answer to it. After an edit there may be another.
      nonce: message.editedTimestamp === null ? message.id : `${message.id.slice(-12)}${message.editedTimestamp}`,
      enforce_nonce: true,
      // Replying takes permission to read the history. Without it the answer just follows the message.
      ...(botMay(channel, 'readHistory') && {
        message_reference: { message_id: message.id, fail_if_not_exists: false },
      }),
      // Ping the asker, but nobody who did not ask.
      allowed_mentions: { parse: [], replied_user: isToAsker },
    };
    const route = Routes.channelMessages(channel.id);
    const { id } = (await this.#client.rest.post(route, { body, files })) as { id: string };
    return id;
  }

  async edit({ channelId, replyId }: Sent, shown: MessageBody): Promise<void> {
    await this.#client.rest.patch(Routes.channelMessage(channelId, replyId), requestOf(shown));
  }

  async delete({ channelId, replyId }: Sent): Promise<void> {
    await this.#client.rest.delete(Routes.channelMessage(channelId, replyId));
  }

  /** An answer with its picture, once that is drawn; `undefined` without one. Never rejects. */
  async withPicture(asked: Asked, { body }: ReplyDraft): Promise<MessageBody | undefined> {
    const channel = this.#client.channels.cache.get(asked.channelId);
    if (!channel?.isTextBased() || !botMay(channel, 'attach')) return undefined;
    return withPicture(body, asked.guildId ?? null, this.#context, logContext(asked));
  }

  /** Adds its picture to an answer that was sent, unless the reply has gone or changed meanwhile. Never rejects. */
  async addPicture(reply: GivenReply, draft: ReplyDraft, picture = this.withPicture(reply, draft)): Promise<void> {
    try {
      const drawn = await picture;
      const given = this.#context.replies.latest(reply.questionId);
      if (!drawn || given?.replyId !== reply.replyId || given.digest !== draft.digest || given.isDismissed) return;
      await this.edit(reply, drawn);
    } catch (error) {
      logLostPicture(error, this.#context.log, logContext(reply));
    }
  }

  /** Logs what goes wrong: what Discord refuses for a known reason once for each channel. Never rejects. */
  async caught(about: Asked, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const refusal = refusalOf(error);
      const { log, metrics } = this.#context;
      if (!refusal) return log.error({ err: error, ...logContext(about) }, 'could not send an answer');
      const { kind, code, reason } = refusal;
      metrics?.count('refusal', [String(code)]);
      if (kind === 'gone') log.debug(logContext(about), 'the message was deleted before it was answered');
      else if (kind !== 'unknown') this.#logRefusal(about, kind, { code, reason });
      else if (this.#refused.add(`${about.channelId}:${code}`)) {
        log.error({ err: error, ...logContext(about) }, 'Discord refused an answer');
      }
    }
  }

  #logRefusal(about: Asked, kind: string, details: object = {}): void {
    if (!this.#refused.add(`${about.channelId}:${kind}`)) return;
    this.#context.log.warn({ ...details, ...logContext(about) }, 'may not answer in this channel');
  }
}

/** What a message shows, as Discord's API takes it. Its only file is its picture. */
function requestOf({ flags, components, files = [] }: MessageBody) {
  return {
    body: {
      flags,
      components: [...components],
      attachments: files.map((_, index) => ({ id: String(index), filename: PICTURE_NAME })),
      allowed_mentions: { parse: [] },
    },
    files: files.map(({ attachment }) => ({ name: PICTURE_NAME, data: attachment as Buffer })),
  };
}

export const askedIn = ({ id, channelId, guildId, author }: Message) => ({
  questionId: id,
  channelId,
  guildId,
  askerId: author.id,
});

export function logContext({ questionId, channelId, guildId, askerId }: Asked): object {
  return { message: questionId, channel: channelId, guild: guildId, user: askerId };
}

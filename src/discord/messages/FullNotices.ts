import { type REST, Routes } from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import type { Clock } from '../../shared/clock.ts';
import { button, message, type MessageBody, row, text } from '../components.ts';
import { RELATED } from '../customIds.ts';
import { fullNotice } from '../strings.ts';

/** https://discord.com/developers/docs/components/reference#action-row */
const MOST_BUTTONS = 5;

interface Notice {
  /** `undefined` if it could not be sent, or was deleted: then nothing more is said either. */
  replyId: string | undefined;
  readonly choices: Map<string, Choice>;
  readonly cancel: () => void;
}

interface FullNoticesOptions {
  readonly clock: Clock;
  readonly rest: () => REST;
  /** Called before a notice is deleted, so that this is not taken for somebody's wish. */
  readonly forget: (replyId: string) => Promise<void>;
  /** Logs a failure of work, and never rejects. */
  readonly attempt: (channelId: string, work: () => Promise<void>) => Promise<void>;
}

/** An answer that the channel has no room for. */
interface Unsaid {
  readonly channelId: string;
  readonly choices: readonly Choice[];
  /** How long the channel is to be spared. */
  readonly minutes: number;
}

/**
 * What people get who ask the bot in a channel that has had enough answers: one message for all of them, with a button for
 * each answer, which shows it privately to the person who presses it. It stays for as long as the limits count, so there is one of them
 * in that time.
 */
export class FullNotices {
  readonly #options: FullNoticesOptions;
  readonly #open = new Map<string, Notice>();

  constructor(options: FullNoticesOptions) {
    this.#options = options;
  }

  /** @param send - Sends a message and returns its id, if it may. */
  async add(
    { channelId, choices, minutes }: Unsaid,
    send: (body: MessageBody) => Promise<string | undefined>,
  ): Promise<void> {
    const open = this.#open.get(channelId);
    const known = open?.choices.size ?? 0;
    const notice = open ?? this.#openOne(channelId, minutes);
    for (const choice of choices) notice.choices.set(choice.id, choice);
    if (!open) {
      notice.replyId = await send(noticeBody(notice, minutes));
    } else if (notice.replyId !== undefined && notice.choices.size > known) {
      const { components } = noticeBody(notice, minutes);
      await this.#options.rest().patch(Routes.channelMessage(channelId, notice.replyId), {
        body: { components, allowed_mentions: { parse: [] } },
      });
    }
  }

  /** Notes that a message is gone, perhaps a notice: somebody has had enough of it, so there is none until its time is over. */
  deleted(channelId: string, messageId: string): void {
    const notice = this.#open.get(channelId);
    if (notice?.replyId === messageId) notice.replyId = undefined;
  }

  /** Takes them all away. */
  async stop(): Promise<void> {
    for (const channelId of this.#open.keys()) await this.#withdraw(channelId);
  }

  #openOne(channelId: string, minutes: number): Notice {
    const cancel = this.#options.clock.after(minutes * 60_000, () => void this.#withdraw(channelId));
    const notice: Notice = { replyId: undefined, choices: new Map(), cancel };
    this.#open.set(channelId, notice);
    return notice;
  }

  async #withdraw(channelId: string): Promise<void> {
    const notice = this.#open.get(channelId);
    notice?.cancel();
    this.#open.delete(channelId);
    const { replyId } = notice ?? {};
    if (replyId === undefined) return;
    await this.#options.attempt(channelId, async () => {
      await this.#options.forget(replyId);
      await this.#options.rest().delete(Routes.channelMessage(channelId, replyId));
    });
  }
}

/** With the newest answers: older ones have been seen by those who asked. */
function noticeBody({ choices }: Notice, minutes: number): MessageBody {
  const newest = [...choices.values()].slice(-MOST_BUTTONS);
  const buttons = row(...newest.map(({ id, label }) => button(label, RELATED, { answerId: id })));
  return message(text(fullNotice(minutes, buttons !== undefined)), buttons);
}

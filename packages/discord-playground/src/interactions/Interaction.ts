import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIInteraction,
  type APIModalInteractionResponseCallbackData,
  InteractionType,
} from 'discord-api-types/v10';
import { snowflake } from '../snowflake.ts';
import type { Channel } from '../world/Channel.ts';
import type { Message } from '../world/Message.ts';
import type { User } from '../world/User.ts';

/** What an interaction is about: the event's `data` of its type. */
export type InteractionSubject = {
  [Type in Exclude<APIInteraction['type'], InteractionType.Ping>]: {
    readonly type: Type;
    readonly data: NonNullable<Extract<APIInteraction, { type: Type }>['data']>;
  };
}[Exclude<APIInteraction['type'], InteractionType.Ping>];

export type Modal = APIModalInteractionResponseCallbackData;

/** What the app did with an interaction, for the person who waits. */
export type Step =
  | { readonly kind: 'message' | 'thinking' | 'edited' | 'deleted'; readonly message: Message }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly kind: 'modal'; readonly modal: Modal };

/** `open` until the app's first response; `deferred` while "thinking…" shows. */
type State = 'open' | 'deferred' | 'answered';

/** Somebody used a command, a component or a modal, and the app has to answer. */
export class Interaction {
  readonly id = snowflake();
  /** Proves to the webhook endpoints that the app was asked. */
  readonly token = Buffer.from(`interaction:${this.id}:${randomBytes(24).toString('hex')}`).toString('base64url');
  readonly createdAtMs = Date.now();
  readonly channel: Channel;
  readonly user: User;
  readonly subject: InteractionSubject;
  /** The message whose component was used. */
  readonly message: Message | undefined;
  /** For a modal: the interaction that opened it. */
  readonly openedBy: Interaction | undefined;
  state: State = 'open';
  /** What `@original` stands for. */
  original: Message | undefined;
  readonly #listeners = new Set<(step: Step) => void>();

  constructor(init: Pick<Interaction, 'channel' | 'user' | 'subject' | 'message' | 'openedBy'>) {
    this.channel = init.channel;
    this.user = init.user;
    this.subject = init.subject;
    this.message = init.message;
    this.openedBy = init.openedBy;
  }

  get type(): InteractionType {
    return this.subject.type;
  }

  /** Whether it came from a message's or user's menu. */
  get isContextMenu(): boolean {
    return this.subject.type === InteractionType.ApplicationCommand && 'target_id' in this.subject.data;
  }

  onStep(listener: (step: Step) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  took(step: Step): void {
    for (const listener of this.#listeners) listener(step);
  }
}

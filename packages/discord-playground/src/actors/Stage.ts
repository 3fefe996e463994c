import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { type Refusal, watchRefusals } from '../refusals.ts';
import type { Message } from '../world/guild/Guild.ts';
import type { Interaction, Modal } from '../world/Interaction.ts';
import type { World } from '../world/World.ts';
import { seeMessage, type SeenMessage } from './SeenMessage.ts';

/** What a member needs from the playground. */
export interface Stage {
  readonly world: World;
  readonly replies: ReplyWatch;
  /** Requests that Discord would have refused. They explain why an answer did not come. */
  readonly refusals: readonly Refusal[];
  /** The base address of the files of messages. */
  readonly filesUrl: string;
  /** The base address of files that were uploaded to options and modals. */
  readonly uploadsUrl: string;
  /** Resolves once the bot has read everything that was sent to it so far: events, and answers to its requests. */
  caughtUp(): Promise<void>;
  /** Resolves once there is no traffic between the playground and the bot. */
  settled(quietMs?: number): Promise<void>;
}

/** The result of an interaction. `nothing`: the bot only acknowledged it, or deleted its message. */
export type Outcome =
  | { readonly kind: 'message'; readonly message: SeenMessage }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly kind: 'modal'; readonly modal: Modal };

/** For the first response. Source: interactions/receiving-and-responding. */
const FIRST_RESPONSE_MS = 3_000;

/** How long a member waits while "thinking…" shows. Discord itself would wait for 15 minutes. */
const THINKING_MS = 30_000;

/** How long it must be quiet after "thinking…" was deleted before a member concludes that nothing replaces it. */
const GONE_MS = 500;

/**
 * Waits for the bot's answer to an interaction. Call it before the bot can answer.
 *
 * @param what - What the person did, such as `/ping`, for error messages.
 * @throws Error when the bot does not respond in time. Its message lists what Discord would have refused in the
 * meantime.
 */
export function awaitAnswer(stage: Stage, interaction: Interaction, what: string): Promise<Outcome> {
  const refusedMeanwhile = watchRefusals(stage.refusals);
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const giveUp = (afterMs: number): void => {
    reject(new Error(`The bot did not answer ${what} within ${afterMs} ms.${refusedMeanwhile()}`));
  };
  let wasThinking = false;
  let timer = setTimeout(giveUp, FIRST_RESPONSE_MS, FIRST_RESPONSE_MS);

  const stop = interaction.onStep((step) => {
    switch (step.kind) {
      case 'thinking':
        wasThinking = true;
        clearTimeout(timer);
        timer = setTimeout(giveUp, THINKING_MS, THINKING_MS);
        return;
      case 'acknowledged':
      case 'deleted':
        clearTimeout(timer);
        // Whatever else the bot wants to say is already on its way. Once that has arrived there is nothing to wait for.
        stage
          .settled(step.kind === 'deleted' && wasThinking ? GONE_MS : undefined)
          .then(() => resolve({ kind: 'nothing' }), reject);
        return;
      case 'message':
      case 'edited':
        return resolve({ kind: 'message', message: seeMessage(step.message) });
      case 'choices':
      case 'modal':
        return resolve(step);
    }
  });
  return promise.finally(() => {
    clearTimeout(timer);
    stop();
  });
}

/** Waits for the bot's replies to messages. Looks up each new message once, however many replies are awaited. */
export class ReplyWatch {
  readonly #waiting = new Map<string, (reply: Message) => void>();

  constructor(world: World) {
    world.watch((change) => {
      if (change.kind !== 'messageCreated' || change.message.author !== world.bot) return;
      const replyTo = change.message.api.message_reference?.message_id;
      if (replyTo !== undefined) this.#waiting.get(replyTo)?.(change.message);
    });
  }

  /** The bot's first reply to that message, or undefined when none comes in time. Call it before the bot can answer. */
  to(messageId: string, timeoutMs: number): Promise<Message | undefined> {
    const { promise, resolve } = Promise.withResolvers<Message | undefined>();
    const timer = setTimeout(resolve, timeoutMs, undefined);
    this.#waiting.set(messageId, resolve);
    return promise.finally(() => {
      clearTimeout(timer);
      this.#waiting.delete(messageId);
    });
  }
}

const WORDS = { message: 'a message', nothing: 'nothing to see', choices: 'choices', modal: 'a modal' } as const;

/** The kind of a result in words, for error messages. */
export const wordFor = ({ kind }: Outcome): string => WORDS[kind];

/** @throws Error when the result is something else. */
export function messageOf(outcome: Outcome, what: string): SeenMessage {
  if (outcome.kind === 'message') return outcome.message;
  throw new Error(`The bot answered ${what} with ${wordFor(outcome)}, not with a message.`);
}

/** The message, if the result is one. */
export function messageIn(outcome: Outcome): SeenMessage | undefined {
  return outcome.kind === 'message' ? outcome.message : undefined;
}

import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { type Refusal, watchRefusals } from '../refusals.ts';
import type { Message } from '../world/Guild.ts';
import type { Interaction, Modal } from '../world/Interaction.ts';
import type { World } from '../world/World.ts';
import { seeMessage, type SeenMessage } from './SeenMessage.ts';

/** What an actor needs of the playground. */
export interface Stage {
  readonly world: World;
  readonly replies: ReplyWatch;
  /** What the bot asked for in vain, to explain why an answer did not come. */
  readonly refusals: readonly Refusal[];
  /** The address below which the files of options and modals stand. */
  readonly uploadsUrl: string;
  /** Resolves once the bot has read what was sent to it so far: events, and answers to its requests. */
  caughtUp(): Promise<void>;
  /** Resolves once nothing is on its way between playground and bot. */
  settled(quietMs?: number): Promise<void>;
}

/** Waits for replies of the bot to messages. One lookup per message, however many are awaited. */
export class ReplyWatch {
  readonly #waiting = new Map<string, (reply: Message) => void>();

  constructor(world: World) {
    world.watch((change) => {
      if (change.kind !== 'messageCreated' || change.message.author !== world.bot) return;
      const replyTo = change.message.api.message_reference?.message_id;
      if (replyTo !== undefined) this.#waiting.get(replyTo)?.(change.message);
    });
  }

  /** The first reply of the bot to that message, or undefined when none came in time. Call it before the bot can answer. */
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

/** What came of an interaction. `nothing`: acknowledged without words, or its message was deleted. */
export type Outcome =
  | { readonly kind: 'message'; readonly message: SeenMessage }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly kind: 'modal'; readonly modal: Modal };

/** Until the first response. Source: interactions/receiving-and-responding. */
const FIRST_RESPONSE_MS = 3_000;
/** How long a person looks at "thinking…" before a test gives up; Discord itself would wait for 15 minutes. */
const THINKING_MS = 10_000;
/** How long it is quiet before a person who saw "thinking…" go takes it that nothing comes in its place. */
const GONE_MS = 500;

/**
 * Resolves with what the app makes of an interaction. Call it before the app can answer.
 *
 * @param what - For the error: what the person did, like `/ask`.
 * @throws Error when the app does not respond in time; it says what Discord refused meanwhile.
 */
export function awaitAnswer(stage: Stage, interaction: Interaction, what: string): Promise<Outcome> {
  const refusedMeanwhile = watchRefusals(stage.refusals);
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const giveUp = (afterMs: number): void => {
    reject(new Error(`The app did not answer ${what} within ${afterMs} ms.${refusedMeanwhile()}`));
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
        // Whatever else the app wants to say is under way now; after that there is nothing to wait for.
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

/** @throws Error when something else came of it. */
export function messageOf(outcome: Outcome, what: string): SeenMessage {
  if (outcome.kind === 'message') return outcome.message;
  throw new Error(`${what} was not answered with a message but with ${outcome.kind}.`);
}

/** The message, if one came of it. */
export function messageIn(outcome: Outcome): SeenMessage | undefined {
  return outcome.kind === 'message' ? outcome.message : undefined;
}

import type { Outcome } from './awaitAnswer.ts';
import type { SeenMessage } from './SeenMessage.ts';

/** @throws Error when something else came of it. */
export function messageOf(outcome: Outcome, what: string): SeenMessage {
  if (outcome.kind === 'message') return outcome.message;
  throw new Error(`${what} was not answered with a message but with ${outcome.kind}.`);
}

/** The message, if one came of it. */
export function messageIn(outcome: Outcome): SeenMessage | undefined {
  return outcome.kind === 'message' ? outcome.message : undefined;
}

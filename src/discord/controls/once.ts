import type { ButtonInteraction } from 'discord.js';
import type { MessageBody } from '../messageBody.ts';

/** What pressing a button has come to. */
export interface Pressed {
  readonly body: MessageBody;
  /** What the button is for is done, and cannot be done again. */
  readonly isDone: boolean;
}

/** Presses that are remembered: more than anybody's second press comes after. */
const REMEMBERED = 100;

const pressed = new Map<string, Promise<Pressed>>();

/**
 * Does what a button is for once, however often it is pressed: the second press of a double click, which comes before the
 * message has changed, is answered as the first one. Without it, that would be told that there is nothing left to do, in
 * place of what was done. Remembered by this process alone, and not relied upon.
 */
export async function once(
  { message, customId, user }: ButtonInteraction,
  press: () => Promise<Pressed>,
): Promise<MessageBody> {
  const key = `${message.id} ${customId} ${user.id}`;
  const first = pressed.get(key);
  if (first) return (await first).body;
  const outcome = press();
  pressed.set(key, outcome);
  for (const oldest of pressed.keys()) {
    if (pressed.size <= REMEMBERED) break;
    pressed.delete(oldest);
  }
  const forget = (): boolean => pressed.get(key) === outcome && pressed.delete(key);
  void outcome.then(({ isDone }) => isDone || forget(), forget);
  return (await outcome).body;
}

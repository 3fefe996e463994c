/** Most characters of an answer's `short`: what a phone's notification shows. */
export const MAX_SHORT = 200;

/** The first text that a phone's notification shows whole; the last one where none fits. */
export function firstThatFits(texts: readonly string[]): string {
  return texts.find((text) => text.length < MAX_SHORT) ?? texts.at(-1)!;
}

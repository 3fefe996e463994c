/**
 * Does something again and again, never twice at the same time, until it is stopped. Keeps no process alive.
 * A failure is told, and does not end it.
 */
export function poll(
  everyMs: number,
  look: () => Promise<void> | void,
  onFault: (error: unknown) => void,
): { stop(): Promise<void> } {
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= Promise.resolve()
      .then(look)
      .catch(onFault)
      .finally(() => (looking = undefined));
  }, everyMs).unref();
  return {
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Whether one part of a process does its work. */
export interface PartHealth {
  readonly isReady: boolean;
  /** For people: `3 servers`, `no answer within 2 s`. */
  readonly detail: string;
}

/** Whether a process can answer questions, by part: gateway, store, knowledge. Plain data, to send to another process. */
export type Health = Readonly<Record<string, PartHealth>>;

/** The health of several processes, each under its own name: `shard 0 gateway`. */
export function mergeHealth(processes: Readonly<Record<string, Health>>): Health {
  const named = Object.entries(processes).flatMap(([name, parts]) =>
    Object.entries(parts).map(([part, health]) => [`${name} ${part}`, health] as const),
  );
  return Object.fromEntries(named);
}

/** How long a part may take to say how it is. */
const PATIENCE_MS = 2_000;

/** What a part says about itself; that it is not ready if it fails or takes too long. Never rejects. */
export async function healthOf(ask: () => Promise<PartHealth>): Promise<PartHealth> {
  const { promise: late, resolve } = Promise.withResolvers<PartHealth>();
  const timer = setTimeout(
    () => resolve({ isReady: false, detail: `no answer within ${PATIENCE_MS / 1_000} s` }),
    PATIENCE_MS,
  );
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    return { isReady: false, detail: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}

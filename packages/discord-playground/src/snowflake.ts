/** 1 January 2015, from which Discord counts, in milliseconds. */
const EPOCH_MS = 1_420_070_400_000;

let last = 0n;

/** A new id in Discord's form: the time in its upper bits; each is greater than the one before it. */
export function snowflake(): string {
  const now = BigInt(Date.now() - EPOCH_MS) << 22n;
  last = now > last ? now : last + 1n;
  return last.toString();
}

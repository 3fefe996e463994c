/** Which shard hears of a guild; direct messages are heard by the first. Source: topics/gateway, sharding formula. */
export function shardOf(guildId: string | undefined, shardCount: number): number {
  if (guildId === undefined || shardCount === 1) return 0;
  return Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}

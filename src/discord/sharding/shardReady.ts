/** What a shard's process sends to its parent once it answers. */
export const SHARD_READY = 'shard-ready';

import { GatewayOpcodes } from 'discord-api-types/v10';
import { z } from 'zod';

/** The envelope of all that a bot sends. */
export const envelope = z.object({ op: z.int().transform((op): GatewayOpcodes => op), d: z.unknown() });

export const identify = z.object({
  token: z.string(),
  properties: z.record(z.string(), z.unknown()),
  intents: z.unknown(),
  shard: z.tuple([z.int(), z.int()]).optional(),
});

export const resume = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });

export const requestMembers = z.object({
  guild_id: z.string(),
  query: z.string().optional(),
  user_ids: z.union([z.string(), z.array(z.string())]).optional(),
  limit: z.int().default(0),
  nonce: z.string().optional(),
});

/** What a bot may send besides, without an effect here. */
export const IGNORED_OPCODES: ReadonlySet<GatewayOpcodes> = new Set([
  GatewayOpcodes.PresenceUpdate,
  GatewayOpcodes.VoiceStateUpdate,
  GatewayOpcodes.RequestSoundboardSounds,
]);

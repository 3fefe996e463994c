import type { GatewayGuildMembersChunkDispatchData } from 'discord-api-types/v10';
import type { z } from 'zod';
import type { Guild } from '../world/Guild.ts';
import type { requestMembers } from './payloads.ts';

/** Source: topics/gateway-events, request guild members: at most 100 without the privileged intent. */
const MOST_MEMBERS = 100;

/** Answers a request for members by ids, or by how their names begin. */
export function membersChunk(
  guild: Guild,
  request: z.infer<typeof requestMembers>,
): GatewayGuildMembersChunkDispatchData {
  const { user_ids: userIds, query = '', limit, nonce } = request;
  const all = [...guild.members.values()];
  const wanted = userIds === undefined ? undefined : new Set([userIds].flat());
  const found = wanted
    ? all.filter(({ user }) => wanted.has(user.id))
    : all.filter(({ user }) => user.username.toLowerCase().startsWith(query.toLowerCase()));
  const members = found.slice(0, limit || MOST_MEMBERS).map((member) => member.toApi());
  const notFound = [...(wanted ?? [])].filter((id) => !guild.members.has(id));
  return {
    guild_id: guild.id,
    members,
    chunk_index: 0,
    chunk_count: 1,
    ...(notFound.length > 0 && { not_found: notFound }),
    ...(nonce !== undefined && { nonce }),
  };
}

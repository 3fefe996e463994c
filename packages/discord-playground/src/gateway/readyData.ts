import { ApplicationFlags, type GatewayReadyDispatchData, type UserFlags } from 'discord-api-types/v10';
import type { Guild } from '../world/Guild.ts';
import type { User } from '../world/User.ts';
import type { Session } from './Session.ts';

export interface ReadyFacts {
  readonly session: Session;
  readonly bot: User;
  /** Those of the session's shard. */
  readonly guilds: readonly Guild[];
  /** Whether the app may use the Message Content intent. */
  readonly messageContent: boolean;
  readonly resumeUrl: string;
}

/** What a session begins with: who the bot is, and which guilds it will hear of. */
export function readyData({ session, bot, guilds, messageContent, resumeUrl }: ReadyFacts): GatewayReadyDispatchData {
  const flags = messageContent ? ApplicationFlags.GatewayMessageContent : 0;
  return {
    v: 10,
    user: { ...bot.toApi(), mfa_enabled: false, verified: true, flags: 0 as UserFlags, email: null },
    session_id: session.id,
    resume_gateway_url: resumeUrl,
    shard: [session.shardId, session.shardCount],
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    application: { id: bot.id, flags: flags as ApplicationFlags, flags_new: String(flags) },
  };
}

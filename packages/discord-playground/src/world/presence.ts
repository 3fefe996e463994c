import type { GatewayActivity, GatewayPresenceUpdate } from 'discord-api-types/v10';
import type { User } from './guild/accounts.ts';

export type Status = 'online' | 'idle' | 'dnd' | 'offline';

/** What somebody is doing, as Discord's API takes it: `type` 0 plays, 2 listens, 3 watches, 4 is a status text. */
export interface Activity {
  readonly name: string;
  readonly type?: number;
  readonly state?: string | null;
  readonly url?: string | null;
}

/** Whether somebody is there, and what they are doing. */
export interface Presence {
  readonly status: Status;
  readonly activities: readonly Activity[];
}

const activityToApi = (activity: Activity, index: number): GatewayActivity => ({
  id: String(index),
  type: 0,
  created_at: Date.now(),
  ...activity,
});

/** @param guildId - Discord sends a presence once for each server that the person is in. */
export function presenceToApi({ id }: User, { status, activities }: Presence, guildId: string): GatewayPresenceUpdate {
  const shown = status === 'offline' ? [] : activities;
  return {
    user: { id },
    guild_id: guildId,
    status,
    activities: shown.map(activityToApi),
    client_status: status === 'offline' ? {} : { desktop: status },
  } as GatewayPresenceUpdate;
}

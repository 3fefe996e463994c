import {
  type APIGuildScheduledEvent,
  type GuildScheduledEventEntityType,
  GuildScheduledEventStatus as Status,
} from 'discord-api-types/v10';
import { snowflake, type User } from './accounts.ts';

/** What a scheduled event is like, under the names of Discord's API. */
export interface EventSettings {
  readonly name: string;
  readonly description: string | null;
  /** Null for one that takes place elsewhere. */
  readonly channel_id: string | null;
  readonly entity_type: GuildScheduledEventEntityType;
  readonly entity_metadata: { readonly location?: string } | null;
  readonly scheduled_start_time: string;
  readonly scheduled_end_time: string | null;
  readonly status: Status;
  readonly image: string | null;
  readonly recurrence_rule: object | null;
}

export const NEW_EVENT = {
  description: null,
  channel_id: null,
  entity_metadata: null,
  scheduled_end_time: null,
  status: Status.Scheduled,
  image: null,
  recurrence_rule: null,
} satisfies Partial<EventSettings>;

/** Something that a server has planned. It starts and ends only when somebody says so. */
export class ScheduledEvent {
  readonly id = snowflake();
  readonly guildId: string;
  readonly creator: User;
  settings: EventSettings;
  /** The users who want to come, by id. */
  readonly interested = new Map<string, User>();

  constructor(guildId: string, creator: User, settings: EventSettings) {
    this.guildId = guildId;
    this.creator = creator;
    this.settings = settings;
  }

  get isOver(): boolean {
    return this.settings.status === Status.Completed || this.settings.status === Status.Canceled;
  }

  toApi(withCount = false): APIGuildScheduledEvent {
    return {
      id: this.id,
      guild_id: this.guildId,
      creator_id: this.creator.id,
      creator: this.creator.toApi(),
      entity_id: null,
      privacy_level: 2,
      guild_scheduled_event_exceptions: [],
      ...this.settings,
      ...(withCount && { user_count: this.interested.size }),
    } as unknown as APIGuildScheduledEvent;
  }
}

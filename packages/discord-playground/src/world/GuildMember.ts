import type { APIGuildMember, GuildMemberFlags } from 'discord-api-types/v10';
import type { Guild } from './Guild.ts';
import type { Role } from './Role.ts';
import type { User } from './User.ts';

const NO_FLAGS = 0 as GuildMemberFlags;

/** A user in one guild, with the roles it has there besides @everyone. */
export class GuildMember {
  readonly user: User;
  readonly guild: Guild;
  readonly roles: Role[] = [];
  readonly joinedAt = new Date().toISOString();

  constructor(guild: Guild, user: User) {
    this.guild = guild;
    this.user = user;
  }

  /** Without the user, as inside a message. */
  toPartialApi(): Omit<APIGuildMember, 'user'> {
    return {
      roles: this.roles.map(({ id }) => id),
      nick: null,
      avatar: null,
      banner: null,
      joined_at: this.joinedAt,
      premium_since: null,
      deaf: false,
      mute: false,
      flags: NO_FLAGS,
      pending: false,
      communication_disabled_until: null,
    };
  }

  toApi(): APIGuildMember {
    return { ...this.toPartialApi(), user: this.user.toApi() };
  }
}

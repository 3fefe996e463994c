import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Channel, GuildMember } from '../world/guild/Guild.ts';
import { may } from '../world/guild/permissions.ts';
import { VOICE_TYPES } from '../world/guild/voice.ts';
import type { Activity, Status } from '../world/presence.ts';
import { Writer } from './Writer.ts';

interface VoiceOptions {
  /** Their own choices (default false). */
  readonly muted?: boolean;
  readonly deafened?: boolean;
  readonly showsVideo?: boolean;
  readonly streams?: boolean;
}

/** What a person does besides messages. */
export class Participant extends Writer {
  /** Joins a voice channel, goes to another one, or changes how they take part. */
  async joinsVoice(channel: Channel = this.channel, options: VoiceOptions = {}): Promise<void> {
    if (!VOICE_TYPES.has(channel.type)) throw new Error(`#${channel.name} is no voice channel.`);
    this.require(Flag.Connect, 'join', channel);
    const { voice } = channel.guild!;
    const { user_limit: limit } = channel.settings;
    const others = voice.in(channel).filter(({ member }) => member.user !== this.user);
    if (limit > 0 && others.length >= limit && !may(this.user.id, Flag.MoveMembers, channel))
      throw new Error(`#${channel.name} is full.`);
    voice.set(this.#self(channel), channel, {
      selfMute: options.muted ?? false,
      selfDeaf: options.deafened ?? false,
      selfVideo: options.showsVideo ?? false,
      selfStream: options.streams ?? false,
    });
  }

  /** Leaves the voice channel that they are in. */
  async leavesVoice(): Promise<void> {
    this.guild.voice.leave(this.user.id);
  }

  /** Comes online, goes away or offline, and is seen doing something. Everybody is offline at first. */
  async goes(status: Status, activities: readonly Activity[] = []): Promise<void> {
    this.stage.world.setPresence(this.user, { status, activities });
  }

  #self({ guild, name }: Channel): GuildMember {
    const member = guild?.members.get(this.user.id);
    if (!member) throw new Error(`${this.user.username} is not a member of the server with #${name}.`);
    return member;
  }
}

import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Channel, GuildMember } from '../world/guild/Guild.ts';
import { may } from '../world/guild/permissions.ts';
import type { ScheduledEvent } from '../world/guild/ScheduledEvent.ts';
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

  /** Wants to come to a scheduled event. @param name - Its name. */
  async plansToAttend(name: string): Promise<void> {
    this.guild.followEvent(this.#event(name), this.user, true);
  }

  async cancelsAttending(name: string): Promise<void> {
    this.guild.followEvent(this.#event(name), this.user, false);
  }

  #event(name: string): ScheduledEvent {
    const event = [...this.guild.events.values()].find(({ settings }) => settings.name === name);
    if (!event) throw new Error(`There is no event "${name}".`);
    return event;
  }

  #self({ guild, name }: Channel): GuildMember {
    const member = guild?.members.get(this.user.id);
    if (!member) throw new Error(`${this.user.username} is not a member of the server with #${name}.`);
    return member;
  }
}

import { randomBytes } from 'node:crypto';
import { type APIVoiceState, ChannelType } from 'discord-api-types/v10';
import type { MemberOf } from './accounts.ts';

/** How somebody takes part in a voice channel. Nobody hears anything here. */
export interface VoiceState<Member, Channel> {
  readonly member: Member;
  /** Undefined once they have left. */
  readonly channel: Channel | undefined;
  readonly sessionId: string;
  readonly selfMute: boolean;
  readonly selfDeaf: boolean;
  readonly selfVideo: boolean;
  readonly selfStream: boolean;
  /** Whether they only listen, in a stage channel. */
  readonly suppress: boolean;
  readonly requestedToSpeakAt: string | null;
}

/** Channels in which people talk. */
export const VOICE_TYPES: ReadonlySet<ChannelType> = new Set([ChannelType.GuildVoice, ChannelType.GuildStageVoice]);

/** Who is in the voice channels of a server. */
export class VoiceStates<
  Member extends { readonly user: { readonly id: string } },
  Channel extends { readonly type: ChannelType },
> {
  readonly #byUser = new Map<string, VoiceState<Member, Channel>>();
  readonly #announce: (state: VoiceState<Member, Channel>, isMoved: boolean) => void;

  /** @param announce - Hears of each change, and whether somebody joined, left or went elsewhere. */
  constructor(announce: (state: VoiceState<Member, Channel>, isMoved: boolean) => void) {
    this.#announce = announce;
  }

  get(userId: string): VoiceState<Member, Channel> | undefined {
    return this.#byUser.get(userId);
  }

  all(): VoiceState<Member, Channel>[] {
    return [...this.#byUser.values()];
  }

  in(channel: Channel): VoiceState<Member, Channel>[] {
    return this.all().filter((state) => state.channel === channel);
  }

  /** Brings somebody into a channel, or changes how they take part. */
  set(
    member: Member,
    channel: Channel,
    change: Partial<Omit<VoiceState<Member, Channel>, 'member' | 'channel' | 'sessionId'>> = {},
  ): void {
    const before = this.get(member.user.id);
    const isMoved = before?.channel !== channel;
    const start = { selfMute: false, selfDeaf: false, selfVideo: false, selfStream: false };
    const onStage = { suppress: channel.type === ChannelType.GuildStageVoice, requestedToSpeakAt: null };
    const sessionId = before?.sessionId ?? randomBytes(16).toString('hex');
    const state = { ...start, ...before, ...(isMoved && onStage), ...change, member, channel, sessionId };
    this.#byUser.set(member.user.id, state as VoiceState<Member, Channel>);
    this.#announce(state as VoiceState<Member, Channel>, isMoved);
  }

  leave(userId: string): void {
    const before = this.get(userId);
    if (!before) return;
    this.#byUser.delete(userId);
    this.#announce({ ...before, channel: undefined }, true);
  }

  /** Says that a member was muted or deafened by somebody else. */
  refresh(userId: string): void {
    const state = this.get(userId);
    if (state) this.#announce(state, false);
  }
}

export function voiceStateToApi(
  state: VoiceState<MemberOf<{ readonly id: string }>, { readonly id: string }>,
): APIVoiceState {
  const { member, channel, sessionId } = state;
  return {
    guild_id: member.guild.id,
    channel_id: channel?.id ?? null,
    user_id: member.user.id,
    member: member.toApi(),
    session_id: sessionId,
    deaf: member.deaf,
    mute: member.mute,
    self_deaf: state.selfDeaf,
    self_mute: state.selfMute,
    self_video: state.selfVideo,
    self_stream: state.selfStream,
    suppress: state.suppress,
    request_to_speak_timestamp: state.requestedToSpeakAt,
  };
}

import { AuditLogEvent as Action, OverwriteType } from 'discord-api-types/v10';
import type { Change } from './changes.ts';
import { type AuditDraft, changesBetween } from './guild/AuditLog.ts';
import type { User } from './guild/accounts.ts';
import type { Channel, Guild, GuildMember, Overwrite } from './guild/Guild.ts';

/** Changes that are logged with all properties that they set, change or take away. */
const PLAIN = {
  channelAdded: Action.ChannelCreate,
  channelChanged: Action.ChannelUpdate,
  channelRemoved: Action.ChannelDelete,
  threadAdded: Action.ThreadCreate,
  threadChanged: Action.ThreadUpdate,
  threadRemoved: Action.ThreadDelete,
  roleAdded: Action.RoleCreate,
  roleChanged: Action.RoleUpdate,
  roleRemoved: Action.RoleDelete,
  eventAdded: Action.GuildScheduledEventCreate,
  eventChanged: Action.GuildScheduledEventUpdate,
  eventRemoved: Action.GuildScheduledEventDelete,
  stickerAdded: Action.StickerCreate,
  stickerChanged: Action.StickerUpdate,
  stickerRemoved: Action.StickerDelete,
  emojiAdded: Action.EmojiCreate,
  emojiChanged: Action.EmojiUpdate,
  emojiRemoved: Action.EmojiDelete,
  webhookAdded: Action.WebhookCreate,
  webhookChanged: Action.WebhookUpdate,
  webhookRemoved: Action.WebhookDelete,
  guildChanged: Action.GuildUpdate,
} as const;

/** Not properties of their own, or not what anybody set: positions shift, messages are counted. */
const LEFT_OUT = new Set(
  'id guild_id channel_id position permission_overwrites last_message_id member_count message_count total_message_sent owner_id token url user application_id tags colors flags managed roles emojis stickers'.split(
    ' ',
  ),
);

/** Writes the audit logs. Remembers how everything was, because a change only tells how it is. */
export class Auditor {
  readonly #before = new Map<string, object>();
  readonly #overwrites = new Map<string, readonly Overwrite[]>();
  readonly #roles = new Map<string, readonly { readonly id: string; readonly name: string }[]>();

  /** @param actor - Who made the change, if that is known. @returns What to log, and where. */
  draftsFor(
    change: Change,
    actor: User | undefined,
  ): { readonly guild: Guild; readonly drafts: AuditDraft[] } | undefined {
    if (change.kind === 'guildAdded') {
      this.#learn(change.guild);
      return undefined;
    }
    const guild = guildOf(change);
    return guild && { guild, drafts: this.#drafts(change, actor) };
  }

  #drafts(change: Change, actor: User | undefined): AuditDraft[] {
    switch (change.kind) {
      case 'memberChanged':
        return this.#memberChanged(change.member);
      case 'memberAdded':
        this.#memberChanged(change.member);
        return [];
      case 'memberRemoved': {
        const { guild, user } = change.member;
        // Without somebody who did it, they left by themselves.
        return actor && actor !== user && !guild.bans.has(user.id)
          ? [{ action: Action.MemberKick, targetId: user.id }]
          : [];
      }
      case 'voiceChanged': {
        const { state, isMoved, member } = change;
        if (!isMoved || !actor || actor === member.user) return [];
        return state.channel
          ? [{ action: Action.MemberMove, targetId: null, options: { channel_id: state.channel.id, count: '1' } }]
          : [{ action: Action.MemberDisconnect, targetId: null, options: { count: '1' } }];
      }
      case 'memberBanned':
        return [{ action: Action.MemberBanAdd, targetId: change.user.id }];
      case 'memberUnbanned':
        return [{ action: Action.MemberBanRemove, targetId: change.user.id }];
      case 'inviteAdded':
      case 'inviteRemoved': {
        const { invite, kind } = change;
        const about = { code: invite.code, channel_id: invite.channel.id, ...invite.metadata() };
        const isNew = kind === 'inviteAdded';
        const changes = isNew ? changesBetween({}, about) : changesBetween(about, {});
        return [{ action: isNew ? Action.InviteCreate : Action.InviteDelete, targetId: null, changes }];
      }
      case 'messageDeleted': {
        const { author, channel } = change.message;
        // What people delete of their own is nobody else's business.
        if (!actor || actor === author) return [];
        const options = { channel_id: channel.id, count: '1' };
        return [{ action: Action.MessageDelete, targetId: author.id, options }];
      }
      case 'messagesDeleted':
        return [
          {
            action: Action.MessageBulkDelete,
            targetId: change.channel.id,
            options: { count: String(change.messages.length) },
          },
        ];
      case 'messagePinned':
      case 'messageUnpinned': {
        const { author, channel, id } = change.message;
        const action = change.kind === 'messagePinned' ? Action.MessagePin : Action.MessageUnpin;
        return [{ action, targetId: author.id, options: { channel_id: channel.id, message_id: id } }];
      }
      default:
        return isPlain(change) ? this.#plain(change) : [];
    }
  }

  #plain(change: PlainChange): AuditDraft[] {
    const { id, state } = subjectOf(change);
    const isGone = change.kind.endsWith('Removed');
    const changes = changesBetween(this.#before.get(id) ?? {}, isGone ? {} : state);
    if (isGone) this.#before.delete(id);
    else this.#before.set(id, state);
    const drafts: AuditDraft[] = changes.length > 0 ? [{ action: PLAIN[change.kind], targetId: id, changes }] : [];
    return change.kind === 'channelChanged' || change.kind === 'channelAdded'
      ? [...drafts, ...this.#overwritten(change.channel, change.kind === 'channelAdded')]
      : drafts;
  }

  #overwritten(channel: Channel, isNew: boolean): AuditDraft[] {
    const before = isNew ? channel.overwrites : (this.#overwrites.get(channel.id) ?? []);
    this.#overwrites.set(channel.id, channel.overwrites);
    const ids = new Set([...before, ...channel.overwrites].map(({ id }) => id));
    return [...ids].flatMap((id): AuditDraft[] => {
      const [was, is] = [before, channel.overwrites].map((list) => list.find((one) => one.id === id));
      const changes = changesBetween(overwriteState(was), overwriteState(is));
      if (changes.length === 0) return [];
      const action = was
        ? is
          ? Action.ChannelOverwriteUpdate
          : Action.ChannelOverwriteDelete
        : Action.ChannelOverwriteCreate;
      const type = (is ?? was)!.type;
      const role = type === OverwriteType.Role && { role_name: channel.guild?.roles.get(id)?.name ?? '' };
      return [{ action, targetId: channel.id, changes, options: { id, type: String(type), ...role } }];
    });
  }

  #memberChanged(member: GuildMember): AuditDraft[] {
    const key = `${member.guild.id}/${member.user.id}`;
    const { nick, mute, deaf, mutedUntil } = member;
    const state = { nick, mute, deaf, communication_disabled_until: mutedUntil };
    const changes = changesBetween(this.#before.get(key) ?? {}, state);
    this.#before.set(key, state);
    const before = this.#roles.get(key) ?? [];
    const roles = member.roles.map(({ id, name }) => ({ id, name }));
    this.#roles.set(key, roles);
    const [added, removed] = [without(roles, before), without(before, roles)];
    const given = [
      ...(added.length > 0 ? [{ key: '$add', new_value: added }] : []),
      ...(removed.length > 0 ? [{ key: '$remove', new_value: removed }] : []),
    ];
    const targetId = member.user.id;
    return [
      ...(changes.length > 0 ? [{ action: Action.MemberUpdate, targetId, changes }] : []),
      ...(given.length > 0 ? [{ action: Action.MemberRoleUpdate, targetId, changes: given }] : []),
    ];
  }

  #learn(guild: Guild): void {
    this.#plain({ kind: 'guildChanged', guild });
    for (const channel of guild.channels.values()) this.#plain({ kind: 'channelAdded', channel });
    for (const channel of guild.threads.values()) this.#plain({ kind: 'threadAdded', channel });
    for (const role of guild.roles.values()) this.#plain({ kind: 'roleAdded', guild, role });
    for (const emoji of guild.emojis.values()) this.#plain({ kind: 'emojiAdded', guild, emoji });
    for (const member of guild.members.values()) this.#memberChanged(member);
  }
}

type PlainChange = Extract<Change, { kind: keyof typeof PLAIN }>;

const isPlain = (change: Change): change is PlainChange => Object.hasOwn(PLAIN, change.kind);

function subjectOf(change: PlainChange): { readonly id: string; readonly state: object } {
  if ('role' in change) return { id: change.role.id, state: stateOf(change.role.toApi()) };
  if ('emoji' in change) return { id: change.emoji.id, state: { name: change.emoji.name } };
  if ('sticker' in change) {
    const { id, name, description, tags } = change.sticker;
    return { id, state: { name, description, tags } };
  }
  if ('event' in change) return { id: change.event.id, state: stateOf({ ...change.event.settings }) };
  if ('webhook' in change) {
    const { id, name, avatar, channel, type } = change.webhook;
    return { id, state: { name, avatar_hash: avatar, channel_id: channel.id, type } };
  }
  if ('channel' in change) {
    const { thread_metadata: thread, ...api } = change.channel.toApi() as { thread_metadata?: object };
    const { archive_timestamp: _at, create_timestamp: _made, ...metadata } = (thread ?? {}) as Record<string, unknown>;
    return { id: change.channel.id, state: stateOf({ ...api, ...metadata }) };
  }
  return { id: change.guild.id, state: stateOf({ ...change.guild.settings }) };
}

const stateOf = (api: object): object => Object.fromEntries(Object.entries(api).filter(([key]) => !LEFT_OUT.has(key)));

const overwriteState = (overwrite: Overwrite | undefined): object =>
  overwrite
    ? { id: overwrite.id, type: overwrite.type, allow: String(overwrite.allow), deny: String(overwrite.deny) }
    : {};

const without = <T extends { readonly id: string }>(list: readonly T[], other: readonly T[]): T[] =>
  list.filter(({ id }) => !other.some((one) => one.id === id));

function guildOf(change: Change): Guild | undefined {
  if ('guild' in change) return change.guild;
  if ('member' in change) return change.member.guild;
  if ('channel' in change) return change.channel.guild;
  return 'message' in change ? change.message.channel.guild : undefined;
}

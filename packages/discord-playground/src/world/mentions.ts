import { AllowedMentionsTypes as Kind, type APIAllowedMentions, PermissionFlagsBits } from 'discord-api-types/v10';
import type { User } from './guild/accounts.ts';
import type { Channel, Message } from './guild/Guild.ts';
import { may } from './guild/permissions.ts';

/** Who a message mentions and notifies, after `allowed_mentions` and permissions were applied. */
export interface Mentions {
  readonly users: readonly User[];
  readonly roleIds: readonly string[];
  readonly everyone: boolean;
}

interface MentionRequest {
  /** Content and text displays. Embeds never mention anybody. */
  readonly text: string;
  readonly author: User;
  readonly channel: Channel;
  readonly allowed: APIAllowedMentions | undefined;
  /**
   * What applies without `allowed_mentions`: everything for a normal message, only users for the answer to an
   * interaction.
   */
  readonly byDefault: readonly Kind[];
  readonly replyTo: Message | undefined;
}

export const ALL_KINDS: readonly Kind[] = [Kind.Everyone, Kind.Role, Kind.User];

const NOBODY: Mentions = { users: [], roleIds: [], everyone: false };

/** See https://discord.com/developers/docs/resources/message#allowed-mentions-object */
export function resolveMentions(request: MentionRequest): Mentions {
  const { text, author, channel, allowed, replyTo } = request;
  if (!text.includes('@') && !replyTo) return NOBODY;

  const parsed = allowed ? (allowed.parse ?? []) : request.byDefault;
  const mayMentionAll = author.isWebhook || may(author.id, PermissionFlagsBits.MentionEveryone, channel);

  const isAllowedUser = (id: string): boolean => parsed.includes(Kind.User) || Boolean(allowed?.users?.includes(id));
  const named = idsIn(text, /<@!?(\d{17,20})>/g).filter(isAllowedUser);
  const replied = replyTo && (allowed ? allowed.replied_user : true) ? [replyTo.author.id] : [];
  const users = [...new Set([...named, ...replied])].flatMap((id) => channel.user(id) ?? []);

  const roleIds = idsIn(text, /<@&(\d{17,20})>/g)
    .filter((id) => parsed.includes(Kind.Role) || allowed?.roles?.includes(id))
    .filter((id) => {
      const role = channel.guild?.roles.get(id);
      return role && (role.mentionable || mayMentionAll);
    });

  const everyone =
    channel.guild !== undefined && mayMentionAll && parsed.includes(Kind.Everyone) && /@(everyone|here)/.test(text);
  return { users, roleIds, everyone };
}

/** The ids of everybody who is notified. */
export function pingsOf({ users, roleIds, everyone }: Mentions): string[] {
  return [...(everyone ? ['everyone'] : []), ...roleIds, ...users.map(({ id }) => id)];
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))];
}

import { randomInt } from 'node:crypto';
import { type APIInvite, type APIPartialGuild, InviteType } from 'discord-api-types/v10';
import type { User } from './accounts.ts';

/** Source: resources/channel#create-channel-invite: 24 hours. */
export const USUAL_INVITE_SECONDS = 86_400;

/** Letters and digits of which codes consist. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';
const CODE_LENGTH = 8;

interface InvitePlace {
  readonly id: string;
  readonly name: string;
  readonly type: number;
}

interface InviteInit {
  readonly channel: InvitePlace;
  readonly inviter: User;
  /** In seconds; 0 = it never expires. */
  readonly maxAge: number;
  /** 0 = any number. */
  readonly maxUses: number;
  readonly temporary: boolean;
}

/** A link with which people join a server. */
export class Invite {
  readonly code = Array.from({ length: CODE_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  readonly channel: InvitePlace;
  readonly inviter: User;
  readonly maxAge: number;
  readonly maxUses: number;
  readonly temporary: boolean;
  readonly createdAt = new Date();
  uses = 0;

  constructor({ channel, inviter, maxAge, maxUses, temporary }: InviteInit) {
    this.channel = channel;
    this.inviter = inviter;
    this.maxAge = maxAge;
    this.maxUses = maxUses;
    this.temporary = temporary;
  }

  get expiresAt(): Date | undefined {
    return this.maxAge === 0 ? undefined : new Date(this.createdAt.getTime() + this.maxAge * 1_000);
  }

  get isExpired(): boolean {
    return this.expiresAt !== undefined && this.expiresAt.getTime() <= Date.now();
  }

  /** Whether nobody can join with it any more. */
  get isUsedUp(): boolean {
    return this.maxUses > 0 && this.uses >= this.maxUses;
  }

  /** As everybody sees it. */
  toApi(guild: APIPartialGuild): APIInvite {
    const { id, name, type } = this.channel;
    return {
      type: InviteType.Guild,
      code: this.code,
      guild: guild as APIInvite['guild'] & object,
      channel: { id, name, type },
      inviter: this.inviter.toApi(),
      expires_at: this.expiresAt?.toISOString() ?? null,
    };
  }

  /** What those who manage the channel see besides. */
  metadata(): object {
    return {
      uses: this.uses,
      max_uses: this.maxUses,
      max_age: this.maxAge,
      temporary: this.temporary,
      created_at: this.createdAt.toISOString(),
    };
  }
}

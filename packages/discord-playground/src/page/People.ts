import { ChannelType, PermissionFlagsBits as Flag } from 'discord-api-types/v10';
import type { Member } from '../actors/Member.ts';
import type { Faults } from '../Faults.ts';
import type { Refusal } from '../refusals.ts';
import { type Role, stableId } from '../world/guild/accounts.ts';
import type { Guild } from '../world/guild/Guild.ts';
import type { World } from '../world/World.ts';

/** What the page needs from the playground. */
export interface PageHost {
  readonly world: World;
  readonly guild: Guild;
  readonly faults: Faults;
  readonly refusals: readonly Refusal[];
  addMember(name: string, options?: { readonly id?: string; readonly roles?: readonly Role[] }): Member;
}

interface Person {
  readonly about: string;
  readonly member: Member;
}

/**
 * The people that a visitor of the page can be, in a server with roles, a private channel and a forum. They join when the page
 * is first opened, so that they don't appear in tests that never open it. All ids follow from the server's: in a server
 * with a fixed id, what a bot has stored about them still holds after a restart.
 */
export class People {
  readonly #host: PageHost;
  readonly #byId = new Map<string, Person>();

  constructor(host: PageHost) {
    this.#host = host;
  }

  all(): readonly Person[] {
    if (this.#byId.size === 0) this.#moveIn();
    return [...this.#byId.values()];
  }

  member(id: string): Member | undefined {
    return this.#byId.get(id)?.member;
  }

  #moveIn(): void {
    const { guild, world } = this.#host;
    const permissions = Flag.ManageMessages | Flag.ManageGuild;
    const staff = guild.addRole('Staff', { permissions, id: this.#id('role/Staff') });
    const helpers = guild.addRole('Helpers', { id: this.#id('role/Helpers') });
    const room = guild.addChannel('staff', { id: this.#id('staff') });
    guild.overwrite(room, guild.everyone, { deny: Flag.ViewChannel });
    for (const who of [staff, world.bot]) guild.overwrite(room, who, { allow: Flag.ViewChannel });

    guild.addChannel('help', {
      id: this.#id('help'),
      type: ChannelType.GuildForum,
      available_tags: ['question', 'idea'],
    });

    this.#join('You', 'an ordinary member');
    this.#join('Staff', 'may manage messages and the server', staff);
    this.#join('Friend', 'another ordinary member, one of the Helpers', helpers);
  }

  #join(name: string, about: string, ...roles: readonly Role[]): void {
    const member = this.#host.addMember(name, { roles, id: this.#id(`person/${name}`) });
    this.#byId.set(member.user.id, { about, member });
  }

  #id(what: string): string {
    return stableId(`${this.#host.guild.id}/${what}`);
  }
}

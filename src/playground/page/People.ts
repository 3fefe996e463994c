import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Member } from '../actors/Member.ts';
import type { PageHost } from './PageHost.ts';

/** Who a visitor of the page can be. */
const CAST = [
  { name: 'You', about: 'an ordinary member', permissions: 0n },
  {
    name: 'Moderator',
    about: 'may manage messages and the server',
    permissions: PermissionFlagsBits.ManageMessages | PermissionFlagsBits.ManageGuild,
  },
  { name: 'Friend', about: 'another ordinary member', permissions: 0n },
] as const;

export interface Person {
  readonly about: string;
  readonly member: Member;
}

/** The people of the page. They join the server when the page is first opened, so that tests without it do not meet them. */
export class People {
  readonly #host: PageHost;
  readonly #byId = new Map<string, Person>();

  constructor(host: PageHost) {
    this.#host = host;
  }

  all(): readonly Person[] {
    if (this.#byId.size === 0) for (const { name, about, permissions } of CAST) this.#join(name, about, permissions);
    return [...this.#byId.values()];
  }

  member(id: string): Member | undefined {
    return this.#byId.get(id)?.member;
  }

  #join(name: string, about: string, permissions: bigint): void {
    const member = this.#host.addMember(name, { permissions });
    this.#byId.set(member.user.id, { about, member });
  }
}

import type { Member } from '../actors/Member.ts';
import type { Guild } from '../world/Guild.ts';
import type { Role } from '../world/Role.ts';
import type { World } from '../world/World.ts';

/** What the page needs of the playground. */
export interface PageHost {
  readonly world: World;
  readonly guild: Guild;
  addMember(name: string, options?: { readonly roles?: readonly Role[] }): Member;
}

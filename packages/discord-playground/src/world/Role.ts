import type { APIRole, RoleFlags } from 'discord-api-types/v10';

export interface RoleOptions {
  readonly permissions?: bigint;
  /** Whether everybody may mention it (default false). */
  readonly mentionable?: boolean;
}

/** A named set of permissions in one guild. */
export class Role {
  readonly id: string;
  readonly name: string;
  readonly mentionable: boolean;
  readonly position: number;
  permissions: bigint;

  constructor(id: string, name: string, position: number, options: RoleOptions = {}) {
    this.id = id;
    this.name = name;
    this.position = position;
    this.permissions = options.permissions ?? 0n;
    this.mentionable = options.mentionable ?? false;
  }

  toApi(): APIRole {
    return {
      id: this.id,
      name: this.name,
      color: 0,
      colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
      hoist: false,
      position: this.position,
      permissions: this.permissions.toString(),
      managed: false,
      mentionable: this.mentionable,
      flags: 0 as RoleFlags,
    };
  }
}

import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import { type Actor, may, type Right } from '../../src/discord/permissions.ts';
import { DEFAULT_SETTINGS, type GuildSettings } from '../../src/store/Store.ts';

const GUILD = '80351110224678912';
const EDITORS = '80351110224678913';
const OTHERS = '80351110224678914';
const { ManageGuild, Administrator, ManageMessages, ManageRoles, ModerateMembers, SendMessages } = PermissionFlagsBits;

const settings: GuildSettings = { ...DEFAULT_SETTINGS, editorRoleIds: [EDITORS] };

interface Case {
  readonly who: string;
  readonly permissions: bigint;
  readonly roleIds: readonly string[];
  readonly may: readonly Right[];
  readonly settings?: GuildSettings;
}

test.each<Case>([
  { who: 'an administrator', permissions: Administrator, roleIds: [], may: ['edit-answers', 'change-settings'] },
  { who: 'who may manage the server', permissions: ManageGuild, roleIds: [], may: ['edit-answers', 'change-settings'] },
  { who: 'an editor', permissions: SendMessages, roleIds: [OTHERS, EDITORS], may: ['edit-answers'] },
  {
    who: 'an editor who manages the server',
    permissions: ManageGuild,
    roleIds: [EDITORS],
    may: ['edit-answers', 'change-settings'],
  },
  { who: 'who has another role', permissions: SendMessages, roleIds: [OTHERS], may: [] },
  { who: 'who has nothing', permissions: 0n, roleIds: [], may: [] },
  {
    who: 'who may manage messages, roles and members',
    permissions: ManageMessages | ManageRoles | ModerateMembers,
    roleIds: [],
    may: [],
  },
  {
    who: 'an editor where no roles are set',
    permissions: SendMessages,
    roleIds: [EDITORS],
    may: [],
    settings: DEFAULT_SETTINGS,
  },
  {
    who: 'everybody, where the role of everybody was set',
    permissions: SendMessages,
    roleIds: [GUILD],
    may: [],
    settings: { ...DEFAULT_SETTINGS, editorRoleIds: [GUILD] },
  },
])('$who may $may', ({ permissions, roleIds, may: rights, settings: set = settings }) => {
  const actor: Actor = { guildId: GUILD, permissions: new PermissionsBitField(permissions), roleIds };
  expect((['edit-answers', 'change-settings'] as const).filter((right) => may(right, actor, set))).toEqual(rights);
});

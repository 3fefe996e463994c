import { InteractionContextType, type Interaction, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { expect, test } from 'vitest';
import { type Actor, isGuest, may, type Right, serverOf } from '../../src/discord/permissions.ts';
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

const { Guild, BotDM, PrivateChannel } = InteractionContextType;

test.each([
  ['in a server that has the bot', Guild, { guildId: GUILD, owners: { 0: GUILD } }, GUILD, false],
  [
    'there by somebody who installed it as well',
    Guild,
    { guildId: GUILD, owners: { 0: GUILD, 1: OTHERS } },
    GUILD,
    false,
  ],
  ['in a server without the bot', Guild, { guildId: GUILD, owners: { 1: OTHERS } }, null, true],
  ['in messages with somebody else', PrivateChannel, { guildId: null, owners: { 1: OTHERS } }, null, true],
  ['in messages with the bot', BotDM, { guildId: null, owners: { 0: '0' } }, null, false],
  ['there, installed by that person', BotDM, { guildId: null, owners: { 1: OTHERS } }, null, false],
])('used %s', (_where, context, { guildId, owners }, server, guest) => {
  const interaction = { guildId, context, authorizingIntegrationOwners: owners } as unknown as Interaction;
  expect([serverOf(interaction), isGuest(interaction)]).toEqual([server, guest]);
});

import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Guild, Member, Role, SeenMessage } from 'discord-playground';
import { type Scene, type SceneOptions, startScene } from './bot.ts';

/** An answer as somebody types it into the dialog. */
export const RULES = {
  title: 'What are the rules here?',
  questions: 'which rules apply on this server\nserver rules',
  body: 'Be kind, and ask in #help.\n\nThe rest is in the channel with the rules.',
  sources: 'https://example.com/rules',
  reviewBy: '2027-01-31',
};
export const RULES_ID = 'what-are-the-rules-here';

/** Those who come into question, on the playground's first server unless said otherwise. */
interface Cast {
  /** May manage the server. */
  readonly mo: Member;
  /** Likewise. */
  readonly max: Member;
  /** Has a role that was made one for editors. */
  readonly ed: Member;
  /** Sees the commands because the server shows them to all, and may nothing. */
  readonly ada: Member;
  /** May manage another server. */
  readonly eve: Member;
}

export interface ModerationScene extends Scene, Cast {
  /** The other server. */
  readonly elsewhere: Guild;
  /** The role that makes members editors. */
  readonly editors: Role;
}

/** A scene with two servers, where everybody sees the commands, so that nothing but the bot itself keeps anybody from using them. */
export async function startModeration(options: SceneOptions = {}): Promise<ModerationScene> {
  const scene = await startScene(options);
  const { playground, store } = scene;
  const elsewhere = playground.addGuild('Elsewhere');
  const editors = playground.guild.addRole('Editors');
  const manage = PermissionFlagsBits.ManageGuild;
  for (const guild of [playground.guild, elsewhere]) showCommandsToAll(guild);
  await store.saveSettings(playground.guild.id, { editorRoleIds: [editors.id], logChannelId: null });
  return {
    ...scene,
    elsewhere,
    editors,
    mo: playground.addMember('mo', { permissions: manage }),
    max: playground.addMember('max', { permissions: manage }),
    ed: playground.addMember('ed', { roles: [editors] }),
    ada: playground.addMember('ada'),
    eve: playground.addMember('eve', { guild: elsewhere, permissions: manage }),
  };
}

const EDITORS_COMMANDS = ['answer', 'review', 'settings', 'stats', 'Save as answer'];

function showCommandsToAll(guild: Guild): void {
  for (const name of EDITORS_COMMANDS) guild.ruleCommand(name, guild.everyone, true);
}

/** Writes an answer and publishes it. @returns The confirmation. */
export async function publishes(member: Member, fields: Partial<typeof RULES> = {}): Promise<SeenMessage> {
  await member.opens('answer add');
  const preview = await member.submits({ ...RULES, ...fields });
  return (await member.clicks('Publish', preview!))!;
}

/** Changes an answer, up to its preview. */
export async function proposes(member: Member, answer: string, fields: Partial<typeof RULES>): Promise<SeenMessage> {
  await member.opens('answer edit', { answer });
  return (await member.submits(fields))!;
}

/** Changes an answer and publishes that. @returns The confirmation. */
export async function edits(member: Member, answer: string, fields: Partial<typeof RULES>): Promise<SeenMessage> {
  return (await member.clicks('Publish', await proposes(member, answer, fields)))!;
}

export const labels = ({ buttons }: SeenMessage): string[] => buttons.map(({ label }) => label);
/** Those that can be pressed. */
export const pressable = ({ buttons }: SeenMessage): string[] =>
  buttons.filter(({ disabled }) => !disabled).map(({ label }) => label);

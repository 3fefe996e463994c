import { ComponentType } from 'discord-api-types/v10';
import type { Member, OptionValue, SeenMessage } from 'discord-playground';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forged } from '../../support/forge.ts';
import { edits, type ModerationScene, proposes, publishes, RULES, startModeration } from '../../support/moderation.ts';

/**
 * Every action × every kind of person. What stands on a private message of mo's is pressed by others as no client would let
 * them: who may is not decided by who sees a button.
 */

interface Stage extends ModerationScene {
  /** Written by mo as version 1, and edited as version 2. */
  readonly answerId: string;
}

/** What somebody hears: a message's text, `dialog`, or the names that are offered. */
type Heard = string;

interface Action {
  readonly name: string;
  /** The message of mo's on which it is done; made beforehand. */
  readonly on?: (stage: Stage) => Promise<SeenMessage>;
  readonly act: (member: Member, stage: Stage, on: SeenMessage) => Promise<Heard>;
  readonly mo: RegExp;
  /** A member with an editors' role. */
  readonly ed: RegExp;
  /** A moderator, in the server of her own. */
  readonly eve: RegExp;
  /** Whether editors change something by it; others never do. */
  readonly changes?: true;
  /** What somebody without the right hears. Default: that they may not. */
  readonly ada?: RegExp;
}

const MAY_NOT_EDIT = /^Only members with Manage Server, or with a role/;
const MAY_NOT_SET = /^Only members with Manage Server can change this server's settings\./;
const NO_ANSWER = /^This server has no answer/;
const NO_DRAFT = /^That draft no longer exists\./;
const NOT_THEIRS = /^Only the person who started this import/;
const DIALOG = /^dialog$/;
const NOTHING = /^$/;

const command =
  (name: string, options: (stage: Stage) => Readonly<Record<string, OptionValue>> = () => ({})) =>
  async (member: Member, stage: Stage): Promise<Heard> => {
    try {
      return (await member.runs(name, options(stage))).text;
    } catch (error) {
      if ((error as Error).message.includes('with a modal,')) return 'dialog';
      throw error;
    }
  };

const typing =
  (name: string, option: string, others: (stage: Stage) => Record<string, string> = () => ({})) =>
  async (member: Member, stage: Stage): Promise<Heard> => {
    const offered = await member.types(name, option, option === 'answer' ? stage.answerId : '', others(stage));
    return offered.map((one) => one.name).join('\n');
  };

/** Presses what stands on a message. */
const pressing =
  (label: string) =>
  async (member: Member, { playground }: Stage, on: SeenMessage): Promise<Heard> => {
    const customId = on.buttons.find((one) => one.label === label)!.customId!;
    return heard(await forged(playground, member, { customId, on }));
  };

const choosing =
  (placeholder: string, values: (stage: Stage) => string[], type = ComponentType.StringSelect) =>
  async (member: Member, stage: Stage, on: SeenMessage): Promise<Heard> => {
    const { customId } = on.selects.find((one) => one.placeholder === placeholder)!;
    return heard(await forged(stage.playground, member, { customId, on, type, values: values(stage) }));
  };

const heard = (answer: SeenMessage | 'dialog'): Heard => (answer === 'dialog' ? 'dialog' : answer.text);

/** An answer that no server has yet. */
const file = () => ({ file: { name: 'a.csv', data: `title,body\nParking of ${++files}?,Behind the house.\n` } });
let files = 0;

const answer = ({ answerId }: Stage) => ({ answer: answerId });
/** A draft of mo's that changes the answer. */
const draft = ({ mo, answerId }: Stage) => proposes(mo, answerId, { body: 'Be silent.' });
/** Of mo's own edit, version 3. */
const editing = ({ mo, answerId }: Stage) => edits(mo, answerId, { body: 'Be loud.' });
const card = ({ mo, answerId }: Stage) => mo.runs('answer show', { answer: answerId });
/** The same once it is removed. */
const gone = async (stage: Stage) => {
  await stage.mo.runs('answer remove', answer(stage));
  return card(stage);
};
const history = ({ mo, answerId }: Stage) => mo.runs('answer history', { answer: answerId });
const version = async (stage: Stage) =>
  (await stage.mo.chooses('Look at a version or restore it', ['1'], await history(stage)))!;
const list = ({ mo }: Stage) => mo.runs('answer list', { kind: 'all' });
const plan = ({ mo }: Stage) => mo.runs('answer import', file());
const settings = ({ mo }: Stage) => mo.runs('settings');

const ACTIONS: readonly Action[] = [
  { name: '/answer add', act: command('answer add'), mo: DIALOG, ed: DIALOG, eve: DIALOG },
  { name: '/answer edit', act: command('answer edit', answer), mo: DIALOG, ed: DIALOG, eve: NO_ANSWER },
  {
    name: '/answer remove',
    act: command('answer remove', answer),
    mo: /^Removed/,
    ed: /^Removed/,
    eve: NO_ANSWER,
    changes: true,
  },
  {
    name: '/answer restore',
    act: command('answer restore', (stage) => ({ ...answer(stage), version: 1 })),
    mo: /^Restored/,
    ed: /^Restored/,
    eve: NO_ANSWER,
    changes: true,
  },
  {
    name: '/answer history',
    act: command('answer history', answer),
    mo: /Version 2, edited by mo/,
    ed: /Version 2, edited by mo/,
    eve: NO_ANSWER,
  },
  { name: '/answer list', act: command('answer list'), mo: /Rules of /, ed: /Rules of /, eve: /None yet\./ },
  {
    name: '/answer show',
    act: command('answer show', answer),
    mo: /^### Rules of /,
    ed: /^### Rules of /,
    eve: NO_ANSWER,
  },
  {
    name: '/answer why',
    act: command('answer why', () => ({ question: 'what are the rules of room 3' })),
    mo: /written on this server/,
    ed: /written on this server/,
    eve: /^(?!.*written on this server).*\*\*Found\*\*/s,
  },
  {
    name: '/answer export',
    act: command('answer export'),
    mo: /^This file contains/,
    ed: /^This file contains/,
    eve: /nothing to export/,
  },
  {
    name: '/answer import',
    act: command('answer import', file),
    mo: /^### This import: 1 added/,
    ed: /^### This import: 1 added/,
    eve: /^### This import: 1 added/,
  },
  {
    name: 'agreeing to an import',
    on: plan,
    act: pressing('Import 1 answer'),
    mo: /^Imported 1 answer/,
    ed: NOT_THEIRS,
    eve: NOT_THEIRS,
    changes: true,
  },
  {
    name: 'discarding an import',
    on: plan,
    act: pressing('Discard'),
    mo: /^Discarded/,
    ed: NOT_THEIRS,
    eve: NOT_THEIRS,
  },
  {
    name: '/settings',
    act: command('settings'),
    mo: /^### What I do in channels/,
    ed: MAY_NOT_SET,
    eve: /Members with Manage Server\./,
    ada: MAY_NOT_SET,
  },
  {
    name: '"Save as answer"',
    async act(member) {
      const message = await member.says('Be kind.');
      const dialog = await member.opensByUsing('Save as answer', message).catch(() => undefined);
      return dialog ? 'dialog' : (await member.uses('Save as answer', message)).text;
    },
    mo: DIALOG,
    ed: DIALOG,
    eve: DIALOG,
  },
  {
    name: 'typing an answer to edit',
    act: typing('answer edit', 'answer'),
    mo: /Rules of/,
    ed: /Rules of/,
    eve: NOTHING,
    ada: NOTHING,
  },
  {
    name: 'typing an answer to restore',
    act: typing('answer restore', 'answer'),
    mo: /Rules of/,
    ed: /Rules of/,
    eve: NOTHING,
    ada: NOTHING,
  },
  {
    name: 'typing a version',
    act: typing('answer restore', 'version', answer),
    mo: /^1, written/,
    ed: /^1, written/,
    eve: NOTHING,
    ada: NOTHING,
  },
  {
    name: 'sending the dialog',
    async act(member, { playground, answerId }) {
      return heard(
        await forged(playground, member, {
          customId: `w1:write:2::${answerId}`,
          fields: { ...RULES, title: 'X rules' },
        }),
      );
    },
    mo: /^\*\*Preview/,
    ed: /^\*\*Preview/,
    // For her server that id means nothing: what she typed is a new answer there.
    eve: /^\*\*Preview/,
  },
  {
    name: 'Publish',
    on: draft,
    act: pressing('Publish'),
    mo: /^Published/,
    ed: NO_DRAFT,
    eve: NO_DRAFT,
    changes: true,
  },
  { name: 'Edit', on: draft, act: pressing('Edit'), mo: DIALOG, ed: NO_DRAFT, eve: NO_DRAFT },
  {
    name: 'Discard',
    on: draft,
    act: pressing('Discard'),
    mo: /^Discarded/,
    ed: /^Discarded/,
    eve: /^Discarded/,
  },
  {
    name: 'Undo',
    on: editing,
    act: pressing('Undo'),
    mo: /^Restored/,
    ed: /^Restored/,
    eve: / has no version 3 /,
    changes: true,
  },
  {
    name: 'Show',
    on: editing,
    act: pressing('Show'),
    mo: /^### Rules of/,
    ed: /^### Rules of/,
    eve: NO_ANSWER,
  },
  { name: 'Edit', on: card, act: pressing('Edit'), mo: DIALOG, ed: DIALOG, eve: NO_ANSWER },
  { name: 'History', on: card, act: pressing('History'), mo: /Version 2/, ed: /Version 2/, eve: NO_ANSWER },
  { name: 'Remove', on: card, act: pressing('Remove'), mo: /^Removed/, ed: /^Removed/, eve: NO_ANSWER, changes: true },
  {
    name: 'Restore',
    on: gone,
    act: pressing('Restore'),
    mo: /^Restored/,
    ed: /^Restored/,
    eve: NO_ANSWER,
    changes: true,
  },
  {
    name: 'turning the list',
    on: list,
    act: pressing('Next page'),
    mo: /page 2 of/,
    ed: /page 2 of/,
    eve: /page 2 of/,
  },
  {
    name: 'looking at one of the list',
    on: list,
    act: choosing('Look at one of them', ({ answerId }) => [answerId]),
    mo: /^### Rules of/,
    ed: /^### Rules of/,
    eve: NO_ANSWER,
  },
  {
    name: 'looking at a version',
    on: history,
    act: choosing('Look at a version or restore it', () => ['1']),
    mo: /^\*\*Version 1, written by mo/,
    ed: /^\*\*Version 1, written by mo/,
    eve: / has no version 1 /,
  },
  {
    name: 'bringing a version back',
    on: version,
    act: pressing('Restore'),
    mo: /^Restored/,
    ed: /^Restored/,
    eve: NO_ANSWER,
    changes: true,
  },
  {
    name: 'editing a version',
    on: version,
    act: pressing('Edit it first'),
    mo: DIALOG,
    ed: DIALOG,
    eve: / has no version 1 /,
  },
  {
    name: 'choosing the roles of editors',
    on: settings,
    act: choosing('Roles that can edit answers', () => [], ComponentType.RoleSelect),
    mo: /Members with Manage Server\./,
    ed: MAY_NOT_SET,
    eve: /Members with Manage Server\./,
    ada: MAY_NOT_SET,
    changes: true,
  },
  {
    name: 'choosing the log channel',
    on: settings,
    act: choosing('A channel that only moderators can see', ({ mo }) => [mo.channel.id], ComponentType.ChannelSelect),
    mo: /\n<#\d+>\./,
    ed: MAY_NOT_SET,
    // Of another server.
    eve: /^I can't see that channel\./,
    ada: MAY_NOT_SET,
    changes: true,
  },
];

const isSetting = ({ name }: Action): boolean => /role|channel/.test(name);

describe.each(['mo', 'ed', 'ada', 'eve'] as const)('as %s', (who) => {
  let scene: ModerationScene;
  let end: () => Promise<void>;

  beforeAll(async () => {
    scene = await startModeration({ onTestFinished: (given) => (end = given) });
  });

  afterAll(() => end());

  test.each(ACTIONS.map((action, index) => [action.name, action, index] as const))(
    '%s',
    async (_name, action, index) => {
      const { playground, store } = scene;
      const { id } = playground.guild;
      const snapshot = async (): Promise<string> => JSON.stringify([await store.current(id), await store.settings(id)]);
      await store.saveSettings(id, {
        ...(await store.settings(id)),
        editorRoleIds: [scene.editors.id],
        logChannelId: null,
      });
      const stage = { ...scene, answerId: await prepare(scene, index) };

      const on = await action.on?.(stage);
      const before = await snapshot();
      const said = await action.act(scene[who], stage, on!);
      const isAllowed =
        who === 'mo' || (who === 'ed' && !isSetting(action) && ![NO_DRAFT, NOT_THEIRS].includes(action.ed));
      expect(said).toMatch(who === 'ada' ? (action.ada ?? MAY_NOT_EDIT) : action[who]);
      expect((await snapshot()) !== before).toBe(isAllowed && action.changes === true);
    },
  );
});

async function prepare({ store, playground, mo }: ModerationScene, index: number): Promise<string> {
  const answerId = `rules-of-room-${index}`;
  const editor = { id: mo.user.id, name: mo.user.username };
  const content = { title: `Rules of room ${index}`, questions: [], body: 'Be kind.', sources: [] };
  for (const [expectedVersion, kind] of (['add', 'edit'] as const).entries()) {
    const body = `Be kind, version ${expectedVersion + 1}.`;
    await store.write(
      playground.guild.id,
      [{ answerId, kind, content: { ...content, body }, expectedVersion }],
      editor,
    );
  }
  return answerId;
}

test('people who may not edit do not even see the commands, until the server shows them', async () => {
  const { playground, store } = await startModeration();
  const guild = playground.addGuild('Third');
  const ann = playground.addMember('ann', { guild });
  for (const name of ['answer list', 'settings']) {
    await expect(ann.runs(name)).rejects.toThrow('may not use');
  }
  const message = await ann.says('hello');
  await expect(ann.uses('Save as answer', message)).rejects.toThrow('may not use');

  const role = guild.addRole('Editors');
  guild.ruleCommand('answer', role, true);
  await store.saveSettings(guild.id, { editorRoleIds: [role.id], logChannelId: null });
  guild.giveRole(ann.user.id, role);
  expect((await ann.runs('answer list')).text).toContain('None yet.');
});

test('a right that is lost is lost at the next step', async () => {
  const { ed, playground, store } = await startModeration();
  await ed.opens('answer add');
  const preview = (await ed.submits(RULES))!;
  await store.saveSettings(playground.guild.id, { editorRoleIds: [], logChannelId: null });
  expect((await ed.clicks('Publish', preview))!.text).toMatch(MAY_NOT_EDIT);
  expect(await store.current(playground.guild.id)).toEqual([]);
});

test('in direct messages there is nothing to edit, whatever is forged', async () => {
  const { mo, playground } = await startModeration();
  const confirmation = await publishes(mo);
  const said = await forged(playground, mo.dm, { customId: confirmation.buttons[0]!.customId!, on: confirmation });
  expect(heard(said)).toMatch(/^You can only manage answers inside a server\./);
});

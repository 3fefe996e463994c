import {
  type Client,
  FileUploadBuilder,
  type Interaction,
  LabelBuilder,
  ModalBuilder,
  RoleSelectMenuBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Member } from '../../src/actors/Member.ts';
import type { Playground } from '../../src/Playground.ts';
import { connect, onInteraction, startPlayground } from '../support/connect.ts';

const text = (id: string) => new TextInputBuilder().setCustomId(id).setStyle(TextInputStyle.Short);
const paragraph = (id: string) => new TextInputBuilder().setCustomId(id).setStyle(TextInputStyle.Paragraph);
const under = (label: string) => new LabelBuilder().setLabel(label);

const editing = () =>
  new ModalBuilder()
    .setCustomId('edit')
    .setTitle('Edit an answer')
    .addTextDisplayComponents((display) => display.setContent('Say it **shortly**.'))
    .addLabelComponents(
      under('Title').setDescription('A few words').setTextInputComponent(text('title').setMinLength(3).setMaxLength(9)),
      under('Body').setTextInputComponent(paragraph('body').setValue('as it is').setPlaceholder('Markdown')),
      under('Kind').setStringSelectMenuComponent(
        new StringSelectMenuBuilder()
          .setCustomId('kind')
          .setMaxValues(2)
          .addOptions({ label: 'First', value: 'm', default: true }, { label: 'Other', value: 'o' }),
      ),
      under('Role').setRoleSelectMenuComponent(new RoleSelectMenuBuilder().setCustomId('role').setRequired(false)),
    );

const uploading = () =>
  new ModalBuilder()
    .setCustomId('upload')
    .setTitle('Import')
    .addLabelComponents(
      under('Files').setFileUploadComponent(new FileUploadBuilder().setCustomId('files').setMaxValues(2)),
    );

const picked = (name: string) => ({ name, data: name.toUpperCase() });

interface Scene {
  readonly playground: Playground;
  readonly ann: Member;
  readonly client: Client<true>;
}

/** A bot whose commands and buttons open modals. */
async function scene(handle: (interaction: Interaction) => Promise<unknown>): Promise<Scene> {
  const playground = await startPlayground();
  const client = await connect(playground);
  await client.application.commands.set([
    { name: 'edit', description: 'x' },
    { name: 'Save as answer', type: 3 },
  ]);
  onInteraction(client, handle);
  return { playground, ann: playground.addMember('ann'), client };
}

async function echo(interaction: Interaction): Promise<unknown> {
  if (interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand())
    return interaction.showModal(editing());
  if (!interaction.isModalSubmit()) return undefined;
  const { fields } = interaction;
  const roles = fields.getSelectedRoles('role')?.map((role) => role?.name) ?? [];
  const values = [fields.getTextInputValue('title'), fields.getTextInputValue('body')];
  return interaction.reply([...values, fields.getStringSelectValues('kind').join('+'), ...roles].join(' | '));
}

const option = (label: string, isDefault = false) => ({ label, value: label.toLowerCase(), default: isDefault });

describe('a modal', () => {
  test('is seen with its fields and their values', async () => {
    const { ann } = await scene(echo);
    const modal = await ann.opens('edit');
    expect(modal).toMatchObject({ title: 'Edit an answer', customId: 'edit', text: 'Say it **shortly**.' });
    expect(modal.fields).toEqual([
      {
        label: 'Title',
        description: 'A few words',
        customId: 'title',
        kind: 'short',
        value: '',
        values: [],
        required: true,
      },
      {
        label: 'Body',
        customId: 'body',
        kind: 'paragraph',
        value: 'as it is',
        values: [],
        placeholder: 'Markdown',
        required: true,
      },
      { label: 'Kind', customId: 'kind', kind: 'select', value: '', values: ['m'], required: true },
      { label: 'Role', customId: 'role', kind: 'select', value: '', values: [], required: false },
    ]);
    expect(ann.modal).toEqual(modal);
  });

  test('keeps the values of fields that are not filled in', async () => {
    const { ann, playground } = await scene(echo);
    await ann.opens('edit');
    expect((await ann.submits({ Title: 'Dates' }))?.text).toBe('Dates | as it is | m');
    expect(ann.modal).toBeUndefined();
    expect(playground.refusals).toEqual([]);
  });

  test('accepts text, choices and roles by label or custom_id', async () => {
    const { ann, playground } = await scene(echo);
    const role = playground.guild.addRole('Helpers');
    await ann.opens('edit');
    const body = 'two\nlines';
    expect((await ann.submits({ title: 'Dates', Body: body, Kind: ['Other', 'm'], Role: role }))?.text).toBe(
      'Dates | two\nlines | o+m | Helpers',
    );
  });

  test.each<[string, Record<string, string | string[]>, string]>([
    ['too short', { Title: 'ab' }, 'The field "Title" takes 3 to 9 characters, not 2.'],
    ['too long', { Title: 'x'.repeat(10) }, 'The field "Title" takes 3 to 9 characters, not 10.'],
    ['too long even for Discord', { Title: 'abc', Body: 'x'.repeat(4_001) }, 'The field "Body" takes 0 to 4000'],
    ['empty', { Title: 'abc', Body: '' }, 'The field "Body" is required.'],
    ['of two lines', { Title: 'ab\nc' }, 'The field "Title" takes a single line.'],
    ['not chosen', { Title: 'abc', Kind: [] }, 'The field "Kind" is required.'],
    ['not offered', { Title: 'abc', Kind: 'z' }, '"z" is not among the choices of "Kind": First, Other.'],
    ['not there', { Titel: 'abc' }, 'The modal has no field "Titel". It has: title, Title, body, Body,'],
  ])('is not submitted with a field that is %s, and stays open', async (_what, fields, message) => {
    const { ann } = await scene(echo);
    await ann.opens('edit');
    await expect(ann.submits(fields)).rejects.toThrow(message);
    expect((await ann.submits({ Title: '🦜'.repeat(9) }))?.text).toContain('🦜'); // counted as Discord counts
  });

  test('has radio buttons and checkboxes', async () => {
    const { ann, playground } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) {
        return interaction.showModal({
          customId: 'ask',
          title: 'Ask',
          components: [
            {
              type: 18,
              label: 'Tea',
              component: { type: 21, customId: 'tea', options: ['Green', 'Black'].map((name) => option(name)) },
            },
            {
              type: 18,
              label: 'With',
              component: { type: 22, customId: 'with', options: [option('Milk'), option('Sugar', true)] },
            },
            { type: 18, label: 'Now', component: { type: 23, customId: 'now' } },
          ],
        });
      }
      if (!interaction.isModalSubmit()) return undefined;
      const { fields } = interaction;
      return interaction.reply(
        JSON.stringify([fields.getRadioGroup('tea'), fields.getCheckboxGroup('with'), fields.getCheckbox('now')]),
      );
    });
    const modal = await ann.opens('edit');
    expect(modal.fields.map(({ kind, values, required }) => [kind, values, required])).toEqual([
      ['radio', [], true],
      ['checkboxes', ['sugar'], true],
      ['checkbox', [], false],
    ]);
    await expect(ann.submits()).rejects.toThrow('The field "Tea" is required.');
    await expect(ann.submits({ Tea: ['Green', 'Black'] })).rejects.toThrow('"Tea" takes 1 choices, not 2.');
    await expect(ann.submits({ Tea: 'Green', Now: 'yes' })).rejects.toThrow('The field "Now" takes true or false.');
    expect((await ann.submits({ Tea: 'Green' }))?.text).toBe('["green",["sugar"],false]');
    await ann.opens('edit');
    expect((await ann.submits({ Tea: 'black', With: ['Milk', 'Sugar'], Now: true }))?.text).toBe(
      '["black",["milk","sugar"],true]',
    );
    expect(playground.refusals).toEqual([]);
  });

  test('stays open when the bot does not answer', async () => {
    let isSilent = true;
    const { ann } = await scene(async (interaction) => {
      if (!isSilent || !interaction.isModalSubmit()) await echo(interaction);
    });
    await ann.opens('edit');
    await expect(ann.submits({ Title: 'Dates' })).rejects.toThrow('The bot did not answer the modal "Edit an answer"');
    isSilent = false;
    expect((await ann.submits({ Title: 'Dates' }))?.text).toContain('Dates');
  });

  test('accepts files', async () => {
    const { ann, playground } = await scene(async (interaction) => {
      if (interaction.isChatInputCommand()) return interaction.showModal(uploading());
      if (!interaction.isModalSubmit()) return undefined;
      const files = [...(interaction.fields.getUploadedFiles('files')?.values() ?? [])];
      const texts = await Promise.all(files.map(async ({ url }) => (await fetch(url)).text()));
      return interaction.reply(files.map(({ name }, index) => `${name}: ${texts[index]}`).join());
    });
    expect((await ann.opens('edit')).fields).toMatchObject([{ label: 'Files', kind: 'files', required: true }]);
    await expect(ann.submits({})).rejects.toThrow('The field "Files" is required.');
    await expect(ann.submits({ Files: ['a', 'b', 'c'].map(picked) })).rejects.toThrow(
      'The field "Files" takes 1 to 2 files, not 3.',
    );
    expect((await ann.submits({ Files: ['a', 'b'].map(picked) }))?.text).toBe('a: A,b: B');
    expect(playground.refusals).toEqual([]);
  });

  test('can be opened by a message command on another person’s message', async () => {
    const { ann, playground } = await scene(async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) {
        const value = interaction.targetMessage.content;
        const body = under('Body').setTextInputComponent(paragraph('body').setValue(value));
        await interaction.showModal(new ModalBuilder().setCustomId('save').setTitle('Save').addLabelComponents(body));
      } else if (interaction.isModalSubmit()) {
        await interaction.reply({ content: interaction.fields.getTextInputValue('body'), flags: 'Ephemeral' });
      }
    });
    const said = await playground.addMember('bob').says('Assam it is');
    const modal = await ann.opensByUsing('Save as answer', said);
    expect(modal.fields).toMatchObject([{ label: 'Body', value: 'Assam it is' }]);
    expect(await ann.submits()).toMatchObject({ text: 'Assam it is', ephemeral: true });
  });

  test('that does not open: the error says what was answered instead', async () => {
    const { ann } = await scene(async (interaction) => {
      if (interaction.isRepliable()) await interaction.reply('no');
    });
    await expect(ann.opens('edit')).rejects.toThrow('/edit did not open a modal. The bot answered with a message.');
  });
});

const buttons = (...labels: string[]) => [
  {
    type: 1,
    components: labels.map((label) => ({ type: 2, style: 2, label, custom_id: label.toLowerCase() }) as const),
  } as const,
];

async function preview(interaction: Interaction): Promise<unknown> {
  if (interaction.isChatInputCommand()) {
    const components = buttons('Change', 'Save', 'Cancel', 'Wait');
    return interaction.reply({ content: 'Draft', components, flags: 'Ephemeral' });
  }
  if (interaction.isModalSubmit()) {
    if (!interaction.isFromMessage()) throw new Error('The modal must know the message that it came from.');
    return interaction.update({ content: `Draft: ${interaction.fields.getTextInputValue('body')}` });
  }
  if (!interaction.isButton()) return undefined;
  const { customId } = interaction;
  const body = under('Body').setTextInputComponent(paragraph('body'));
  if (customId === 'change')
    return interaction.showModal(new ModalBuilder().setCustomId('m').setTitle('Change').addLabelComponents(body));
  if (customId === 'save') {
    await interaction.update({ content: `Saved ${interaction.message.content}`, components: [] });
    return interaction.followUp({ content: 'Told the others.', flags: 'Ephemeral' });
  }
  await interaction.deferUpdate();
  return customId === 'cancel' ? interaction.deleteReply() : interaction.editReply('Waited');
}

describe('a private preview', () => {
  test('can be updated by a modal that its button opened, and stays private', async () => {
    const { ann, playground } = await scene(preview);
    const draft = await ann.runs('edit');
    const modal = await ann.opensByClicking('Change', draft);
    expect(modal.title).toBe('Change');
    expect(await ann.submits({ Body: 'new' })).toMatchObject({ id: draft.id, text: 'Draft: new', ephemeral: true });
    expect(playground.addMember('bob').sees()).toEqual([]);
    expect(playground.refusals).toEqual([]);
  });

  test('can be updated by its button and followed by another private message', async () => {
    const { ann, playground } = await scene(preview);
    const draft = await ann.runs('edit');
    expect(await ann.clicks('Save', draft)).toMatchObject({ id: draft.id, text: 'Saved Draft', buttons: [] });
    await playground.settled();
    expect(ann.sees().map(({ content, ephemeral }) => [content, ephemeral])).toEqual([
      ['Saved Draft', true],
      ['Told the others.', true],
    ]);
    expect(playground.addMember('bob').sees()).toEqual([]);
    await expect(ann.clicks('Save', draft)).rejects.toThrow('The message has no button "Save". It has: none.');
    expect(playground.refusals).toEqual([]);
  });

  test('can be deleted or edited later with its button’s token', async () => {
    const { ann, playground } = await scene(preview);
    expect(await ann.clicks('Wait', await ann.runs('edit'))).toMatchObject({ text: 'Waited', ephemeral: true });
    expect(await ann.clicks('Cancel', await ann.runs('edit'))).toBeUndefined();
    expect(ann.sees().map(({ content }) => content)).toEqual(['Waited']);
    expect(playground.refusals).toEqual([]);
  });
});

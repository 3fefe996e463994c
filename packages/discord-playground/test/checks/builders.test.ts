import {
  ActionRowBuilder,
  AttachmentBuilder,
  type BaseMessageOptions,
  ButtonBuilder,
  ButtonStyle,
  Client,
  ContainerBuilder,
  ContextMenuCommandBuilder,
  EmbedBuilder,
  LabelBuilder,
  MediaGalleryBuilder,
  type MessageCreateOptions,
  MessageFlags,
  MessagePayload,
  ModalBuilder,
  PermissionFlagsBits,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
  ThumbnailBuilder,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import { checkCommands } from '../../src/checks/checkCommands.ts';
import { checkInteractionResponse } from '../../src/checks/checkInteractionResponse.ts';
import { checkMessage } from '../../src/checks/checkMessage.ts';

const client = new Client({ intents: [], allowedMentions: { parse: [], repliedUser: false }, enforceNonce: true });

const messages = { resolveId: (id: string) => id };

/** The body that discord.js would send. */
const sent = (options: MessageCreateOptions): unknown =>
  JSON.parse(JSON.stringify(MessagePayload.create({ client, messages } as never, options).resolveBody().body));

const json = (builder: unknown): unknown => JSON.parse(JSON.stringify(builder));

const go = new ButtonBuilder().setCustomId('go').setLabel('Go').setEmoji('🦉').setStyle(ButtonStyle.Primary);
const read = new ButtonBuilder().setURL('https://example.org').setLabel('Read').setStyle(ButtonStyle.Link);
const row = new ActionRowBuilder<ButtonBuilder>().addComponents(go, read, new ButtonBuilder(go.data).setCustomId('b'));
const picked = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(
  new StringSelectMenuBuilder()
    .setCustomId('s')
    .addOptions({ label: 'A', value: 'a', emoji: '🦉', description: 'The A' }),
);

const MESSAGES: readonly [string, BaseMessageOptions & { flags?: MessageFlags.IsComponentsV2 }][] = [
  ['plain text', { content: 'Hello' }],
  [
    'embeds, rows and a file',
    {
      content: 'Hello',
      embeds: [
        new EmbedBuilder()
          .setTitle('Title')
          .setURL('https://example.org')
          .setColor(0xabcdef)
          .setTimestamp(0)
          .setAuthor({ name: 'Me' })
          .setImage('attachment://a.png')
          .setFooter({ text: 'foot' })
          .addFields({ name: 'n', value: 'v', inline: true }),
      ],
      components: [row, picked],
      files: [new AttachmentBuilder(Buffer.from('x'), { name: 'a.png', description: 'A picture' })],
    },
  ],
  [
    'a container',
    {
      flags: MessageFlags.IsComponentsV2,
      components: [
        new ContainerBuilder()
          .setAccentColor(0x123456)
          .addTextDisplayComponents((text) => text.setContent('## Title'))
          .addSectionComponents((section) =>
            section
              .addTextDisplayComponents((text) => text.setContent('body'))
              .setThumbnailAccessory(new ThumbnailBuilder().setURL('attachment://a.png').setDescription('A picture')),
          )
          .addSeparatorComponents((separator) => separator.setDivider(true))
          .addMediaGalleryComponents(
            new MediaGalleryBuilder().addItems({ media: { url: 'attachment://a.png' }, description: 'A picture' }),
          )
          .addFileComponents((file) => file.setURL('attachment://a.png'))
          .addActionRowComponents(row)
          .addActionRowComponents(picked),
      ],
      files: [new AttachmentBuilder(Buffer.from('x'), { name: 'a.png' })],
    },
  ],
];

describe('what discord.js builds is accepted', () => {
  test.each(MESSAGES)('%s', (_, options) => {
    expect(
      checkMessage(sent({ ...options, reply: { messageReference: '1' } }), 'create', { files: ['a.png'] }),
    ).toEqual([]);
    expect(checkMessage(sent(options), 'edit', { files: ['a.png'] })).toEqual([]);
    const flags = MessageFlags.Ephemeral | (options.flags ?? 0);
    expect(checkInteractionResponse({ type: 4, data: { ...(sent(options) as object), flags } }, 2)).toEqual([]);
  });

  test('commands', () => {
    const ask = new SlashCommandBuilder()
      .setName('ask')
      .setDescription('Asks')
      .setDefaultMemberPermissions(PermissionFlagsBits.ManageMessages)
      .setNSFW(false)
      .setContexts(0, 1)
      .setIntegrationTypes(0)
      .setDescriptionLocalizations({ de: 'Fragt', fr: null })
      .addStringOption((option) => option.setName('q').setDescription('Q').setRequired(true).setAutocomplete(true))
      .addStringOption((option) => option.setName('c').setDescription('C').addChoices({ name: 'A', value: 'a' }))
      .addBooleanOption((option) => option.setName('private').setDescription('P'))
      .addIntegerOption((option) => option.setName('n').setDescription('N').setMinValue(1))
      .addUserOption((option) => option.setName('for').setDescription('F'));
    const answers = new SlashCommandBuilder()
      .setName('answer')
      .setDescription('Answers')
      .addSubcommand((sub) => sub.setName('add').setDescription('Adds'))
      .addSubcommandGroup((group) =>
        group
          .setName('more')
          .setDescription('More')
          .addSubcommand((sub) =>
            sub
              .setName('x')
              .setDescription('X')
              .addUserOption((option) => option.setName('u').setDescription('U')),
          ),
      );
    const answerThis = new ContextMenuCommandBuilder().setName('Answer this').setType(3);
    expect(checkCommands(json([ask, answers, answerThis]))).toEqual([]);
  });

  test('modals', () => {
    const labelled = new ModalBuilder()
      .setCustomId('add')
      .setTitle('Add')
      .addTextDisplayComponents((text) => text.setContent('Read this first.'))
      .addLabelComponents(
        new LabelBuilder()
          .setLabel('Title')
          .setDescription('One line')
          .setTextInputComponent(new TextInputBuilder().setCustomId('t').setStyle(TextInputStyle.Short)),
      );
    const inRows = new ModalBuilder()
      .setCustomId('add')
      .setTitle('Add')
      .setComponents(
        new ActionRowBuilder<TextInputBuilder>().setComponents(
          new TextInputBuilder().setCustomId('t').setLabel('Title').setStyle(TextInputStyle.Paragraph).setValue('x'),
        ),
      );
    expect(checkInteractionResponse({ type: 9, data: json(labelled) }, 2)).toEqual([]);
    expect(checkInteractionResponse({ type: 9, data: json(inRows) }, 3)).toEqual([]);
  });
});

test('what its builders let through is refused', () => {
  const twice = new ActionRowBuilder<ButtonBuilder>().addComponents(go, go);
  expect(checkMessage(sent({ content: 'x', components: [twice] }), 'create')).toEqual([
    {
      path: 'components.0.components.1.custom_id',
      code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
      message: 'Component custom id cannot be duplicated',
    },
  ]);
});

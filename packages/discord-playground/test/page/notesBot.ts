import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  ChannelType,
  type ChatInputCommandInteraction,
  Client,
  ContextMenuCommandBuilder,
  Events,
  FileUploadBuilder,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  PermissionFlagsBits as Flag,
  RoleSelectMenuBuilder,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Playground } from '../../src/Playground.ts';

const commands = [
  new SlashCommandBuilder()
    .setName('note')
    .setDescription('Keeps the notes of this server')
    .setDefaultMemberPermissions(Flag.ManageGuild)
    .addSubcommand((command) => command.setName('add').setDescription('Write a note'))
    .addSubcommand((command) => command.setName('export').setDescription('All notes as a file'))
    .addSubcommand((command) =>
      command
        .setName('import')
        .setDescription('Notes from a file')
        .addAttachmentOption((option) => option.setName('file').setDescription('Made by export').setRequired(true))
        .addStringOption((option) => option.setName('note').setDescription('What for').setAutocomplete(true)),
    ),
  new SlashCommandBuilder()
    .setName('settings')
    .setDescription('How the bot behaves here')
    .addRoleOption((option) => option.setName('role').setDescription('Who may manage'))
    .addChannelOption((option) => option.setName('log').setDescription('Change log channel')),
  new SlashCommandBuilder().setName('upload').setDescription('Opens a form for files'),
  new ContextMenuCommandBuilder().setName('Save as note').setType(3).setDefaultMemberPermissions(Flag.ManageGuild),
].map((command) => command.toJSON());

/** A small bot with forms, files, select menus and private previews. */
export async function startNotesBot(playground: Playground): Promise<Client> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: playground.apiUrl } });
  client.on(Events.Error, console.error);
  client.on(Events.InteractionCreate, (interaction) => void handle(interaction).catch(console.error));
  await client.login(playground.token);
  await playground.botReady();
  await client.application!.commands.set(commands);
  return client;
}

const text = (id: string, style = TextInputStyle.Short) => new TextInputBuilder().setCustomId(id).setStyle(style);
const under = (label: string) => new LabelBuilder().setLabel(label);

function noteForm(body: string): ModalBuilder {
  const kinds = new StringSelectMenuBuilder()
    .setCustomId('kind')
    .addOptions({ label: 'New', value: 'new', default: true }, { label: 'Replacement', value: 'replaces' });
  return new ModalBuilder()
    .setCustomId('note')
    .setTitle('Write a note')
    .addLabelComponents(
      under('Title').setTextInputComponent(text('title').setMinLength(3).setMaxLength(20)),
      under('Phrasings')
        .setDescription('One a line')
        .setTextInputComponent(text('questions', TextInputStyle.Paragraph).setPlaceholder('which one is it')),
      under('Body').setTextInputComponent(text('body', TextInputStyle.Paragraph).setValue(body).setMaxLength(3_000)),
      under('Kind').setStringSelectMenuComponent(kinds),
      under('For').setRoleSelectMenuComponent(new RoleSelectMenuBuilder().setCustomId('role').setRequired(false)),
    );
}

function preview(content: string) {
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('save').setLabel('Save').setStyle(ButtonStyle.Success),
    new ButtonBuilder().setCustomId('change').setLabel('Change').setStyle(ButtonStyle.Secondary),
  );
  return { content, components: [row] };
}

async function handle(interaction: Interaction): Promise<unknown> {
  if (interaction.isAutocomplete()) return interaction.respond([{ name: 'a backup', value: 'a backup' }]);
  if (interaction.isChatInputCommand()) return run(interaction);
  if (interaction.isMessageContextMenuCommand())
    return interaction.showModal(noteForm(interaction.targetMessage.content));
  if (interaction.isModalSubmit() && interaction.customId === 'upload') {
    const files = interaction.fields.getUploadedFiles('files', true);
    return interaction.reply(`got ${files.map(({ name, size }) => `${name} of ${size}`).join(' and ')}`);
  }
  if (interaction.isModalSubmit()) {
    const { fields } = interaction;
    const roles = fields.getSelectedRoles('role')?.map((role) => role?.name) ?? [];
    const parts = ['title', 'questions', 'body'].map((name) => fields.getTextInputValue(name));
    const shown = preview(['Preview', ...parts, ...fields.getStringSelectValues('kind'), ...roles].join(' | '));
    return interaction.isFromMessage()
      ? interaction.update(shown)
      : interaction.reply({ ...shown, flags: MessageFlags.Ephemeral });
  }
  if (interaction.isButton() && interaction.customId === 'change') return interaction.showModal(noteForm('again'));
  if (interaction.isButton()) {
    await interaction.update({ content: 'Saved.', components: [] });
    return interaction.followUp({ content: 'Two members asked this lately.', flags: MessageFlags.Ephemeral });
  }
  if (interaction.isRoleSelectMenu())
    return interaction.update({ content: `Staff: ${interaction.roles.map((role) => role?.name).join()}` });
  if (interaction.isChannelSelectMenu()) {
    const channel = await interaction.client.channels.fetch(interaction.values[0]!);
    if (channel?.isSendable()) await channel.send('Changes show up here.');
    return interaction.update('Log set.');
  }
  if (interaction.isStringSelectMenu()) return interaction.update(`Shown: ${interaction.values.join() || 'nothing'}`);
  return undefined;
}

async function run(interaction: ChatInputCommandInteraction): Promise<unknown> {
  const { options } = interaction;
  switch (options.getSubcommand(false) ?? interaction.commandName) {
    case 'add':
      return interaction.showModal(noteForm(''));
    case 'export': {
      const file = new AttachmentBuilder(Buffer.from('["Assam"]'), { name: 'notes.json' });
      const shown = { type: 13, file: { url: 'attachment://notes.json' } } as const;
      const flags = MessageFlags.Ephemeral | MessageFlags.IsComponentsV2;
      return interaction.reply({ components: [{ type: 10, content: 'All notes' }, shown], files: [file], flags });
    }
    case 'import': {
      const { name, url } = options.getAttachment('file', true);
      const content = await (await fetch(url)).text();
      return interaction.reply(`${name} says ${content} for ${options.getString('note') ?? 'nothing'}`);
    }
    case 'upload': {
      const upload = new FileUploadBuilder().setCustomId('files').setMaxValues(2);
      const form = new ModalBuilder().setCustomId('upload').setTitle('Import');
      return interaction.showModal(form.addLabelComponents(under('Files').setFileUploadComponent(upload)));
    }
    default:
      return settings(interaction);
  }
}

function settings(interaction: ChatInputCommandInteraction): Promise<unknown> {
  const { options } = interaction;
  const role = options.getRole('role');
  const log = options.getChannel('log');
  const roles = new RoleSelectMenuBuilder().setCustomId('role').setPlaceholder('Who manages?').setMinValues(0);
  const channels = new ChannelSelectMenuBuilder().setCustomId('log').setPlaceholder('Which channel?');
  const shown = new StringSelectMenuBuilder()
    .setCustomId('shown')
    .setPlaceholder('What to show?')
    .setMinValues(0)
    .setMaxValues(2)
    .addOptions(['Tables', 'Pictures', 'Links'].map((label) => ({ label, value: label.toLowerCase() })));
  return interaction.reply({
    content: `Settings: ${role?.name ?? 'no role'}, ${log?.name ?? 'no log'}`,
    flags: MessageFlags.Ephemeral,
    components: [
      new ActionRowBuilder<RoleSelectMenuBuilder>().addComponents(role ? roles.addDefaultRoles(role.id) : roles),
      new ActionRowBuilder<ChannelSelectMenuBuilder>().addComponents(channels.addChannelTypes(ChannelType.GuildText)),
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(shown),
    ],
  });
}

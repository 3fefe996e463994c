import {
  ActionRowBuilder,
  AttachmentBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  Client,
  ContainerBuilder,
  ContextMenuCommandBuilder,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  type Interaction,
  LabelBuilder,
  MediaGalleryBuilder,
  type Message,
  MessageFlags,
  ModalBuilder,
  Partials,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import type { Playground } from '../../src/Playground.ts';
import { PIXEL } from '../support/pixel.ts';

const BODY = [
  '## What is in the blend',
  '**Assam** since *13 May 2024*, see [the announcement](https://example.org/assam).',
  '- one `code`\n- two ||hidden||',
  '```\nleaf    | picked\nAssam   | 2024\n```',
  '-# As of 8 Oct 2026 · see [1](https://example.org/1)',
].join('\n');

/** Higher than any view. */
const LONG = Array.from({ length: 80 }, (_, line) => `Line ${line + 1}`).join('\n');

/** What must never become HTML. */
export const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '[a](javascript:alert(1))',
  '"><svg/onload=alert(1)>',
  '**<b onclick=alert(1)>x</b>**',
];

const commands = [
  new SlashCommandBuilder()
    .setName('teas')
    .setDescription('Ask about teas')
    .addStringOption((option) =>
      option.setName('question').setDescription('What to ask').setRequired(true).setAutocomplete(true),
    )
    .addBooleanOption((option) => option.setName('private').setDescription('Show it only to me'))
    .addUserOption((option) => option.setName('for').setDescription('Who it is for')),
  new SlashCommandBuilder()
    .setName('pick')
    .setDescription('Pick a plan and a number')
    .addStringOption((option) =>
      option
        .setName('plan')
        .setDescription('Which plan')
        .setRequired(true)
        .addChoices({ name: 'Free', value: 'f' }, { name: 'Plus', value: 'p' }),
    )
    .addIntegerOption((option) => option.setName('count').setDescription('How many').setMinValue(1).setMaxValue(4)),
  new SlashCommandBuilder().setName('slow').setDescription('Takes a while'),
  new SlashCommandBuilder().setName('silent').setDescription('Never answers'),
  new SlashCommandBuilder().setName('form').setDescription('Opens a form'),
  new SlashCommandBuilder()
    .setName('manage')
    .setDescription('For the staff')
    .setDefaultMemberPermissions(1n << 13n),
  new ContextMenuCommandBuilder().setName('Answer this').setType(3),
].map((command) => command.toJSON());

export interface DemoBot {
  /** Lets `/slow` finish. */
  finish(): void;
  stop(): Promise<void>;
}

/** A small bot that uses everything the page can show. */
export async function startDemoBot(playground: Playground): Promise<DemoBot> {
  const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, GuildMessages, DirectMessages],
    partials: [Partials.Channel],
    rest: { api: playground.apiUrl },
    allowedMentions: { parse: [], repliedUser: false },
  });
  const gate = Promise.withResolvers<void>();
  client.on(Events.Error, console.error);
  client.on(Events.MessageCreate, (message) => void onMessage(message, client).catch(console.error));
  client.on(
    Events.InteractionCreate,
    (interaction) => void onInteraction(interaction, gate.promise).catch(console.error),
  );
  await client.login(playground.token);
  await playground.botReady();
  await client.application!.commands.set(commands);
  return { finish: () => gate.resolve(), stop: () => client.destroy() };
}

async function onMessage(message: Message, client: Client): Promise<void> {
  if (message.author.bot) return;
  if (message.inGuild() && !message.mentions.users.has(client.user!.id)) return;
  if (message.content.includes('old')) return void (await message.reply(oldStyle()));
  if (message.content.includes('echo')) return void (await message.reply(message.content.split('echo ')[1] ?? ''));
  if (message.content.includes('long')) return void (await message.reply(LONG));
  if (message.content.includes('hostile')) return replyHostile(message);
  await message.reply({
    flags: MessageFlags.IsComponentsV2,
    components: [container(BODY)],
    files: [new AttachmentBuilder(PIXEL, { name: 'leaf.png' })],
  });
}

function container(body: string): ContainerBuilder {
  const row = new ActionRowBuilder<ButtonBuilder>().addComponents(
    new ButtonBuilder().setCustomId('more').setLabel('Show more').setStyle(ButtonStyle.Primary),
    new ButtonBuilder().setCustomId('secret').setLabel('Secret').setStyle(ButtonStyle.Secondary),
    new ButtonBuilder().setCustomId('form').setLabel('Correct it').setStyle(ButtonStyle.Success),
    new ButtonBuilder().setCustomId('dismiss').setLabel('Dismiss').setStyle(ButtonStyle.Danger),
    new ButtonBuilder().setURL('https://example.org/more').setLabel('Read').setStyle(ButtonStyle.Link),
  );
  return new ContainerBuilder()
    .setAccentColor(0x10a37f)
    .addTextDisplayComponents((text) => text.setContent(body))
    .addSeparatorComponents((separator) => separator)
    .addMediaGalleryComponents((gallery) =>
      gallery.addItems({ media: { url: 'attachment://leaf.png' }, description: 'A tea leaf' }),
    )
    .addSectionComponents((section) =>
      section
        .addTextDisplayComponents((text) => text.setContent('Related: what is second flush?'))
        .setButtonAccessory(new ButtonBuilder().setCustomId('off').setLabel('Off').setStyle(2).setDisabled(true)),
    )
    .addActionRowComponents(row)
    .addActionRowComponents((select) =>
      select.addComponents(
        new StringSelectMenuBuilder()
          .setCustomId('tea')
          .setPlaceholder('Another tea')
          .addOptions(
            { label: 'Oolong', value: 'oolong' },
            { label: 'Mate', value: 'mate', description: 'wakes you up' },
          ),
      ),
    );
}

const labelled = (label: string): ButtonBuilder =>
  new ButtonBuilder().setCustomId(label).setLabel(label).setStyle(ButtonStyle.Primary);

/** Hostile text wherever a bot can write some: once in an embed, once in components. */
async function replyHostile(message: Message): Promise<void> {
  const [image, script, link, svg, bold] = HOSTILE as [string, string, string, string, string];
  const embed = new EmbedBuilder()
    .setAuthor({ name: image })
    .setTitle(script)
    .setDescription(link)
    .addFields({ name: svg, value: bold })
    .setFooter({ text: image });
  const plain = new AttachmentBuilder(Buffer.from(script), { name: `${svg}.txt` });
  await message.reply({ content: image, embeds: [embed], files: [plain] });
  const menu = new StringSelectMenuBuilder()
    .setCustomId(`menu ${svg}`)
    .setPlaceholder(script)
    .addOptions({ label: image, value: svg, description: link });
  await message.reply({
    flags: MessageFlags.IsComponentsV2,
    files: [new AttachmentBuilder(PIXEL, { name: 'leaf.png' }), new AttachmentBuilder(PIXEL, { name: `${image}.png` })],
    components: [
      new TextDisplayBuilder().setContent(HOSTILE.join('\n')),
      new MediaGalleryBuilder().addItems({ media: { url: 'attachment://leaf.png' }, description: svg }),
      new ActionRowBuilder<ButtonBuilder>().addComponents(labelled(image), labelled(bold)),
      new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(menu),
    ],
  });
}

function oldStyle() {
  const embed = new EmbedBuilder()
    .setTitle('An embed')
    .setURL('https://example.org')
    .setDescription('with a **description**')
    .setColor(0xff8800)
    .addFields({ name: 'Field', value: 'value' })
    .setFooter({ text: 'the end' });
  return { content: 'In the old style', embeds: [embed] };
}

async function onInteraction(interaction: Interaction, gate: Promise<void>): Promise<void> {
  if (interaction.isAutocomplete()) return offer(interaction);
  if (interaction.isChatInputCommand()) return run(interaction, gate);
  if (interaction.isButton()) return click(interaction);
  if (interaction.isStringSelectMenu()) {
    return void (await interaction.reply({
      content: `You chose ${interaction.values.join(', ')}`,
      flags: 'Ephemeral',
    }));
  }
  if (interaction.isMessageContextMenuCommand()) {
    return void (await interaction.reply({
      content: `About “${interaction.targetMessage.content}”`,
      flags: 'Ephemeral',
    }));
  }
  if (interaction.isModalSubmit()) {
    const title = interaction.fields.getTextInputValue('title');
    await interaction.reply({
      content: `Saved “${title}”: ${interaction.fields.getTextInputValue('text')}`,
      flags: 'Ephemeral',
    });
  }
}

async function offer(interaction: AutocompleteInteraction): Promise<void> {
  const typed = interaction.options.getFocused();
  const titles = ['What is steeping?', 'Which tea is in the blend?', 'What does BOP stand for?'];
  const fitting = titles.filter((title) => title.toLowerCase().includes(typed.toLowerCase()));
  await interaction.respond(fitting.map((title) => ({ name: title, value: `id:${title.length}` })));
}

async function run(interaction: ChatInputCommandInteraction, gate: Promise<void>): Promise<void> {
  switch (interaction.commandName) {
    case 'teas': {
      const question = interaction.options.getString('question', true);
      const person = interaction.options.getUser('for');
      const isPrivate = interaction.options.getBoolean('private') ?? false;
      const content = `You asked: ${question}${person ? ` for <@${person.id}>` : ''}`;
      await interaction.reply({ content, ...(isPrivate && { flags: 'Ephemeral' }) });
      return;
    }
    case 'pick': {
      const { options } = interaction;
      await interaction.reply(
        `plan ${options.getString('plan', true)}, count ${options.getInteger('count') ?? 'none'}`,
      );
      return;
    }
    case 'slow':
      await interaction.deferReply();
      await gate;
      await interaction.editReply('Done at last');
      return;
    case 'form':
      await interaction.showModal(form());
      return;
    case 'manage':
      await interaction.reply('Order, please.');
  }
}

async function click(interaction: ButtonInteraction): Promise<void> {
  switch (interaction.customId) {
    case 'more':
      await interaction.update({ components: [container('## More\nThe whole story.')] });
      return;
    case 'secret':
      await interaction.reply({ content: 'Just between us', flags: 'Ephemeral' });
      return;
    case 'form':
      await interaction.showModal(form());
      return;
    case 'dismiss':
      await interaction.deferUpdate();
      await interaction.message.delete();
  }
}

function form(): ModalBuilder {
  const title = new TextInputBuilder().setCustomId('title').setStyle(TextInputStyle.Short).setMinLength(3);
  const text = new TextInputBuilder().setCustomId('text').setStyle(TextInputStyle.Paragraph).setRequired(false);
  return new ModalBuilder()
    .setCustomId('correct')
    .setTitle('Correct this answer')
    .addTextDisplayComponents((display) => display.setContent('Say what is **wrong**.'))
    .addLabelComponents(
      new LabelBuilder().setLabel('Title').setDescription('A few words').setTextInputComponent(title),
      new LabelBuilder().setLabel('Text').setTextInputComponent(text.setValue('as it is now')),
    );
}

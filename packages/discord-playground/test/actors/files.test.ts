import {
  type ApplicationCommandDataResolvable,
  AttachmentBuilder,
  type ChatInputCommandInteraction,
  type Client,
  FileBuilder,
  MessageFlags,
  PermissionFlagsBits as Flag,
  SlashCommandBuilder,
} from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Playground } from '../../src/Playground.ts';
import { MAX_FILE_BYTES } from '../../src/world/guild/files.ts';
import { USUAL_PERMISSIONS } from '../../src/world/guild/accounts.ts';
import { connect, onInteraction, onMessage, PATIENT, startPlayground } from '../support/connect.ts';
import { PIXEL } from '../support/pixel.ts';
import { requestAsBot } from '../support/requestAsBot.ts';

const IMPORT = new SlashCommandBuilder()
  .setName('note')
  .setDescription('Notes')
  .addSubcommand((command) =>
    command
      .setName('import')
      .setDescription('Import')
      .addAttachmentOption((option) => option.setName('file').setDescription('What').setRequired(true)),
  );

async function scene(
  command: { toJSON(): ApplicationCommandDataResolvable },
  run: (interaction: ChatInputCommandInteraction) => Promise<unknown>,
): Promise<{ playground: Playground; client: Client<true> }> {
  const playground = await startPlayground();
  const client = await connect(playground);
  await client.application.commands.set([command.toJSON()]);
  onInteraction(client, async (interaction) => {
    if (interaction.isChatInputCommand()) await run(interaction);
  });
  return { playground, client };
}

const exporting = { toJSON: () => ({ name: 'export', description: 'Export' }) };

const attach = (name: string) => new AttachmentBuilder(Buffer.from(name), { name });

/** A file of that many bytes. */
const fileOf = (size: number) => ({ name: 'large.json', data: new Uint8Array(size) });

describe('a file that a person picks for an option', () => {
  test('reaches the bot with its name, size and type, and can be fetched', async () => {
    const { playground } = await scene(IMPORT, async (interaction) => {
      const { name, size, contentType, url, ephemeral } = interaction.options.getAttachment('file', true);
      const text = await (await fetch(url)).text();
      await interaction.reply([name, size, contentType, ephemeral, text].join(' '));
    });
    const file = { name: 'my answers.json', data: '["é"]' };
    expect((await playground.addMember('ann').runs('note import', { file })).text).toBe(
      'my_answers.json 6 application/json; charset=utf-8 true ["é"]',
    );
    expect(playground.refusals).toEqual([]);
  });

  test('has the content type that the client detected, or an unknown one', async () => {
    const { playground } = await scene(IMPORT, async (interaction) => {
      await interaction.reply(interaction.options.getAttachment('file', true).contentType ?? 'none');
    });
    const ann = playground.addMember('ann');
    const type = async (file: { name: string; contentType?: string }): Promise<string> =>
      (await ann.runs('note import', { file: { ...file, data: 'x' } })).text;
    expect(await type({ name: 'a.json', contentType: 'text/plain' })).toBe('text/plain');
    expect(await type({ name: 'a.unheard' })).toBe('application/octet-stream');
  });

  test.each<[string, object, string]>([
    ['is missing', {}, 'The option "file" is required.'],
    ['is no file', { file: 'a.json' }, 'The option "file" must be a file, not string.'],
    ['is empty', { file: { name: 'a.json', data: '' } }, '"a.json" is empty. Choose another file.'],
    [
      'is too large',
      { file: fileOf(MAX_FILE_BYTES + 1) },
      '"large.json" is 20.0 MiB large. Choose a file of at most 20 MiB.',
    ],
  ])('that %s is refused by the client', async (_what, options, message) => {
    const { playground } = await scene(IMPORT, () => Promise.reject(new Error('must not be asked')));
    await expect(playground.addMember('ann').runs('note import', options as Record<string, string>)).rejects.toThrow(
      message,
    );
  });

  test('of exactly the maximum size is accepted', async () => {
    const { playground } = await scene(IMPORT, async (interaction) => {
      await interaction.reply(`${interaction.options.getAttachment('file', true).size}`);
    });
    const ann = playground.addMember('ann');
    expect((await ann.runs('note import', { file: fileOf(MAX_FILE_BYTES) })).text).toBe(`${MAX_FILE_BYTES}`);
  });

  test('of a type that the option does not accept is refused by the client', async () => {
    const option = { type: 11, name: 'file', description: 'x', file_types: ['.json', 'image'] };
    const { playground } = await scene(
      { toJSON: () => ({ name: 'import', description: 'x', options: [option] }) },
      async (interaction) => {
        await interaction.reply(interaction.options.getAttachment('file')?.name ?? 'none');
      },
    );
    const ann = playground.addMember('ann');
    const run = async (name: string): Promise<string> => (await ann.runs('import', { file: { name, data: 'x' } })).text;
    expect([await run('a.JSON'), await run('b.png')]).toEqual(['a.JSON', 'b.png']);
    await expect(run('c.txt')).rejects.toThrow('"c.txt" is not among the types .json, image.');
  });

  test('can be made to fail once when it is downloaded', async () => {
    const statuses: number[] = [];
    const { playground } = await scene(IMPORT, async (interaction) => {
      const { url } = interaction.options.getAttachment('file', true);
      for (let round = 0; round < 2; round += 1) statuses.push((await fetch(url)).status);
      await interaction.reply('done');
    });
    playground.faults.failNext({ status: 503, path: /^\/ephemeral-attachments\// });
    await playground.addMember('ann').runs('note import', { file: { name: 'a.json', data: '[]' } });
    expect(statuses).toEqual([503, 200]);
  });

  test('is deleted after a hundred others', async () => {
    const urls: string[] = [];
    const { playground } = await scene(IMPORT, async (interaction) => {
      urls.push(interaction.options.getAttachment('file', true).url);
      await interaction.reply('done');
    });
    const ann = playground.addMember('ann');
    for (let count = 0; count <= 100; count += 1)
      await ann.runs('note import', { file: { name: 'a.json', data: String(count) } });
    const statuses = await Promise.all(urls.slice(0, 2).map(async (url) => (await fetch(url)).status));
    expect(statuses).toEqual([404, 200]);
  });
});

describe('a file that a person attaches to a message', () => {
  test('reaches the bot, which can fetch it', async () => {
    const playground = await startPlayground({ messageContent: true });
    const client = await connect(playground, { intents: ['Guilds', 'GuildMessages', 'MessageContent'] });
    onMessage(client, async ({ attachments, channel }) => {
      const { name, size, contentType, url } = attachments.first()!;
      const text = await (await fetch(url)).text();
      if (channel.isSendable()) await channel.send([attachments.size, name, size, contentType, text].join(' '));
    });
    const ann = playground.addMember('ann');
    await ann.says('', { files: [{ name: 'my note.txt', data: 'é' }] });
    await expect
      .poll(() => ann.sees().map(({ text }) => text), PATIENT)
      .toEqual(['', '1 my_note.txt 2 text/plain; charset=utf-8 é']);
    playground.guild.setPermissions(playground.guild.everyone, USUAL_PERMISSIONS & ~Flag.AttachFiles);
    await expect(ann.says('x', { files: [{ name: 'a.txt', data: 'x' }] })).rejects.toThrow(
      'ann may not attach files in #general.',
    );
  });
});

describe('a file from the bot', () => {
  test('arrives with its reply as it was sent', async () => {
    const { playground } = await scene(exporting, async (interaction) => {
      const file = new AttachmentBuilder(Buffer.from('["é"]'), { name: 'answers.json', description: 'All answers' });
      await interaction.reply({ content: 'Here', files: [file], flags: MessageFlags.Ephemeral });
    });
    const { attachments } = await playground.addMember('ann').runs('export');
    expect(attachments).toMatchObject([{ name: 'answers.json', size: 6, description: 'All answers' }]);
    expect(attachments[0]!.text()).toBe('["é"]');
    expect(attachments[0]!.bytes()).toEqual(new TextEncoder().encode('["é"]'));
    expect(await (await fetch(attachments[0]!.url)).text()).toBe('["é"]');
    expect(playground.refusals).toEqual([]);
  });

  test('arrives with an edit, which keeps the files it lists, and with a follow-up', async () => {
    const { playground } = await scene(exporting, async (interaction) => {
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const first = await interaction.editReply({ content: 'one', files: [attach('a.txt'), attach('b.txt')] });
      await interaction.editReply({ attachments: [first.attachments.last()!], files: [attach('c.txt')] });
      await interaction.followUp({ files: [attach('d.txt')], flags: MessageFlags.Ephemeral });
    });
    const ann = playground.addMember('ann');
    await ann.runs('export');
    await playground.settled();
    expect(ann.sees().map(({ attachments }) => attachments.map((each) => each.text()))).toEqual([
      ['b.txt', 'c.txt'],
      ['d.txt'],
    ]);
    expect(playground.refusals).toEqual([]);
  });

  test('is seen if a component shows it, and the component then has its address', async () => {
    const files = ['shown.json', 'hidden.json'].map(attach);
    const { playground } = await scene(exporting, async (interaction) => {
      const shown = new FileBuilder().setURL('attachment://shown.json');
      await interaction.reply({ components: [shown], files, flags: MessageFlags.IsComponentsV2 });
    });
    const { attachments, components } = await playground.addMember('ann').runs('export');
    expect(attachments.map(({ name }) => name)).toEqual(['shown.json']);
    expect(components).toMatchObject([
      {
        type: 13,
        file: { url: attachments[0]!.url, content_type: 'application/json; charset=utf-8' },
        name: 'shown.json',
        size: 10,
      },
    ]);
  });

  test('stays when components are sent back unchanged', async () => {
    const { playground } = await scene(exporting, async (interaction) => {
      const gallery = { type: 12, items: [{ media: { url: 'attachment://a.png' } }] } as const;
      const reply = await interaction.reply({
        components: [gallery],
        files: [attach('a.png')],
        flags: MessageFlags.IsComponentsV2,
        withResponse: true,
      });
      const received = reply.resource!.message!.components.map((component) => component.toJSON());
      await interaction.editReply({ components: [...received, { type: 10, content: 'more' }] });
    });
    const ann = playground.addMember('ann');
    await ann.runs('export');
    await playground.settled();
    expect(ann.sees()).toMatchObject([{ text: 'more', attachments: [{ name: 'a.png' }] }]);
    expect(playground.refusals).toEqual([]);
  });

  test('has its size in pixels in a gallery', async () => {
    const playground = await startPlayground();
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ flags: MessageFlags.IsComponentsV2, components: [gallery('a.png')] }));
    form.set('files[0]', new File([PIXEL], 'a.png'));
    const { body } = await requestAsBot(playground, 'POST', `/channels/${playground.guild.channel.id}/messages`, form);
    expect(body).toMatchObject({ components: [{ items: [{ media: { width: 1, height: 1 } }] }] });
  });

  test('that an edit removes cannot be shown by that edit', async () => {
    const playground = await startPlayground();
    const path = `/channels/${playground.guild.channel.id}/messages`;
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ content: 'see' }));
    form.set('files[0]', new File(['x'], 'a.png'));
    const { body } = await requestAsBot(playground, 'POST', path, form);
    const show = { flags: MessageFlags.IsComponentsV2, content: null, embeds: [], components: [gallery('a.png')] };
    const id = (body as { id: string }).id;
    expect((await requestAsBot(playground, 'PATCH', `${path}/${id}`, { ...show, attachments: [] })).body).toMatchObject(
      {
        code: 50_035,
        errors: {
          components: {
            0: {
              items: {
                0: {
                  media: { url: { _errors: [{ code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND' }] } },
                },
              },
            },
          },
        },
      },
    );
    expect((await requestAsBot(playground, 'PATCH', `${path}/${id}`, show)).status).toBe(200);
  });

  test.each([
    ['too large', [MAX_FILE_BYTES + 1], 413, 40_005],
    ['as large as it may be', [MAX_FILE_BYTES], 200, undefined],
    ['one of ten', Array<number>(10).fill(1), 200, undefined],
    ['one of eleven', Array<number>(11).fill(1), 400, 50_035],
  ])('%s: %o bytes -> %i', async (_what, sizes, status, code) => {
    const playground = await startPlayground();
    const form = new FormData();
    for (const [index, size] of sizes.entries())
      form.set(`files[${index}]`, new File([new Uint8Array(size)], `${index}.bin`));
    const answer = await requestAsBot(playground, 'POST', `/channels/${playground.guild.channel.id}/messages`, form);
    expect([answer.status, (answer.body as { code?: number }).code]).toEqual([status, code]);
  });

  test('is not sent without the permission to attach files', async () => {
    const playground = await startPlayground();
    const { guild, bot } = playground;
    guild.overwrite(guild.channel, bot, { deny: Flag.AttachFiles });
    const form = new FormData();
    form.set('files[0]', new File(['x'], 'a.txt'));
    const answer = await requestAsBot(playground, 'POST', `/channels/${guild.channel.id}/messages`, form);
    expect(answer).toMatchObject({ status: 403, body: { code: 50_013 } });
  });
});

const gallery = (name: string) => ({ type: 12, items: [{ media: { url: `attachment://${name}` } }] });

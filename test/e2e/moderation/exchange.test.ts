import type { Member, SeenMessage } from 'discord-playground';
import { describe, expect, test } from 'vitest';
import { faultsIn, KNOWN, KNOWN_ID, titleOf } from '../../support/bot.ts';
import { BEYOND, LONGEST } from '../../support/editing.ts';
import { pressForged } from '../../support/forge.ts';
import { edits, labels, proposes, publishes, RULES, RULES_ID, startModeration } from '../../support/moderation.ts';

const QUESTION = '@Whence which rules apply on this server?';

const TABLE = 'id,title,questions,body\nparking,Where do I park?,where to park,Behind the house.\n';

const NO_SOURCE = 'It has no source, so members can\'t check whether it still holds.';

/** What a file would do. */
function imports(member: Member, data: string | Uint8Array, name = 'answers.csv', overwrite = false) {
  return member.runs('answer import', { file: { name, data }, overwrite });
}

/** Takes in all of a file that can be. @returns The confirmation. */
async function agrees(member: Member, plan: SeenMessage): Promise<SeenMessage> {
  return (await member.clicks(labels(plan)[0]!, plan))!;
}

const table = (rows: readonly string[]): string => ['id,title,questions,body', ...rows, ''].join('\n');

describe('/answer export', () => {
  test.each(['json', 'csv', 'md'])(
    'gives all that the server wrote and hides as %s, to be seen by one',
    async (format) => {
      const { mo, ada } = await startModeration();
      await publishes(mo);
      await mo.runs('answer remove', { answer: KNOWN_ID });
      const exported = await mo.runs('answer export', { format });
      expect(exported).toMatchObject({ ephemeral: true, pings: [] });
      expect(exported.text).toBe(
        '**1 answer** and **1 hidden one** are in this file. `/answer import` brings it in again, here or on another server.',
      );
      const [file] = exported.attachments;
      expect(file!.name).toMatch(new RegExp(String.raw`^answers-\d{4}-\d\d-\d\d\.${format}$`));
      expect(file!.text()).toContain(RULES_ID);
      expect(file!.text()).toContain(KNOWN_ID);
      expect(ada.sees()).toEqual([]);
    },
  );

  test('is JSON unless asked for otherwise, and nothing when there is nothing', async () => {
    const { mo } = await startModeration();
    const nothing = await mo.runs('answer export');
    expect(nothing.text).toContain('there is nothing to export');
    expect(nothing.attachments).toEqual([]);
    await publishes(mo);
    const [file] = (await mo.runs('answer export')).attachments;
    expect(JSON.parse(file!.text())).toMatchObject({ format: 'whence-answers', guildId: mo.guild.id, hidden: [] });
  });
});

describe('/answer import', () => {
  test('shows what a file would do, writes it when agreed to, and the next question gets it', async () => {
    const { mo, ada, store, log } = await startModeration();
    const plan = await imports(mo, TABLE);
    expect(plan).toMatchObject({ ephemeral: true, pings: [] });
    expect(plan.text).toBe(
      `### This import: 1 added\nNothing is written yet.\n- line 2: added parking, "Where do I park?"\n  - ${NO_SOURCE}`,
    );
    expect(labels(plan)).toEqual(['Import 1 answer', 'Discard']);
    expect(plan.attachments.map(({ name }) => name)).toEqual(['import.csv']);
    expect(await store.current(mo.guild.id)).toEqual([]);

    const done = await agrees(mo, plan);
    expect(done).toMatchObject({ id: plan.id, ephemeral: true, buttons: [], attachments: [] });
    expect(done.text).toBe(
      'Imported 1 answer: 1 added. It holds from the next question on.\n-# It is one more version of its answer: `/answer history` shows what there was before, and brings it back.',
    );
    expect((await ada.asks('@Whence where do I park?')).text).toContain('Behind the house.');
    expect(faultsIn(log)).toEqual([]);
  });

  test('says "hide" of a file that only hides, and of an empty one that it is', async () => {
    const { mo, playground, store } = await startModeration();
    const channel = playground.guild.addChannel('log');
    await store.saveSettings(playground.guild.id, { editorRoleIds: [], logChannelId: channel.id });
    const empty = await imports(mo, 'title,body\n');
    expect(empty.text).toBe('### The file holds no answers\nThere is nothing to write.');
    const plan = await imports(mo, `id,title,hidden\n${KNOWN_ID},,yes\n`);
    expect(labels(plan)).toEqual(['Hide 1 answer', 'Discard']);
    expect((await agrees(mo, plan)).text).toMatch(/^Hid 1 answer: 1 hidden\. It holds from the next question on\./);
    const [entry] = mo.in(channel).sees();
    expect(entry!.text.split('\n')[0]).toBe(`**1 answer** was hidden by <@${mo.user.id}> (mo)`);
  });

  test('discarded changes nothing', async () => {
    const { mo, store } = await startModeration();
    const discarded = (await mo.clicks('Discard', await imports(mo, TABLE)))!;
    expect(discarded).toMatchObject({
      text: 'Discarded. Nothing has changed for members.',
      buttons: [],
      attachments: [],
    });
    expect(await store.current(mo.guild.id)).toEqual([]);
  });

  test('names what conflicts and what is refused before all else, and takes in the rest', async () => {
    const { mo, store } = await startModeration();
    await publishes(mo);
    const rows = [
      'fine,Is this fine?,is this fine,It is.',
      `clash,What else?,${RULES.questions.split('\n')[0]},No.`,
      '../../etc/passwd,A path?,is this a path,No.',
      'invite,Join us?,how to join you,Come to discord.gg/abcdef',
      'shout,"**@everyone** <@80351110224678912> [x](https://a.example)",,No.',
    ];
    const plan = await imports(mo, table(rows));
    const [head, second, ...lines] = plan.text.split('\n');
    expect([head, second]).toEqual(['### This import: 1 added, 1 conflict, 3 refused', 'Nothing is written yet.']);
    expect(lines).toEqual([
      `- line 3: conflict clash. The phrasing "which rules apply on this server" already belongs to "What are the rules here?" (what-are-the-rules-here). Change it in one of the two answers.`,
      expect.stringMatching(/^- line 4: refused\. "id" is not an id/),
      expect.stringMatching(/^- line 5: refused invite\. The answer contains an invitation to a Discord server: discord\.gg/),
      expect.stringMatching(/^- line 6: refused shout\. The title mentions a person: \\<@80351110224678912>/),
      '- line 2: added fine, "Is this fine?"',
      `  - ${NO_SOURCE}`,
    ]);
    await agrees(mo, plan);
    expect((await store.current(mo.guild.id)).map(({ answerId }) => answerId)).toEqual(['fine', RULES_ID]);
  });

  test('is told once in the log channel, with the ids', async () => {
    const { mo, playground, store } = await startModeration();
    const channel = playground.guild.addChannel('log');
    await store.saveSettings(playground.guild.id, { editorRoleIds: [], logChannelId: channel.id });
    await agrees(mo, await imports(mo, `${TABLE}bikes,Where do bikes go?,where to put bikes,There.\n`));
    const entries = mo.in(channel).sees();
    expect(entries.map(({ pings }) => pings)).toEqual([[]]);
    const [head, facts, ids] = entries[0]!.text.split('\n');
    expect(head).toBe(`**2 answers** were imported by <@${mo.user.id}> (mo)`);
    expect(facts).toMatch(/^-# 2 added · <t:\d+:f>$/);
    expect(ids).toBe('`parking`, `bikes`');
  });

  test('of what was exported brings all of it to another server, and there is nothing to do the second time', async () => {
    const { mo, eve, store, elsewhere } = await startModeration();
    await publishes(mo);
    await mo.runs('answer remove', { answer: KNOWN_ID });
    const [file] = (await mo.runs('answer export')).attachments;
    const plan = await imports(eve, file!.bytes(), file!.name);
    expect(plan.text).toContain('### This import: 1 added, 1 hidden');
    expect(labels(plan)[0]).toBe('Import 1 answer, hide 1');
    expect((await agrees(eve, plan)).text).toMatch(/^Imported 1 answer, hid 1: 1 added, 1 hidden\. They hold /);
    const contents = async (guildId: string) =>
      (await store.current(guildId)).map(({ answerId, content }) => ({ answerId, content }));
    expect(await contents(elsewhere.id)).toEqual(await contents(mo.guild.id));
    expect((await eve.asks(QUESTION)).text).toContain('Be kind');
    expect((await eve.asks(`@Whence ${KNOWN}`)).text).not.toContain(titleOf(KNOWN_ID));

    const again = await imports(eve, file!.bytes(), file!.name);
    expect(again.text).toBe('### This import: 2 unchanged\nThere is nothing to write.');
    expect(again).toMatchObject({ buttons: [], attachments: [] });
  });

  test('with overwrite lets the file win over what moderators have done since', async () => {
    const { mo, max, ada } = await startModeration();
    await publishes(mo);
    const [file] = (await mo.runs('answer export', { format: 'md' })).attachments;
    await edits(max, RULES_ID, { body: 'Be loud.' });
    const kept = await imports(mo, file!.bytes(), file!.name);
    expect(kept.text).toContain('### This import: 1 conflict\nThere is nothing to write.\n-# With `overwrite`');
    const plan = await imports(mo, file!.bytes(), file!.name, true);
    expect(plan.text).toContain('changed what-are-the-rules-here (body)');
    await agrees(mo, plan);
    expect((await ada.asks(QUESTION)).text).toContain('Be kind');
  });

  test('takes the tags of another bot, as CSV and as TOML', async () => {
    const { mo, ada } = await startModeration();
    const csv = await imports(mo, 'name,content,aliases\nparking,Behind the house.,"where to park"\n', 'tags.csv');
    expect(labels(csv)[0]).toBe('Import 1 answer');
    await agrees(mo, csv);
    const toml = await imports(
      mo,
      '[bike-shed]\nkeywords = ["where do bikes go"]\ncontent = "In the shed."\n',
      'tags.toml',
    );
    await agrees(mo, toml);
    expect((await ada.asks('@Whence where to park')).text).toContain('Behind the house.');
    expect((await ada.asks('@Whence where do bikes go')).text).toContain('In the shed.');
  });

  test('too long to be shown is cut, and attached whole', async () => {
    const { mo } = await startModeration();
    const rows = Array.from({ length: 200 }, (_, i) => `a-${i},"_Is_ this **number** ${i}?",number ${i} please,Yes.`);
    const plan = await imports(mo, table(rows));
    expect(plan.text).toContain('### This import: 200 added');
    expect(plan.text).toContain(String.raw`- line 2: added a-0, "\_Is\_ this \*\*number\*\* 0?"`);
    expect(plan.text).toMatch(/… and \d+ more\. All of them are in plan\.txt\.$/);
    expect(plan.attachments.map(({ name }) => name)).toEqual(['plan.txt', 'import.csv']);
    const lines = plan.attachments[0]!.text().trimEnd().split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'Only the first 25 answers were compared with the questions of others. Check the rest with /answer why after the import.',
      `200 of these answers: ${NO_SOURCE}`,
    ]);
    expect(plan.text).toContain(`-# ${lines[1]}`);
    expect(lines.filter((line) => line.startsWith('line '))).toHaveLength(200);
    expect((await agrees(mo, plan)).text).toContain('Imported 200 answers: 200 added.');
  });
});

test('phrasings that the own version of a curated answer has left behind are free, for an import as for the dialog', async () => {
  const { mo, ada } = await startModeration();
  const preview = await proposes(mo, LONGEST.id, { body: 'Ours.' });
  expect(preview.text).toContain('are left out');
  await mo.clicks('Publish', preview);
  const plan = await imports(mo, table([`left,What is left?,"${BEYOND}",As in the file.`]));
  expect(plan.text).toContain('### This import: 1 added');
  await agrees(mo, plan);
  expect((await edits(mo, 'left', { body: 'As in the dialog.' })).text).toContain('Published');
  expect((await ada.asks(`@Whence ${BEYOND}`)).text).toContain('As in the dialog.');
});

describe('between the plan and the press', () => {
  test('somebody changes an answer: nothing is written, and the new plan is shown', async () => {
    const { mo, max, ada } = await startModeration();
    await publishes(mo);
    const row = `${RULES_ID},The rules,${RULES.questions.split('\n')[0]},As in the file.`;
    const plan = await imports(mo, table([row]));
    await edits(max, RULES_ID, { body: 'Max was here.' });
    const second = await agrees(mo, plan);
    expect(second.id).toBe(plan.id);
    expect(second.text).toContain('**Somebody has changed something meanwhile, so nothing was written.**');
    expect(labels(second)).toEqual(['Import 1 answer', 'Discard']);
    expect((await ada.asks(QUESTION)).text).toContain('Max was here.');
    expect((await agrees(mo, second)).text).toContain('Imported 1 answer: 1 changed.');
    expect((await ada.asks(QUESTION)).text).toContain('As in the file.');
  });

  test('somebody takes a phrasing: nothing is written', async () => {
    const { mo, max, store } = await startModeration();
    const plan = await imports(mo, TABLE);
    await publishes(max, { questions: 'where to park' });
    expect((await agrees(mo, plan)).text).toContain('### This import: 1 conflict\nThere is nothing to write.');
    expect((await store.current(mo.guild.id)).map(({ answerId }) => answerId)).toEqual([RULES_ID]);
  });

  test('the bot restarts: the button works', async () => {
    const { mo, ada, bot, restart } = await startModeration();
    const plan = await imports(mo, TABLE);
    await bot.stop();
    await restart();
    expect((await agrees(mo, plan)).text).toContain('Imported 1 answer');
    expect((await ada.asks('@Whence where do I park?')).text).toContain('Behind the house.');
  });

  test('a moderator who is none any more can no longer agree', async () => {
    const { mo, ed, playground, store } = await startModeration();
    const plan = await imports(ed, TABLE);
    await store.saveSettings(playground.guild.id, { editorRoleIds: [], logChannelId: null });
    expect((await ed.clicks('Import 1 answer', plan))!.text).toContain('can edit its answers. Ask one of them.');
    expect(await store.current(mo.guild.id)).toEqual([]);
  });

  test("another person's press, a forged one too, does nothing", async () => {
    const { mo, max, eve, playground, store, elsewhere } = await startModeration();
    const plan = await imports(mo, TABLE);
    const { customId } = plan.buttons[0]!;
    await expect(max.clicks('Import 1 answer', plan)).rejects.toThrow(/cannot see/);
    for (const member of [max, eve]) pressForged(playground, member, plan, customId!);
    pressForged(playground, max, await mo.runs('answer list'), customId!);
    await playground.settled();
    expect(await store.current(mo.guild.id)).toEqual([]);
    expect(await store.current(elsewhere.id)).toEqual([]);
  });
});

describe('a member without the right', () => {
  test('gets neither a file nor a plan', async () => {
    const { ada, mo, store } = await startModeration();
    await publishes(mo);
    for (const said of [await ada.runs('answer export'), await imports(ada, TABLE)]) {
      expect(said).toMatchObject({ ephemeral: true, attachments: [], buttons: [] });
      expect(said.text).toContain('can edit its answers. Ask one of them.');
    }
    expect(await store.current(mo.guild.id)).toHaveLength(1);
  });

  test('who moderates another server gets and changes that one alone', async () => {
    const { mo, eve, store, elsewhere } = await startModeration();
    await publishes(mo);
    expect((await eve.runs('answer export')).text).toContain('there is nothing to export');
    await agrees(eve, await imports(eve, TABLE));
    expect((await store.current(mo.guild.id)).map(({ answerId }) => answerId)).toEqual([RULES_ID]);
    expect((await store.current(elsewhere.id)).map(({ answerId }) => answerId)).toEqual(['parking']);
  });
});

test.each([
  ['too large', 'a.csv', 'x'.repeat(1_048_577), 'The file is larger than 1 MB, and that is the most.'],
  ['not UTF-8', 'a.csv', new Uint8Array([0xff, 0xfe, 0x41, 0x00]), 'The file is not UTF-8 text.'],
  ['no JSON', 'a.json', '{"format": "whence-answers", ', 'is not valid JSON'],
  [
    'of 5,001 rows',
    'a.csv',
    table(Array.from({ length: 5_001 }, (_, i) => `a-${i},T ${i},,x`)),
    'more than 5,000 entries',
  ],
  ['of no known format', '../../<@1>.exe', 'MZ', 'The format of this file is unknown.'],
])('a file that is %s is one sentence', async (_what, name, data, sentence) => {
  const { mo, store, log } = await startModeration();
  const said = await imports(mo, data, name);
  expect(said).toMatchObject({ ephemeral: true, attachments: [], buttons: [], pings: [] });
  expect(said.text).toContain(sentence);
  expect(await store.current(mo.guild.id)).toEqual([]);
  expect(faultsIn(log)).toEqual([]);
});

test('a file that Discord does not hand over is one sentence, and the operators hear of it', async () => {
  const { mo, playground, log } = await startModeration();
  playground.faults.failNext({ path: /^\/ephemeral-attachments\//, status: 500 });
  const said = await imports(mo, TABLE);
  expect(said.text).toBe('I could not get the file from Discord. Try again in a moment.');
  expect(log.filter(({ level }) => level === 'warn').map(({ text }) => text)).toContain('could not fetch a file');
});

import type { Member, SeenMessage } from 'discord-playground';
import { describe, expect, test, vi } from 'vitest';
import { asShown, faultsIn, KNOWN, KNOWN_ID, titleOf } from '../../support/bot.ts';
import { BEYOND, LONGEST } from '../../support/editing.ts';
import { pressForged } from '../../support/forge.ts';
import { edits, labels, proposes, publishes, RULES, RULES_ID, startModeration } from '../../support/moderation.ts';
import * as answerStrings from '../../../src/discord/editing/strings.ts';
import * as strings from '../../../src/discord/strings.ts';
import * as editing from '../../../src/answers/editing/strings.ts';
import * as exchange from '../../../src/answers/exchange/strings.ts';

const QUESTION = '@Whence which rules apply on this server?';

const TABLE = 'id,title,questions,body\nparking,Where do I park?,where to park,Behind the house.\n';

/** What a file would do. */
function imports(member: Member, data: string | Uint8Array, name = 'answers.csv', overwrite = false) {
  return member.runs('answer import', { file: { name, data }, overwrite });
}

/** Takes in all of a file that can be. @returns The confirmation. */
async function agrees(member: Member, plan: SeenMessage): Promise<SeenMessage> {
  const shown = await member.clicks(labels(plan)[0]!, plan);
  if (shown) return shown;
  // On a busy machine, reading the file takes so long that the bot only acknowledges the press at first.
  return vi.waitFor(
    () => {
      const now = member.sees().find(({ id }) => id === plan.id);
      if (!now || now.text === plan.text) throw new Error('The plan is still as it was.');
      return now;
    },
    { timeout: 30_000 },
  );
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
      expect(asShown(exported.text)).toBe(
        'This file contains **1 answer** and **1 hidden one**. Use /answer import to import it, here or on another server.',
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
      `### This import: 1 added\nNothing has been changed yet.\n-# ${exchange.recognisedExport('CSV')}\n- answers.csv:2:1: added parking, "Where do I park?"\n  - ${editing.NO_SOURCE}`,
    );
    expect(labels(plan)).toEqual(['Import 1 answer', 'Discard']);
    expect(plan.attachments.map(({ name }) => name)).toEqual(['import-answers.csv']);
    expect(await store.current(mo.guild.id)).toEqual([]);

    const done = await agrees(mo, plan);
    expect(done).toMatchObject({ id: plan.id, ephemeral: true, buttons: [], attachments: [] });
    expect(asShown(done.text)).toBe(
      asShown(`Imported 1 answer: 1 added. This takes effect immediately.\n-# ${answerStrings.IMPORT_VERSIONS}`),
    );
    expect((await ada.asks('@Whence where do I park?')).text).toContain('Behind the house.');
    expect(faultsIn(log)).toEqual([]);
  });

  test('says "hide" of a file that only hides, and of an empty one that it is', async () => {
    const { mo, playground, store } = await startModeration();
    const channel = playground.guild.addChannel('log');
    await store.saveSettings(playground.guild.id, { editorRoleIds: [], logChannelId: channel.id });
    const empty = await imports(mo, 'title,body\n');
    expect(empty.text).toMatch(`### ${answerStrings.IMPORT_EMPTY}\n${answerStrings.NOTHING_TO_IMPORT}`);
    const plan = await imports(mo, `id,title,hidden\n${KNOWN_ID},,yes\n`);
    expect(labels(plan)).toEqual(['Hide 1 answer', 'Discard']);
    expect((await agrees(mo, plan)).text).toMatch(/^Hid 1 answer: 1 hidden\. This takes effect immediately\./);
    const [entry] = mo.in(channel).sees();
    expect(entry!.text.split('\n')[0]).toBe(`**1 answer** was hidden by <@${mo.user.id}> (mo)`);
  });

  test('discarded changes nothing', async () => {
    const { mo, store } = await startModeration();
    const discarded = (await mo.clicks('Discard', await imports(mo, TABLE)))!;
    expect(discarded).toMatchObject({
      text: answerStrings.DISCARDED,
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
    expect([head, second]).toEqual(['### This import: 1 added, 1 conflict, 3 refused', answerStrings.NOT_IMPORTED_YET]);
    expect(lines).toEqual([
      `-# ${exchange.recognisedExport('CSV')}`,
      expect.stringMatching(
        /^- answers\.csv:3:1: conflict clash\. The phrasing "which rules apply on this server" already belongs to/,
      ),
      expect.stringMatching(/^- answers\.csv:4:1: refused\. /),
      expect.stringMatching(/^- answers\.csv:5:1: refused invite\. .*discord\.gg/),
      expect.stringMatching(/^- answers\.csv:6:1: refused shout\. The title mentions a person: \\<@80351110224678912>/),
      '- answers.csv:2:1: added fine, "Is this fine?"',
      `  - ${editing.NO_SOURCE}`,
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
    expect((await agrees(eve, plan)).text).toMatch(
      /^Imported 1 answer, hid 1: 1 added, 1 hidden\. This takes effect immediately\./,
    );
    const contents = async (guildId: string) =>
      (await store.current(guildId)).map(({ answerId, content }) => ({ answerId, content }));
    expect(await contents(elsewhere.id)).toEqual(await contents(mo.guild.id));
    expect((await eve.asks(QUESTION)).text).toContain('Be kind');
    expect((await eve.asks(`@Whence ${KNOWN}`)).text).not.toContain(titleOf(KNOWN_ID));

    const again = await imports(eve, file!.bytes(), file!.name);
    expect(again.text).toBe(
      `### This import: 2 unchanged\nThere is nothing to import.\n-# ${exchange.recognisedExport('JSON')}`,
    );
    expect(again).toMatchObject({ buttons: [], attachments: [] });
  });

  test('carries the phrasings that moderators keep beside a curated answer, which stays as it is', async () => {
    const { mo, eve, store, elsewhere } = await startModeration();
    await mo.opens('answer phrasings', { answer: KNOWN_ID });
    await mo.submits({ 'Phrasings on this server': 'zorblax origin\nwhence comes zorblax' });
    const exported = await mo.runs('answer export');
    expect(exported.text).toContain('**0 answers**, **added phrasings of 1 answer** and **0 hidden ones**');
    const [file] = exported.attachments;
    const plan = await imports(eve, file!.bytes(), file!.name);
    expect(plan.text).toContain('### This import: 1 with more phrasings\n');
    expect(plan.text).toContain(`phrasings for ${KNOWN_ID} (2 phrasings)`);
    expect((await agrees(eve, plan)).text).toMatch(/^Imported phrasings of 1 answer: 1 with more phrasings\./);
    const taught = async (guildId: string) =>
      (await store.learning.taught(guildId)).map(({ answerId, questions }) => [answerId, questions]);
    expect(await taught(elsewhere.id)).toEqual(await taught(mo.guild.id));
    expect(await store.current(elsewhere.id)).toEqual([]);
    expect((await eve.asks('@Whence whence comes zorblax?')).text).toContain(titleOf(KNOWN_ID));
    expect((await imports(eve, file!.bytes(), file!.name)).text).toContain('### This import: 1 unchanged');
  });

  test('with overwrite lets the file win over what moderators have done since', async () => {
    const { mo, max, ada } = await startModeration();
    await publishes(mo);
    const [file] = (await mo.runs('answer export', { format: 'md' })).attachments;
    await edits(max, RULES_ID, { body: 'Be loud.' });
    const kept = await imports(mo, file!.bytes(), file!.name);
    expect(kept.text).toContain(
      `### This import: 1 conflict\nThere is nothing to import.\n-# ${exchange.recognisedExport('Markdown')}\n-# With \`overwrite\``,
    );
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

  test('takes a map of columns, which the button still knows, and two files that belong together', async () => {
    const { mo, ada } = await startModeration();
    const file = { name: 'Häufige Fragen.csv', data: 'was,wer,dann\nWhere do I park?,mo,Behind the house.\n' };
    const plan = await mo.runs('answer import', { file, map: 'question=was,answer=dann' });
    expect(plan.text).toContain('-# Read column "was" as question, "dann" as answer.');
    expect(plan.text).toContain(String.raw`- Haufige\_Fragen.csv:2:1: added where-do-i-park`);
    await agrees(mo, plan);
    expect((await ada.asks('@Whence where do I park?')).text).toContain('Behind the house.');
    const nlu = 'nlu:\n- intent: bikes\n  examples: |\n    - where do bikes go?\n';
    const domain = 'responses:\n  utter_bikes:\n  - text: In the shed.\n';
    const rasa = await mo.runs('answer import', {
      file: { name: 'nlu.yml', data: nlu },
      second: { name: 'domain.yml', data: domain },
    });
    await agrees(mo, rasa);
    expect((await ada.asks('@Whence where do bikes go?')).text).toContain('In the shed.');
  });

  test('too long to be shown is cut, and attached whole', async () => {
    const { mo } = await startModeration();
    const rows = Array.from({ length: 200 }, (_, i) => `a-${i},"_Is_ this **number** ${i}?",number ${i} please,Yes.`);
    const plan = await imports(mo, table(rows));
    expect(plan.text).toContain('### This import: 200 added');
    expect(plan.text).toContain(String.raw`- answers.csv:2:1: added a-0, "\_Is\_ this \*\*number\*\* 0?"`);
    expect(plan.text).toMatch(/… and \d+ more; see plan\.txt\.$/);
    expect(plan.attachments.map(({ name }) => name)).toEqual(['plan.txt', 'import-answers.csv']);
    const lines = plan.attachments[0]!.text().trimEnd().split('\n');
    expect(lines.slice(1, 3)).toEqual([exchange.onlyFirstCompared(25), `200 of these answers: ${editing.NO_SOURCE}`]);
    expect(plan.text).toContain(`-# ${lines[2]}`);
    expect(lines.filter((line) => line.startsWith('answers.csv:'))).toHaveLength(200);
    expect((await agrees(mo, plan)).text).toContain('Imported 200 answers: 200 added.');
  });
});

test('phrasings that the own version of a curated answer has left behind are free, for an import as for the dialog', async () => {
  const { mo, ada } = await startModeration();
  const preview = await proposes(mo, LONGEST.id, { body: 'Ours.' });
  expect(preview.text).toContain('so they are left out');
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
    expect(second.text).toContain(answerStrings.PLAN_CHANGED);
    expect(labels(second)).toEqual(['Import 1 answer', 'Discard']);
    expect((await ada.asks(QUESTION)).text).toContain('Max was here.');
    expect((await agrees(mo, second)).text).toContain('Imported 1 answer: 1 changed.');
    expect((await ada.asks(QUESTION)).text).toContain('As in the file.');
  });

  test('somebody takes a phrasing: nothing is written', async () => {
    const { mo, max, store } = await startModeration();
    const plan = await imports(mo, TABLE);
    await publishes(max, { questions: 'where to park' });
    expect((await agrees(mo, plan)).text).toContain('### This import: 1 conflict\nThere is nothing to import.');
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
    expect(asShown((await ed.clicks('Import 1 answer', plan))!.text)).toContain(strings.NOT_ALLOWED['edit-answers']);
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
      expect(asShown(said.text)).toContain(strings.NOT_ALLOWED['edit-answers']);
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
  ['too large', 'a.csv', 'x'.repeat(1_048_577), strings.FILE_TOO_LARGE],
  ['not UTF-8', 'a.csv', new Uint8Array([0x41, 0x81]), 'The file is not UTF-8 or UTF-16 text.'],
  ['no JSON', 'a.json', '{"format": "whence-answers", ', 'a.json:1:29: The JSON ends too early.'],
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
  expect(said.text).toBe(strings.FILE_NOT_FETCHED);
  expect(log.filter(({ level }) => level === 'warn').map(({ text }) => text)).toContain('could not fetch a file');
});

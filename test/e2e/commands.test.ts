import { describe, expect, test } from 'vitest';
import { asShown, CLUELESS, KNOWN, KNOWN_ID, startScene, SUGGESTED, titleOf, UNSURE } from '../support/bot.ts';
import * as strings from '../../src/discord/strings.ts';

describe('/ask', () => {
  test('answers for everybody to see, and pings nobody', async () => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('ask', { question: KNOWN });
    expect(answer).toMatchObject({ ephemeral: false, pings: [] });
    expect(answer.text).toContain(titleOf(KNOWN_ID));
    expect(answer.buttons.at(-1)!.label).toBe('Dismiss');
    expect(
      playground
        .addMember('bob')
        .sees()
        .map(({ id }) => id),
    ).toEqual([answer.id]);
  });

  test('answers the asker alone when asked in private, without a dismiss button', async () => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('ask', { question: KNOWN, private: true });
    expect(answer.ephemeral).toBe(true);
    expect(answer.buttons.map(({ label }) => label)).not.toContain('Dismiss');
    expect(playground.addMember('bob').sees()).toEqual([]);
  });

  test('takes the id of an answer, as chosen from the list', async () => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('ask', { question: 'what-is-rlhf' });
    expect(answer.text).toContain(titleOf('what-is-rlhf'));
  });

  test('names the user for whom it was asked, without a ping', async () => {
    const { playground } = await startScene();
    const bob = playground.addMember('bob');
    const answer = await playground.addMember('ada').runs('ask', { question: KNOWN, for: bob });
    expect(answer.text).toMatch(new RegExp(`^-# For <@${bob.user.id}>\n`));
    expect(answer.pings).toEqual([]);
  });

  test('suggests when it is not sure, and says so when it knows nothing, both to the asker alone', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const suggested = await ada.runs('ask', { question: UNSURE });
    expect(suggested.buttons.map(({ label }) => label)).toEqual(SUGGESTED.map(titleOf));
    const clueless = await ada.runs('ask', { question: CLUELESS });
    expect(clueless.text).toMatch(/^[^\n]*\/help[^\n]*$/);
    expect([suggested.ephemeral, clueless.ephemeral]).toEqual([true, true]);
    expect(playground.addMember('bob').sees()).toEqual([]);
  });
});

describe('/model', () => {
  test.each([
    ['its id', 'gpt-4o', 'GPT\u20114o'],
    ['its name', 'GPT-4o mini', 'GPT\u20114o mini'],
    ['another spelling', 'gpt 3.5', 'GPT\u20113.5'],
  ])('shows a model by %s', async (_by, name, shown) => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('model', { name });
    expect(answer.text.split('\n')[0]).toContain(shown);
  });

  test.each([
    ['nothing like a model', 'a bicycle', 'There is no model called "a bicycle".'],
    ['a mention', '<@80351110224678912>', String.raw`There is no model called "\<@80351110224678912>".`],
    ['everyone', '@everyone', 'There is no model called "@everyone".'],
    ['Markdown', '**x** `y`', 'There is no model called "\\*\\*x\\*\\* \\`y\\`".'],
    ['an id of something else', 'compare:gpt-3+gpt-4+', 'There is no model called'],
    ['a very long text', 'x'.repeat(6_000), `There is no model called "${'x'.repeat(59)}…".`],
  ])('tells the asker alone that there is no such model: %s', async (_what, name, sentence) => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('model', { name });
    expect(answer).toMatchObject({ ephemeral: true, pings: [] });
    expect(answer.text).toContain(sentence);
  });

  test('names the nearest models', async () => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('model', { name: 'gpt-9000 mini' });
    expect(answer.text).toMatch(/Did you mean [^?]*GPT-4o mini[^?]*\? Pick one from the suggestions/);
  });
});

describe('/compare', () => {
  test('puts two to four models side by side', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const two = await ada.runs('compare', { 'model-a': 'gpt4', 'model-b': 'gpt-3.5' });
    expect(two.text.split('\n')[0]).toBe('### GPT\u20114 vs GPT\u20113.5');
    const four = await ada.runs('compare', {
      'model-a': 'gpt-3',
      'model-b': 'gpt-3.5',
      'model-c': 'gpt-4',
      'model-d': 'gpt-4o',
    });
    expect(four.text.split('\n')[0]).toMatch(/GPT\u20113.*GPT\u20113\.5.*GPT\u20114.*GPT\u20114o/);
  });

  test('needs two different ones', async () => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('compare', { 'model-a': 'gpt-4', 'model-b': 'GPT 4' });
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toBe(strings.sameModel('GPT-4'));
  });

  test('says which of them it does not know', async () => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('compare', { 'model-a': 'gpt-4', 'model-b': 'a bicycle' });
    expect(answer.ephemeral).toBe(true);
    expect(answer.text).toContain('There is no model called "a bicycle".');
  });
});

describe('/lineage', () => {
  test('shows where a model comes from', async () => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('lineage', { model: 'gpt-4o' });
    expect(answer.text.split('\n')[0]).toContain('GPT\u20114o');
  });

  test('alone it tells what ChatGPT has run on', async () => {
    const { playground } = await startScene();
    const answer = await playground.addMember('ada').runs('lineage');
    expect(answer.text.split('\n')[0]).toContain('ChatGPT');
  });
});

test.each([
  ['model', { name: 'gpt-4' }],
  ['compare', { 'model-a': 'gpt-4', 'model-b': 'gpt-3.5' }],
  ['lineage', {}],
])('/%s answers the asker alone when asked in private', async (command, options) => {
  const { playground } = await startScene();
  const answer = await playground.addMember('ada').runs(command, { ...options, private: true });
  expect(answer.ephemeral).toBe(true);
  expect(playground.addMember('bob').sees()).toEqual([]);
});

test('/help tells the asker alone how to ask', async () => {
  const { playground } = await startScene();
  const answer = await playground.addMember('ada').runs('help');
  expect(answer.ephemeral).toBe(true);
  for (const command of ['/ask', '/model', '/compare', '/lineage']) expect(answer.text).toContain(command);
  expect(answer.buttons).toHaveLength(3);
});

describe('"Answer this"', () => {
  test('answers what a message asks, for the person who chose it alone', async () => {
    const { playground } = await startScene();
    const question = await playground.addMember('ada').says(`${KNOWN}?`);
    const answer = await playground.addMember('bob').uses('Answer this', question);
    expect(answer).toMatchObject({ ephemeral: true, pings: [] });
    expect(answer.text).toContain(titleOf(KNOWN_ID));
  });

  test('answers what a message forwards, or asks in a poll', async () => {
    const { playground } = await startScene();
    const [ada, bob] = [playground.addMember('ada'), playground.addMember('bob')];
    const forward = await ada.forwards(await ada.says(`${KNOWN}?`));
    const poll = await ada.polls(`${KNOWN}?`, ['GPT-3', 'GPT-4']);
    for (const message of [forward, poll])
      expect((await bob.uses('Answer this', message)).text).toContain(titleOf(KNOWN_ID));
  });

  test('answers what an embed asks', async () => {
    const { playground } = await startScene();
    const { world, guild } = playground;
    const ada = playground.addMember('ada');
    const parts = { embeds: [{ title: 'Question of the day', description: `${KNOWN}?` }] };
    world.post({ channel: guild.channel, author: ada.user, parts });
    const message = ada.sees().at(-1)!;
    expect((await playground.addMember('bob').uses('Answer this', message)).text).toContain(titleOf(KNOWN_ID));
  });

  test('says so when there is no text', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const empty = await ada.says(' ');
    expect(asShown((await ada.uses('Answer this', empty)).text)).toBe(strings.NO_TEXT_TO_ANSWER);
  });
});

test('all commands work in direct messages', async () => {
  const { playground } = await startScene();
  const { dm } = playground.addMember('ada');
  const message = await dm.says('hello');
  const answers = [
    await dm.runs('ask', { question: KNOWN }),
    await dm.runs('model', { name: 'gpt-4' }),
    await dm.runs('compare', { 'model-a': 'gpt-4', 'model-b': 'gpt-3' }),
    await dm.runs('lineage'),
    await dm.runs('help'),
    await dm.uses('Answer this', message),
  ];
  expect(answers.map(({ text }) => text.length > 20)).toEqual([true, true, true, true, true, true]);
});

test('each server asks its own AnswerBook, and direct messages that of no server', async () => {
  const { playground, books } = await startScene();
  const usual = books.of;
  const asked: (string | undefined)[] = [];
  books.of = (guildId) => {
    asked.push(guildId);
    return usual(guildId);
  };
  const other = playground.addGuild('Elsewhere');
  await playground.addMember('ada').runs('ask', { question: KNOWN });
  const bob = playground.addMember('bob', { guild: other });
  await bob.runs('ask', { question: KNOWN });
  await bob.asks(`@Whence ${KNOWN}`);
  await bob.dm.asks(KNOWN);
  expect(asked).toEqual([playground.guild.id, other.id, other.id, undefined]);
});

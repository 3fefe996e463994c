import { MessageType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Playground } from 'discord-playground';
import { CLUELESS, faultsIn, KNOWN, KNOWN_ID, startScene, SUGGESTED, titleOf, UNSURE } from '../support/bot.ts';
import { deliverAgain, postAs } from '../support/forge.ts';
import * as strings from '../../src/discord/strings.ts';

describe('a question that mentions the bot', () => {
  test('is answered with a reply that pings the asker alone', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const question = await ada.says(`@Whence ${KNOWN}?`);
    await playground.settled();
    const [, reply] = ada.sees();
    expect(reply).toMatchObject({ replyTo: question.id, pings: [ada.user.id], ephemeral: false });
    expect(reply!.text).toContain(titleOf(KNOWN_ID));
    expect(reply!.text).toMatch(/^-# Checked \d+ \w+ \d{4}.* · \[[^\]]+\]\(<https:/m);
  });

  test('starts with what a notification needs: the title and the short answer', async () => {
    const { playground } = await startScene();
    const reply = await playground.addMember('ada').asks(`@Whence ${KNOWN}?`);
    expect(reply.text.split('\n')[0]).toBe(`### ${titleOf(KNOWN_ID)}`);
    expect(reply.content).toBe('');
  });

  test('offers what else to ask, the rest, and to take it away', async () => {
    const { playground } = await startScene();
    const reply = await playground.addMember('ada').asks('@Whence what is fine-tuning?');
    expect(reply.buttons.at(-1)!.label).toBe('Dismiss');
    expect(reply.buttons.length).toBeGreaterThanOrEqual(2);
  });

  test('that asks two things is answered, and the other answer is the first button', async () => {
    const { playground } = await startScene();
    const reply = await playground.addMember('ada').asks('@Whence What is RLHF and what is PPO?');
    expect(reply.text).toContain(titleOf('what-is-rlhf'));
    expect(reply.buttons[0]!.label).toContain(titleOf('what-is-ppo').slice(0, 12));
  });

  test('is answered with up to three suggestions when the bot is not sure', async () => {
    const { playground } = await startScene();
    const reply = await playground.addMember('ada').asks(`@Whence ${UNSURE}`);
    expect(reply.buttons.map(({ label }) => label)).toEqual([...SUGGESTED.map(titleOf), 'Dismiss']);
  });

  test('is answered with one honest sentence when it knows nothing', async () => {
    const { playground } = await startScene();
    const reply = await playground.addMember('ada').asks(`@Whence ${CLUELESS}`);
    expect(reply.text).toMatch(/^[^\n]*\/ask[^\n]*$/);
    expect(reply.buttons.map(({ label }) => label)).toEqual(['Dismiss']);
  });

  test('is answered even if it also mentions other people', async () => {
    const { playground } = await startScene();
    const bob = playground.addMember('bob');
    const reply = await playground.addMember('ada').asks(`@Whence <@${bob.user.id}> ${KNOWN}?`);
    expect(reply.text).toContain(titleOf(KNOWN_ID));
  });

  test('without a question brings a short help', async () => {
    const { playground } = await startScene();
    const reply = await playground.addMember('ada').asks('@Whence');
    expect(reply.text).toContain('/ask');
    expect(reply.text).toContain('/compare');
  });

  test('may have the non-breaking hyphens of a name that was copied from an answer', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const { text } = await ada.asks('@Whence what is gpt-4o?');
    const [heading] = text.split('\n');
    expect(heading).toBe('### GPT\u20114o');
    expect((await ada.asks(`@Whence what is ${heading!.slice(4)}?`)).text).toBe(text);
  });

  test('may stand in the middle of it', async () => {
    const { playground } = await startScene();
    const reply = await playground.addMember('ada').asks(`hey @Whence, ${KNOWN}?`);
    expect(reply.text).toContain(titleOf(KNOWN_ID));
  });
});

test('a reply with ping to the bot is a question, and one without is not', async () => {
  const { playground } = await startScene();
  const ada = playground.addMember('ada');
  const first = await ada.asks('@Whence');
  const second = await ada.asks(KNOWN, { replyTo: first });
  expect(second.text).toContain(titleOf(KNOWN_ID));
  await ada.says(KNOWN, { replyTo: first, mention: false });
  await playground.settled();
  expect(ada.sees()).toHaveLength(5);
});

test('a reply to the bot that asks nothing it knows gets no second message', async () => {
  const { playground } = await startScene();
  const ada = playground.addMember('ada');
  const answer = await ada.asks(`@Whence ${KNOWN}`);
  for (const remark of ['thanks', UNSURE, CLUELESS]) await ada.says(remark, { replyTo: answer });
  await playground.settled();
  expect(ada.sees()).toHaveLength(5);
});

describe('a reply to an answer', () => {
  test('is read with the answer before it', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const answer = await ada.asks('@Whence when was gpt-4 released');
    expect((await ada.asks('and gpt-5?', { replyTo: answer })).text).toContain('When was GPT\u20115 released?');
  });

  test('that makes no sense with it is told so, and gets no other answer', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const answer = await ada.asks(`@Whence ${KNOWN}`);
    await ada.says('since when?', { replyTo: answer });
    await playground.settled();
    expect(ada.sees()).toHaveLength(3);
    expect((await ada.asks('@Whence what does that mean?', { replyTo: answer })).text).toContain('as a whole question');
  });
});

test.each(['@Whence', '@Whence this', '@Whence ^^'])('"%s" in reply to a question answers that', async (text) => {
  const { playground } = await startScene();
  const question = await playground.addMember('bob').says(KNOWN);
  const reply = await playground.addMember('ada').asks(text, { replyTo: question });
  expect(reply.text).toContain(titleOf(KNOWN_ID));
});

test.each(['help', 'what can you do?', 'hi'])('"%s" brings the help', async (text) => {
  const { playground } = await startScene();
  expect((await playground.addMember('ada').asks(`@Whence ${text}`)).text).toContain('/compare');
});

test('thanks get nothing', async () => {
  const { playground } = await startScene();
  const ada = playground.addMember('ada');
  await ada.says('@Whence thanks!');
  await playground.settled();
  expect(ada.sees()).toHaveLength(1);
});

test('a direct message is a question without a mention', async () => {
  const { playground } = await startScene();
  const { dm } = playground.addMember('ada');
  expect((await dm.asks(KNOWN)).text).toContain(titleOf(KNOWN_ID));
  expect((await dm.asks(CLUELESS)).buttons.map(({ label }) => label)).toEqual(['Dismiss']);
});

describe('nobody but the asker is pinged', () => {
  test.each([
    ['everyone', () => '@everyone'],
    ['here', () => '@here'],
    ['a role', (role: string) => `<@&${role}>`],
    ['somebody else', (_role: string, user: string) => `<@${user}>`],
  ])('by a question that mentions %s', async (_whom, mention) => {
    const { playground } = await startScene();
    const role = playground.guild.addRole('team', { mentionable: true });
    const bob = playground.addMember('bob');
    const ada = playground.addMember('ada');
    const reply = await ada.asks(`@Whence ${KNOWN} ${mention(role.id, bob.user.id)}`);
    expect(reply.pings).toEqual([ada.user.id]);
  });
});

test('an answer that mentions people pings nobody but the asker, wherever it is shown', async () => {
  const { playground, keep } = await startScene();
  const role = playground.guild.addRole('team', { mentionable: true });
  const ada = playground.addMember('ada');
  const bob = playground.addMember('bob');
  const mentions = `@everyone @here <@&${role.id}> <@${bob.user.id}>`;
  await keep({ [KNOWN_ID]: { title: mentions, questions: [KNOWN], body: mentions, sources: [] } });
  const replies = [
    await ada.asks(`@Whence ${KNOWN}`),
    await ada.runs('ask', { question: KNOWN }),
    await ada.runs('ask', { question: KNOWN, for: bob }),
    await ada.uses('Answer this', await bob.says(KNOWN)),
  ];
  expect(replies.map(({ text }) => text.includes('@everyone'))).toEqual([true, true, true, true]);
  expect(replies.map(({ pings }) => pings)).toEqual([[ada.user.id], [], [], []]);
});

describe('without the Message Content intent the bot stays silent', () => {
  test.each([
    ['when nobody asked it', KNOWN],
    ['when everybody is mentioned', `@everyone ${KNOWN}`],
    ['when somebody else is mentioned', `@bob ${KNOWN}`],
  ])('%s', async (_when, text) => {
    const { playground } = await startScene();
    playground.addMember('bob');
    const ada = playground.addMember('ada', { permissions: PermissionFlagsBits.MentionEveryone });
    await ada.says(text);
    await playground.settled();
    expect(ada.sees()).toHaveLength(1);
  });

  test('when a role of its own is mentioned', async () => {
    const { playground } = await startScene();
    const role = playground.guild.addRole('bots', { mentionable: true });
    playground.guild.giveRole(playground.bot.id, role);
    const ada = playground.addMember('ada');
    await ada.says(`<@&${role.id}> ${KNOWN}`);
    await playground.settled();
    expect(ada.sees()).toHaveLength(1);
  });
});

describe('with the Message Content intent', () => {
  test('a question that nobody addressed is answered when the bot is certain, without a ping', async () => {
    const { playground } = await startScene({ bot: { messageContent: true }, settings: { defaultMode: 'answer' } });
    const reply = await playground.addMember('ada').asks(`${KNOWN}?`);
    expect(reply.text).toContain(titleOf(KNOWN_ID));
    expect(reply.pings).toEqual([]);
  });

  test.each([
    ['it is not sure', UNSURE],
    ['it knows nothing', CLUELESS],
    ['nothing is said', '😀'],
    ['somebody else is asked', `@bob ${KNOWN}?`],
  ])('it stays silent when %s', async (_when, text) => {
    const { playground } = await startScene({ bot: { messageContent: true }, settings: { defaultMode: 'answer' } });
    playground.addMember('bob');
    const ada = playground.addMember('ada');
    await ada.says(text);
    await playground.settled();
    expect(ada.sees()).toHaveLength(1);
  });

  test('a reply to somebody else is for them to answer, with or without a ping', async () => {
    const { playground } = await startScene({ bot: { messageContent: true }, settings: { defaultMode: 'answer' } });
    const [ada, bob] = [playground.addMember('ada'), playground.addMember('bob')];
    const remark = await bob.says('I keep reading about that.');
    await ada.says(`${KNOWN}?`, { replyTo: remark });
    await playground.settled();
    expect(ada.sees()).toHaveLength(2);
    await ada.says(`${KNOWN}?`, { replyTo: remark, mention: false });
    await playground.settled();
    expect(ada.sees()).toHaveLength(3);
  });

  test('a failure to answer what nobody asked is logged and costs no apology', async () => {
    const { playground, books, log } = await startScene({
      bot: { messageContent: true },
      settings: { defaultMode: 'answer' },
    });
    const ada = playground.addMember('ada');
    books.of = () => Promise.reject(new Error('the disk is gone'));
    await ada.says(KNOWN);
    await playground.settled();
    expect(ada.sees()).toHaveLength(1);
    expect(faultsIn(log)).toEqual(['could not answer a message']);
  });
});

describe('a message is answered once', () => {
  test('however often Discord delivers it', async () => {
    const { playground, books } = await startScene();
    const usual = books.of;
    let asked = 0;
    books.of = (guildId) => {
      asked += 1;
      return usual(guildId);
    };
    const ada = playground.addMember('ada');
    const question = await ada.says(`@Whence ${KNOWN}`);
    deliverAgain(playground, question);
    await playground.settled();
    deliverAgain(playground, question);
    await playground.settled();
    expect(ada.sees()).toHaveLength(2);
    expect(asked).toBe(1);
  });
});

describe('the bot does not answer', () => {
  const WEBHOOK = '80351110224678912';
  test.each<[string, (playground: Playground) => void]>([
    ['another bot', (it) => postAs(it, it.world.addUser('other', true), `<@${it.bot.id}> ${KNOWN}`)],
    ['itself', (it) => postAs(it, it.bot, `<@${it.bot.id}> ${KNOWN}`)],
    ['a webhook', (it) => postAs(it, it.world.addUser('hook'), `<@${it.bot.id}> ${KNOWN}`, { webhook_id: WEBHOOK })],
    [
      'a notice of Discord',
      (it) => postAs(it, it.world.addUser('new'), `<@${it.bot.id}>`, { type: MessageType.UserJoin }),
    ],
  ])('%s', async (_whom, post) => {
    const { playground } = await startScene({ bot: { messageContent: true }, settings: { defaultMode: 'answer' } });
    post(playground);
    await playground.settled();
    expect(playground.addMember('ada').sees()).toHaveLength(1);
  });
});

describe('where the bot may not', () => {
  test('write, it says so in the log, once for the channel', async () => {
    const { playground, log } = await startScene();
    const { guild } = playground;
    guild.overwrite(guild.channel, guild.everyone, { deny: PermissionFlagsBits.SendMessages });
    const ada = playground.addMember('ada', { permissions: PermissionFlagsBits.Administrator });
    await ada.says(`@Whence ${KNOWN}`);
    await ada.says(`@Whence ${KNOWN}`);
    await playground.settled();
    expect(ada.sees()).toHaveLength(2);
    expect(log.filter(({ level }) => level === 'warn')).toEqual([
      expect.objectContaining({
        text: 'may not answer in this channel',
        context: expect.objectContaining({ channel: guild.channel.id, user: ada.user.id }),
      }),
    ]);
    expect(faultsIn(log)).toEqual([]);
  });

  test('read what was said before, its answer follows the question without being a reply', async () => {
    const { playground } = await startScene();
    const { guild } = playground;
    guild.overwrite(guild.channel, playground.bot, { deny: PermissionFlagsBits.ReadMessageHistory });
    const ada = playground.addMember('ada');
    await ada.says(`@Whence ${KNOWN}`);
    await playground.settled();
    const [, answer] = ada.sees();
    expect(answer!.text).toContain(titleOf(KNOWN_ID));
    expect(answer!.replyTo).toBeUndefined();
  });
});

test('a failure is logged with its place and costs one apology, and the next question is answered', async () => {
  const { playground, books, log } = await startScene();
  const ada = playground.addMember('ada');
  const usual = books.of;
  books.of = () => Promise.reject(new Error('the disk is gone'));
  const apology = await ada.asks(`@Whence ${KNOWN}`);
  expect(apology.text).toBe(strings.APOLOGY);
  expect(log.find(({ level }) => level === 'error')).toMatchObject({
    text: 'could not answer a message',
    context: { user: ada.user.id, channel: ada.channel.id, guild: ada.guild.id, err: new Error('the disk is gone') },
  });
  books.of = usual;
  expect((await ada.asks(`@Whence ${KNOWN}`)).text).toContain(titleOf(KNOWN_ID));
});

test('at the debug level, the log shows what was decided about each question, and never its text', async () => {
  const { playground, log } = await startScene({ bot: { messageContent: true }, settings: { defaultMode: 'answer' } });
  const ada = playground.addMember('ada');
  const question = await ada.says(`@Whence ${KNOWN}`);
  await playground.settled();
  const remark = await ada.says(CLUELESS);
  await playground.settled();
  await ada.runs('ask', { question: UNSURE });
  const matched = log.filter(({ text }) => text === 'matched a question');
  expect(new Set(matched.map(({ level }) => level))).toEqual(new Set(['debug']));
  expect(matched.map(({ context }) => context)).toEqual([
    {
      decision: 'answer',
      best: KNOWN_ID,
      confidence: expect.closeTo(1),
      mode: 'direct',
      guild: ada.guild.id,
      event: question.id,
      ms: expect.any(Number),
    },
    expect.objectContaining({ decision: 'pass', mode: 'passive', event: remark.id }),
    expect.objectContaining({ decision: 'suggest', mode: 'direct', event: expect.stringMatching(/^\d+$/) }),
  ]);
  const written = JSON.stringify(log);
  for (const text of [KNOWN, CLUELESS, UNSURE]) expect(written).not.toContain(text);
});

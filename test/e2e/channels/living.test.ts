import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import {
  faultsIn,
  KNOWN,
  KNOWN_ID,
  NO_LIMITS,
  type SceneOptions,
  startScene,
  SUGGESTED,
  titleOf,
  UNSURE,
} from '../../support/bot.ts';
import { eventually } from '../../support/eventually.ts';
import { deletes, edits } from '../../support/forge.ts';
import { edits as editsAnswer, publishes, RULES, RULES_ID, startModeration } from '../../support/moderation.ts';
import * as strings from '../../../src/discord/strings.ts';

const OTHER = 'what is rlhf';
const OTHER_TITLE = titleOf('what-is-rlhf');
/** It has a table, which is drawn. */
const DRAWN_ID = 'gpt-oss-open-weights';
const HOUR = 60 * 60_000;

async function startReading(settings: NonNullable<SceneOptions['settings']> = {}) {
  const scene = await startScene({ bot: { messageContent: true }, settings });
  const { playground } = scene;
  const ada = playground.addMember('ada');
  /** The texts of the bot's messages once it is quiet. */
  const said = async (): Promise<string[]> => {
    await playground.settled();
    return ada.sees().flatMap(({ author, text }) => (author.id === playground.bot.id ? [text] : []));
  };
  return { ...scene, ada, said, mention: (text: string) => `<@${playground.bot.id}> ${text}` };
}

describe('when a question is edited', () => {
  test('to mention the bot, it is answered', async () => {
    const { ada, said, mention, playground } = await startReading();
    const question = await ada.says(`${KNOWN}?`);
    expect(await said()).toEqual([]);
    edits(playground, question, mention(`${KNOWN}?`));
    expect(await said()).toEqual([expect.stringContaining(titleOf(KNOWN_ID))]);
  });

  test('to ask something else, its reply follows', async () => {
    const { ada, said, mention, playground } = await startReading();
    const question = await ada.says(mention(KNOWN));
    const [before] = [await said(), ada.sees().at(-1)!.id];
    edits(playground, question, mention(OTHER));
    expect(await said()).toEqual([expect.stringContaining(OTHER_TITLE)]);
    expect(before).toEqual([expect.stringContaining(titleOf(KNOWN_ID))]);
    expect(ada.sees().at(-1)).toMatchObject({ edited: true, pings: [ada.user.id] });
  });

  test('to ask something else, nobody gets a link to its reply for what it no longer says', async () => {
    const { ada, said, mention, playground } = await startReading({ limits: { ...NO_LIMITS, repeatMinutes: 10 } });
    const question = await ada.says(mention(KNOWN));
    await said();
    edits(playground, question, mention(OTHER));
    await said();
    const changed = ada.sees().at(-1)!.id;
    const ben = playground.addMember('ben');
    expect((await ben.asks(mention(KNOWN))).text).toContain(titleOf(KNOWN_ID));
    expect((await ben.asks(mention(OTHER))).text).toContain(`/${changed}`);
  });

  test('to ask nothing of the bot, its reply goes, and comes back with the question', async () => {
    const { ada, said, mention, playground } = await startReading();
    const question = await ada.says(mention(KNOWN));
    await said();
    edits(playground, question, 'never mind');
    expect(await said()).toEqual([]);
    edits(playground, question, mention(KNOWN));
    expect(await said()).toHaveLength(1);
  });

  test('in its wording alone, its reply stays as it is', async () => {
    const { ada, said, mention, playground } = await startReading();
    const question = await ada.says(mention(KNOWN));
    await said();
    edits(playground, question, mention(`${KNOWN}??`));
    await said();
    expect(ada.sees().at(-1)).toMatchObject({ edited: false });
  });

  test('where the bot answers by itself, a mended typo brings the answer, unless the message is old', async () => {
    const { ada, said, playground, clock } = await startReading({ defaultMode: 'answer' });
    const question = await ada.says('wqxj mdoel');
    expect(await said()).toEqual([]);
    edits(playground, question, `${KNOWN}?`);
    expect(await said()).toEqual([expect.stringContaining(titleOf(KNOWN_ID))]);
    const old = await ada.says('xyzzy plugh');
    await said();
    clock.advance(HOUR);
    edits(playground, old, `${OTHER}?`);
    expect(await said()).toHaveLength(1);
  });

  test('under an offer, the offer stays, follows, becomes an answer and goes with the question', async () => {
    const { ada, said, mention, playground } = await startReading({ defaultMode: 'offer' });
    const question = await ada.says(`${KNOWN}?`);
    expect(await said()).toHaveLength(1);
    const { id } = ada.sees().at(-1)!;
    edits(playground, question, `${KNOWN}??`);
    await said();
    expect(ada.sees().at(-1)!.id).toBe(id);
    edits(playground, question, `${OTHER}?`);
    expect(await said()).toHaveLength(1);
    expect((await ada.clicks(strings.OFFER, ada.sees().at(-1)!))!.text).toContain(OTHER_TITLE);
    const another = await ada.says(`${OTHER}?`);
    await said();
    edits(playground, another, mention(OTHER));
    expect(await said()).toEqual([expect.stringContaining(OTHER_TITLE), expect.stringContaining(OTHER_TITLE)]);
    edits(playground, another, 'never mind');
    await said();
    const third = await ada.says(`${KNOWN}?`);
    expect(await said()).toHaveLength(2);
    edits(playground, third, 'never mind');
    expect(await said()).toEqual([expect.stringContaining(OTHER_TITLE)]);
  });

  test('under a link to an answer, the link stays as long as it is right', async () => {
    const limits = { perPerson: 9, perChannel: 9, minutes: 5, repeatMinutes: 10 };
    const { ada, said, mention, playground, clock } = await startReading({ limits });
    await ada.says(mention(KNOWN));
    const again = await ada.says(mention(KNOWN));
    const [answer, link] = await said();
    edits(playground, again, mention(`${KNOWN}??`));
    expect(await said()).toEqual([answer, link]);
    edits(playground, again, mention(OTHER));
    expect(await said()).toEqual([answer, expect.stringContaining(OTHER_TITLE)]);
    clock.advance(60_000);
    await ada.says(mention(KNOWN));
    expect(await said()).toEqual([answer, expect.stringContaining(OTHER_TITLE), link]);
  });

  test.each([
    ['to ask something else', true],
    ['away', false],
  ])('%s, a member who got a link to its answer gets the answer', async (_how, isEdited) => {
    const limits = { ...NO_LIMITS, repeatMinutes: 10 };
    const { ada, said, mention, playground, clock } = await startReading({ limits });
    const question = await ada.says(mention(KNOWN));
    const [answer] = await said();
    const [ben, cleo, dan] = ['ben', 'cleo', 'dan'].map((name) => playground.addMember(name));
    for (const member of [ben!, cleo!]) {
      clock.advance(60_000);
      await member.says(mention(KNOWN));
      await said();
    }
    const [toBen, toCleo] = ada.sees().filter(({ text }) => text.startsWith(strings.answeredAbove('')));
    if (isEdited) edits(playground, question, mention(OTHER));
    else deletes(playground, question);
    await said();
    const now = (id: string): string => ada.sees().find((seen) => seen.id === id)!.text;
    expect(now(toBen!.id)).toBe(answer);
    expect(now(toCleo!.id)).toMatch(new RegExp(`/${toBen!.id}$`));
    clock.advance(60_000);
    expect((await dan!.asks(mention(KNOWN))).text).toMatch(new RegExp(`/${toBen!.id}$`));
    expect(await said()).toHaveLength(isEdited ? 4 : 3);
    expect(playground.refusals).toEqual([]);
  });

  test('with several answers offered, those offered follow', async () => {
    const { ada, said, mention, playground } = await startReading();
    const question = await ada.says(mention(UNSURE));
    await said();
    const labels = (): string[] =>
      ada
        .sees()
        .at(-1)!
        .buttons.map(({ label }) => label);
    expect(labels()).toEqual(expect.arrayContaining(SUGGESTED.map(titleOf)));
    edits(playground, question, mention('What is fine-tuning or PPO?'));
    await said();
    expect(labels()).toEqual(expect.arrayContaining(['what-is-ppo', 'what-is-finetuning'].map(titleOf)));
    expect(labels()).not.toContain(OTHER_TITLE);
  });
});

describe('after a restart', () => {
  test('a reply still follows its question, goes with it, and stays away once it was dismissed', async () => {
    const { ada, said, mention, playground, bot, restart } = await startReading();
    const [edited, deleted, dismissed] = [
      await ada.says(mention(KNOWN)),
      await ada.says(mention(KNOWN)),
      await ada.says(mention(KNOWN)),
    ];
    await said();
    await ada.clicks(
      strings.DISMISS,
      ada.sees().find(({ replyTo }) => replyTo === dismissed.id)!,
    );
    expect(await said()).toHaveLength(2);
    await bot.stop();
    await restart();
    for (const question of [edited, dismissed]) edits(playground, question, mention(OTHER));
    deletes(playground, deleted);
    expect(await said()).toEqual([expect.stringContaining(OTHER_TITLE)]);
  });

  test('an answer that moderators change is put right where it was given before', async () => {
    const { mo, ada, playground, bot, restart } = await startModeration();
    await publishes(mo);
    const reply = await ada.asks('@Whence server rules');
    await playground.settled();
    await bot.stop();
    await restart();
    await editsAnswer(mo, RULES_ID, { body: 'Be very kind.' });
    await expect.poll(() => ada.sees().find(({ id }) => id === reply.id)!.text).toContain('Be very kind.');
  });
});

describe('when a question is deleted', () => {
  test('so is its reply', async () => {
    const { ada, said, mention, playground, log } = await startReading();
    const question = await ada.says(mention(KNOWN));
    await said();
    deletes(playground, question);
    expect(await said()).toEqual([]);
    expect(faultsIn(log)).toEqual([]);
  });

  test('together with others, so are their replies, and links to them', async () => {
    const { ada, said, mention, playground, log } = await startReading({ limits: { ...NO_LIMITS, repeatMinutes: 10 } });
    const ben = playground.addMember('ben');
    const answer = await ada.asks(mention(KNOWN));
    expect((await ben.asks(mention(KNOWN))).text).toContain(`/${answer.id}`);
    await ben.asks(mention(OTHER));
    const [first, , last] = ada.sees().filter(({ author }) => !author.bot);
    const { channel } = playground.guild;
    const purged = [first, answer, last].map((message) => channel.messages.get(message!.id)!);
    playground.world.removeAll(channel, purged);
    expect(await said()).toEqual([]);
    expect(faultsIn(log)).toEqual([]);
  });

  test('more than a day later, its reply stays', async () => {
    const { ada, said, mention, playground, clock, replies } = await startReading();
    const question = await ada.says(mention(KNOWN));
    await said();
    await replies.write();
    clock.advance(25 * HOUR);
    deletes(playground, question);
    expect(await said()).toHaveLength(1);
  });
});

describe('a reply that was dismissed', () => {
  test('stays away when its question is edited, and its answer can be asked for again', async () => {
    const limits = { perPerson: 9, perChannel: 9, minutes: 5, repeatMinutes: 10 };
    const { ada, said, mention, playground } = await startReading({ limits });
    const question = await ada.says(mention(KNOWN));
    await said();
    await ada.clicks(strings.DISMISS, ada.sees().at(-1)!);
    await said();
    edits(playground, question, mention(OTHER));
    expect(await said()).toEqual([]);
    expect((await ada.asks(mention(KNOWN))).text).toContain(titleOf(KNOWN_ID));
  });

  test('goes with the links to it, which would lead nowhere', async () => {
    const { ada, said, mention, playground } = await startReading({ limits: { ...NO_LIMITS, repeatMinutes: 10 } });
    const answer = await ada.asks(mention(KNOWN));
    const ben = playground.addMember('ben');
    expect((await ben.asks(mention(KNOWN))).text).toContain(`/${answer.id}`);
    await ada.clicks(strings.DISMISS, answer);
    expect(await said()).toEqual([]);
    expect((await ben.asks(mention(KNOWN))).text).toContain(titleOf(KNOWN_ID));
  });
});

describe('when moderators change an answer', () => {
  test('the replies of the last day that show it are put right and say so', async () => {
    const { mo, ada, playground } = await startModeration();
    await publishes(mo);
    await ada.asks('@Whence server rules');
    const other = await ada.asks(`@Whence ${KNOWN}`);
    await playground.settled();
    await editsAnswer(mo, RULES_ID, { body: RULES.body.replace('Be kind', 'Be very kind') });
    await expect.poll(() => ada.sees().map(({ text }) => text)).toContainEqual(expect.stringContaining('Be very kind'));
    const reply = ada.sees().find(({ text }) => text.includes('Be very kind'))!;
    expect(reply.text).toMatch(/^-# Corrected by the moderators <t:\d+:f>/);
    expect(reply.pings).toEqual([ada.user.id]);
    await playground.settled();
    expect(ada.sees().find(({ id }) => id === other.id)).toMatchObject({ edited: false });
  });

  test('to remove it, the replies say that it was taken back, and get it again if that is undone', async () => {
    const { mo, ada, playground } = await startModeration();
    await publishes(mo);
    const reply = await ada.asks('@Whence server rules');
    await playground.settled();
    const now = (): string => ada.sees().find(({ id }) => id === reply.id)!.text;
    const removed = await mo.runs('answer remove', { answer: RULES_ID });
    await expect.poll(now).toBe(strings.WITHDRAWN);
    await mo.clicks('Undo', removed);
    await expect.poll(now).toContain('Be kind');
  });

  test('a reply that gets its answer again gets the picture as well, below the line that says so', async () => {
    const { mo, ada, playground } = await startModeration();
    const reply = await ada.asks(`@Whence ${titleOf(DRAWN_ID)}`);
    const now = () => ada.sees().find(({ id }) => id === reply.id)!;
    await eventually(() => expect(now().attachments).toHaveLength(1));
    await playground.settled();
    const hidden = await mo.runs('answer remove', { answer: DRAWN_ID });
    await expect.poll(() => now().text).toBe(strings.WITHDRAWN);
    expect(now().attachments).toEqual([]);
    await mo.clicks('Undo', hidden);
    await eventually(() => expect(now().attachments).toHaveLength(1));
    expect(now().text).toMatch(/^-# Corrected by the moderators/);
  });

  test('what /ask showed to all is put right as well, still for whom it was, unless it was dismissed', async () => {
    const { mo, ada, playground, replies } = await startModeration();
    await publishes(mo);
    const question = 'server rules';
    const forMo = await ada.runs('ask', { question, for: mo });
    const dismissed = await ada.runs('ask', { question });
    for (const { id } of [forMo, dismissed]) await expect.poll(() => replies.of(id)).toBeDefined();
    await ada.clicks(strings.DISMISS, dismissed);
    await expect.poll(() => replies.of(dismissed.id)).toMatchObject({ isDismissed: true });
    const mine = await ada.runs('ask', { question, private: true });
    await playground.settled();
    await editsAnswer(mo, RULES_ID, { body: 'Be very kind.' });
    const now = (id: string): string | undefined => ada.sees().find((seen) => seen.id === id)?.text;
    await expect.poll(() => now(forMo.id)).toContain('Be very kind.');
    expect(now(forMo.id)).toMatch(/^-# Corrected by the moderators <t:\d+:f>/);
    expect(now(forMo.id)).toContain(strings.askedFor(`<@${mo.user.id}>`));
    await playground.settled();
    expect(now(dismissed.id)).toBeUndefined();
    expect(now(mine.id)).not.toContain('Be very kind.');
  });

  test('in a channel that the bot cannot see, what /ask showed is put right while its interaction lasts', async () => {
    const { mo, ada, playground, clock } = await startModeration();
    await publishes(mo);
    const { guild, bot } = playground;
    const hidden = guild.addChannel('hidden');
    guild.overwrite(hidden, bot, { deny: PermissionFlagsBits.ViewChannel });
    await playground.settled();
    const there = ada.in(hidden);
    const shown = await there.runs('ask', { question: 'server rules' });
    const now = (): string => there.sees().find(({ id }) => id === shown.id)!.text;
    await editsAnswer(mo, RULES_ID, { body: 'Be very kind.' });
    await expect.poll(now).toContain('Be very kind.');
    await editsAnswer(mo, RULES_ID, { body: 'Be kinder still.' });
    await expect.poll(now).toContain('Be kinder still.');
    clock.advance(15 * 60_000);
    await editsAnswer(mo, RULES_ID, { body: 'Be the kindest.' });
    await playground.settled();
    expect(now()).toContain('Be kinder still.');
  });

  test('what somebody shared from a private answer is put right as well', async () => {
    const { mo, ada, replies } = await startModeration();
    await publishes(mo);
    const shared = (await ada.clicks(
      strings.SHARE,
      await ada.runs('ask', { question: 'server rules', private: true }),
    ))!;
    expect(shared.ephemeral).toBe(false);
    await expect.poll(() => replies.of(shared.id)).toBeDefined();
    await editsAnswer(mo, RULES_ID, { body: 'Be very kind.' });
    await expect.poll(() => ada.sees().find(({ id }) => id === shared.id)!.text).toContain('Be very kind.');
  });

  test('older replies and other servers stay as they are', async () => {
    const { mo, ada, clock, playground, replies } = await startModeration();
    await publishes(mo);
    await ada.asks('@Whence server rules');
    await playground.settled();
    await replies.write();
    clock.advance(25 * HOUR);
    await editsAnswer(mo, RULES_ID, { body: 'Be very kind.' });
    await playground.settled();
    expect(ada.sees().map(({ text }) => text)).not.toContainEqual(expect.stringContaining('very kind'));
  });
});

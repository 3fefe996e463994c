import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { Member, SeenMessage } from 'discord-playground';
import { describe, expect, test } from 'vitest';
import { asShown, KNOWN, KNOWN_ID, startScene, SUGGESTED, titleOf, UNSURE } from '../support/bot.ts';
import { pressForged } from '../support/forge.ts';
import * as strings from '../../src/discord/strings.ts';

const [first] = SUGGESTED;
const labels = ({ buttons }: SeenMessage): string[] => buttons.map(({ label }) => label);

describe('a suggestion', () => {
  test('chosen by the asker becomes the answer in its place', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const suggestions = await ada.asks(`@Whence ${UNSURE}`);
    const answer = await ada.clicks(titleOf(first), suggestions);
    expect(answer).toMatchObject({ id: suggestions.id, ephemeral: false });
    expect(answer!.text).toContain(`### ${titleOf(first)}`);
    expect(ada.sees()).toHaveLength(2);
  });

  test('chosen by somebody else is answered to them alone, and the message stays', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const bob = playground.addMember('bob');
    const suggestions = await ada.asks(`@Whence ${UNSURE}`);
    const answer = await bob.clicks(titleOf(first), suggestions);
    expect(answer).toMatchObject({ ephemeral: true });
    expect(answer!.text).toContain(`### ${titleOf(first)}`);
    expect(ada.sees().map(({ text }) => text)).toEqual([expect.anything(), suggestions.text]);
  });

  test('in answer to a command is seen by the asker alone, and so is what they choose', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const suggestions = await ada.runs('ask', { question: UNSURE });
    const answer = await ada.clicks(titleOf(first), suggestions);
    expect(answer).toMatchObject({ id: suggestions.id, ephemeral: true });
    expect(labels(answer!)).not.toContain('Dismiss');
  });

  test('keeps naming the user for whom it was asked', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const bob = playground.addMember('bob');
    const suggestions = await ada.runs('ask', { question: UNSURE, for: bob });
    const answer = await ada.clicks(titleOf(first), suggestions);
    expect(answer!.text).toMatch(new RegExp(`^-# For <@${bob.user.id}>\n### `));
    expect(answer!.pings).toEqual([]);
  });
});

describe('a related question', () => {
  test('is answered privately to whoever presses it, and the answer that others have read stays', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const bob = playground.addMember('bob');
    const answer = await ada.runs('ask', { question: 'what-is-rlhf' });
    for (const member of [ada, bob]) {
      const next = await member.clicks(labels(answer)[0]!, answer);
      expect(next).toMatchObject({ ephemeral: true });
      expect(labels(next!)).not.toContain('Dismiss');
      const further = await member.clicks(labels(next!)[0]!, next!);
      expect(further).toMatchObject({ ephemeral: true });
      expect(member.sees().map(({ text }) => text)).toEqual([answer.text, next!.text, further!.text]);
    }
  });

  test('can be shared with the channel', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const answer = await ada.runs('ask', { question: 'what-is-rlhf' });
    const next = (await ada.clicks(labels(answer)[0]!, answer))!;
    const shared = await ada.clicks('Share', next);
    expect(shared).toMatchObject({ ephemeral: false });
    expect(shared!.text).toContain(next.text.split('\n')[0]!);
  });

  test('is answered below in direct messages', async () => {
    const { playground } = await startScene();
    const { dm } = playground.addMember('ada');
    const answer = await dm.asks('what is rlhf');
    const next = await dm.clicks(labels(answer)[0]!, answer);
    expect(next).toMatchObject({ ephemeral: false });
    expect(labels(next!)).toContain('Dismiss');
    expect(dm.sees().map(({ text }) => text)).toEqual(['what is rlhf', answer.text, next!.text]);
  });
});

test('"Show more" brings the whole answer', async () => {
  const { playground, keep } = await startScene();
  const body = Array.from({ length: 100 }, (_, index) => `Paragraph ${index} of it.`).join('\n\n');
  await keep({ [KNOWN_ID]: { title: 'Long', questions: [], body, sources: [] } });
  const ada = playground.addMember('ada');
  const cut = await ada.runs('ask', { question: KNOWN_ID });
  expect(cut.text).not.toContain('Paragraph 99');
  const whole = await ada.clicks('Show more', cut);
  expect(whole!.text).toContain('Paragraph 99');
  expect(labels(whole!)).not.toContain('Show more');
});

describe('dismiss', () => {
  interface Case {
    readonly who: string;
    readonly goes: boolean;
    readonly clicker: (asker: Member, others: Others) => Member;
  }
  interface Others {
    readonly member: Member;
    readonly moderator: Member;
    readonly elsewhere: Member;
    readonly here: Member;
  }

  test.each<Case>([
    { who: 'the asker', goes: true, clicker: (asker) => asker },
    { who: 'another member', goes: false, clicker: (_asker, { member }) => member },
    { who: 'a member who may manage messages', goes: true, clicker: (_asker, { moderator }) => moderator },
    {
      who: 'a member who may manage messages in another channel',
      goes: false,
      clicker: (_a, { elsewhere }) => elsewhere,
    },
    { who: 'a member who may manage messages in this channel alone', goes: true, clicker: (_asker, { here }) => here },
  ])('by $who: goes is $goes', async ({ goes, clicker }) => {
    const { playground } = await startScene();
    const { guild } = playground;
    const asker = playground.addMember('ada');
    const manage = PermissionFlagsBits.ManageMessages;
    const others = {
      member: playground.addMember('bob'),
      moderator: playground.addMember('mo', { permissions: manage }),
      elsewhere: playground.addMember('eve', { permissions: manage }),
      here: playground.addMember('hal'),
    };
    guild.overwrite(guild.channel, others.elsewhere.user, { deny: manage });
    guild.overwrite(guild.channel, others.here.user, { allow: manage });

    const answer = await asker.asks(`@Whence ${KNOWN}`);
    const result = await clicker(asker, others).clicks('Dismiss', answer);
    await playground.settled();
    expect(asker.sees().some(({ id }) => id === answer.id)).toBe(!goes);
    expect(result?.text).toBe(goes ? undefined : strings.NOT_DISMISSIBLE);
    expect(result?.ephemeral ?? true).toBe(true);
  });

  test('in a direct message works for the asker', async () => {
    const { playground } = await startScene();
    const { dm } = playground.addMember('ada');
    const answer = await dm.asks(KNOWN);
    await dm.clicks('Dismiss', answer);
    await playground.settled();
    expect(dm.sees()).toHaveLength(1);
  });

  test('takes away the answer to a command too', async () => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const answer = await ada.runs('model', { name: 'gpt-4' });
    await ada.clicks('Dismiss', answer);
    await playground.settled();
    expect(ada.sees()).toEqual([]);
  });
});

test('buttons work after a restart of the bot', async () => {
  const { playground, bot, restart } = await startScene();
  const ada = playground.addMember('ada');
  const suggestions = await ada.asks(`@Whence ${UNSURE}`);
  await bot.stop();
  await restart();
  const answer = await ada.clicks(titleOf(first), suggestions);
  expect(answer!.text).toContain(`### ${titleOf(first)}`);
  await ada.clicks('Dismiss', answer!);
  await playground.settled();
  expect(ada.sees()).toHaveLength(1);
});

test('a button whose answer has gone meanwhile says so, to the person alone', async () => {
  const { playground, keep } = await startScene();
  const ada = playground.addMember('ada');
  const suggestions = await ada.asks(`@Whence ${UNSURE}`);
  await keep({ [first]: null });
  const sentence = await ada.clicks(titleOf(first), suggestions);
  expect(sentence).toMatchObject({ ephemeral: true });
  expect(asShown(sentence!.text)).toBe(strings.ANSWER_GONE);
  expect(ada.sees().find(({ id }) => id === suggestions.id)!.text).toBe(suggestions.text);
});

describe('a button that the bot never made', () => {
  test.each([
    ['nonsense', 'hello'],
    ['another version', 'w0:dismiss:80351110224678912'],
    ['another kind', 'w1:publish:80351110224678912:what-is-rlhf'],
    ['a path', 'w1:show:80351110224678912:../../../etc/passwd'],
    ['a mention', 'w1:show:80351110224678912:@everyone'],
    ['the longest', 'x'.repeat(100)],
    ['a dismissal forged for the clicker', 'w1:dismiss:CLICKER'],
  ])('%s, is refused politely to the person alone', async (_what, customId) => {
    const { playground } = await startScene();
    const ada = playground.addMember('ada');
    const bob = playground.addMember('bob');
    const answer = await ada.asks(`@Whence ${KNOWN}`);
    pressForged(playground, bob, answer, customId.replace('CLICKER', bob.user.id));
    await playground.settled();
    const said = bob.sees().at(-1)!;
    expect({ ...said, text: asShown(said.text) }).toMatchObject({ ephemeral: true, text: strings.UNKNOWN_BUTTON });
    expect(bob.sees().some(({ id }) => id === answer.id)).toBe(true);
  });
});

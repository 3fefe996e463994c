import { MessageType, type Poll } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { nextEvent, openScene, refusalOf } from '../support/scene.ts';

const LUNCH = {
  question: { text: 'Lunch?' },
  answers: [{ text: 'Pizza' }, { text: 'Salad', emoji: '🥗' }],
  duration: 1,
  allowMultiselect: false,
};

describe('a poll of the bot', () => {
  test('is voted on by members, one answer each', async () => {
    const { client, channel, ann, playground } = await openScene();
    const message = await channel.send({ poll: LUNCH });
    const seen = ann.sees()[0]!;
    const added = nextEvent(client, 'messagePollVoteAdd');
    await ann.votes('Pizza', seen);
    const [answer, userId] = await added;
    expect([answer.text, answer.id, userId]).toEqual(['Pizza', 1, ann.user.id]);
    const removed = nextEvent(client, 'messagePollVoteRemove');
    await ann.votes('Salad', seen);
    expect((await removed)[0].id).toBe(1);
    await expect(ann.votes(['Pizza', 'Salad'], seen)).rejects.toThrow('The poll takes one answer.');
    await expect(ann.votes('Soup', seen)).rejects.toThrow('The poll has no answer "Soup".');
    await playground.addMember('bob').votes('Salad', seen);
    const voters = await (message.poll as Poll).answers.get(2)!.voters.fetch();
    expect(voters.map(({ username }) => username)).toEqual(['ann', 'bob']);
    expect(ann.sees()[0]?.poll).toEqual({
      question: 'Lunch?',
      answers: [
        { text: 'Pizza', votes: 0 },
        { text: 'Salad', votes: 2 },
      ],
      isOver: false,
    });
  });

  test('ends when the bot says so, and the channel is told', async () => {
    const { channel, ann } = await openScene();
    const message = await channel.send({ poll: LUNCH });
    const ended = await (message.poll as Poll).end();
    expect((ended.poll as Poll).resultsFinalized).toBe(true);
    expect(ann.sees().map(({ type, poll }) => [type, poll?.isOver])).toEqual([
      [MessageType.Default, true],
      [MessageType.PollResult, undefined],
    ]);
    expect(await refusalOf((message.poll as Poll).end())).toEqual([400, 520_001, 'Poll expired']);
    await expect(ann.votes('Pizza', ann.sees()[0]!)).rejects.toThrow('The poll is over.');
    expect(await refusalOf(message.edit('x'))).toEqual([400, 520_003, 'Cannot edit a poll message']);
  });

  test('announces its winner, or none on a draw', async () => {
    const { client, channel, ann, playground } = await openScene();
    const bob = playground.addMember('bob');
    const resultOf = async (votes: readonly [string, string]): Promise<Record<string, string>> => {
      const { id, poll } = await channel.send({ poll: LUNCH });
      const sent = ann.sees().find((seen) => seen.id === id)!;
      await ann.votes(votes[0], sent);
      await bob.votes(votes[1], sent);
      const announced = nextEvent(client, 'messageCreate');
      await (poll as Poll).end();
      const [{ embeds }] = await announced;
      return Object.fromEntries(embeds[0]!.fields.map(({ name, value }) => [name, value]));
    };
    expect(await resultOf(['Salad', 'Salad'])).toEqual({
      poll_question_text: 'Lunch?',
      victor_answer_votes: '2',
      total_votes: '2',
      victor_answer_id: '2',
      victor_answer_text: 'Salad',
      victor_answer_emoji_name: '🥗',
    });
    expect(await resultOf(['Salad', 'Pizza'])).toEqual({
      poll_question_text: 'Lunch?',
      victor_answer_votes: '1',
      total_votes: '2',
    });
  });

  test.each([
    ['no question', { ...LUNCH, question: { text: '' } }, 'question.text'],
    ['a long question', { ...LUNCH, question: { text: 'x'.repeat(301) } }, 'question.text'],
    ['a long answer', { ...LUNCH, answers: [{ text: 'x'.repeat(56) }] }, 'answers.0.poll_media.text'],
    ['eleven answers', { ...LUNCH, answers: Array.from({ length: 11 }, () => ({ text: 'x' })) }, 'answers'],
    ['more than 32 days', { ...LUNCH, duration: 769 }, 'duration'],
  ])('with %s is refused', async (_what, poll, path) => {
    const { channel } = await openScene();
    const error: unknown = await channel.send({ poll }).catch((reason: unknown) => reason);
    const place = path.split('.').reduce<Record<string, never>>((inner, key) => inner[key]!, at(error));
    expect(place['_errors']).toHaveLength(1);
  });
});

const at = (error: unknown): Record<string, never> =>
  (error as { rawError: { errors: { poll: Record<string, never> } } }).rawError.errors.poll;

test('a member asks in a poll and ends it', async () => {
  const { client, ann, channel } = await openScene();
  const heard = nextEvent(client, 'messageCreate');
  const poll = await ann.polls('Tea?', ['yes', 'no'], { allowsSeveral: true });
  expect((await heard)[0].poll?.question.text).toBe('Tea?');
  await ann.votes(['yes', 'no'], poll);
  await ann.endsPoll(poll);
  const message = await channel.messages.fetch({ message: poll.id, force: true });
  expect((message.poll as Poll).answers.map(({ voteCount }) => voteCount)).toEqual([1, 1]);
});

test('a message without a poll cannot be ended', async () => {
  const { client, channel } = await openScene();
  const { id } = await channel.send('x');
  expect(await refusalOf(client.rest.post(`/channels/${channel.id}/polls/${id}/expire`))).toEqual([
    400,
    520_006,
    'Cannot expire a non-poll message',
  ]);
});

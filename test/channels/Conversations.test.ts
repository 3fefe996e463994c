import { expect, test } from 'vitest';
import { Conversations } from '../../src/channels/Conversations.ts';
import { TestClock } from '../support/TestClock.ts';

const MINUTE = 60_000;

function channel() {
  const clock = new TestClock();
  const conversations = new Conversations(() => clock.now());
  const says = (authorId: string, ...addressees: string[]): boolean =>
    conversations.hear({ channelId: 'chat', authorId, addressees });
  return { clock, conversations, says };
}

test('somebody who just asks talks with nobody, however often', () => {
  const { says } = channel();
  expect([says('ada'), says('ada'), says('ada')]).toEqual([false, false, false]);
});

test('people who reply to each other are in a conversation, and so is whoever was replied to', () => {
  const { says } = channel();
  expect(says('ada')).toBe(false);
  expect(says('bob', 'ada')).toBe(true);
  expect(says('ada')).toBe(true);
});

test('two who take turns are in a conversation from the third message on', () => {
  const { says } = channel();
  expect([says('ada'), says('bob'), says('ada'), says('bob')]).toEqual([false, false, true, true]);
});

test('several people who ask one after the other are in none', () => {
  const { says } = channel();
  expect([says('ada'), says('bob'), says('eve'), says('ada')]).toEqual([false, false, false, false]);
});

test('a conversation is over after some silence', () => {
  const { says, clock } = channel();
  says('bob', 'ada');
  clock.advance(3 * MINUTE + 1);
  expect(says('ada')).toBe(false);
});

test('people whom the bot has answered meanwhile do not take turns with each other', () => {
  const { says, conversations } = channel();
  says('ada');
  conversations.interrupt('chat');
  says('bob');
  conversations.interrupt('chat');
  expect(says('ada')).toBe(false);
});

test('a conversation in one channel is none in another', () => {
  const { says, conversations } = channel();
  says('bob', 'ada');
  expect(conversations.hear({ channelId: 'other', authorId: 'ada', addressees: [] })).toBe(false);
});

test('an edited message is no turn', () => {
  const { says, conversations } = channel();
  says('ada');
  says('bob');
  const edited = { channelId: 'chat', authorId: 'ada', addressees: [] };
  expect(conversations.isTalking(edited)).toBe(false);
  expect(conversations.isTalking({ ...edited, addressees: ['bob'] })).toBe(true);
  expect(says('bob')).toBe(false);
});

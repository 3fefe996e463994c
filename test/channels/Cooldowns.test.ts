import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cooldowns, type PlannedReply } from '../../src/channels/Cooldowns.ts';
import { DEFAULT_SETTINGS } from '../../src/store/Store.ts';
import { TestClock } from '../support/TestClock.ts';

const MINUTE = 60_000;
const { limits } = DEFAULT_SETTINGS;

function scene() {
  const clock = new TestClock();
  const cooldowns = new Cooldowns(() => clock.now());
  let sent = 0;
  /** What the bot does about a question; what it sends counts. */
  const asks = (reply: Partial<PlannedReply> = {}, with_ = limits) => {
    const planned = { guildId: 'g', channelId: 'chat', personId: 'ada', answerId: undefined, isAsked: true, ...reply };
    const verdict = cooldowns.admit(planned, with_);
    if (verdict.kind === 'reply') cooldowns.gave(planned, `reply-${++sent}`, with_);
    return verdict.kind === 'link' ? verdict.replyId : verdict.kind;
  };
  return { clock, cooldowns, asks };
}

describe('the same answer in the same channel', () => {
  test('is a link to the first for ten minutes, and given again afterwards', () => {
    const { asks, clock } = scene();
    expect(asks({ answerId: 'rlhf' })).toBe('reply');
    clock.advance(10 * MINUTE - 1);
    expect(asks({ answerId: 'rlhf', personId: 'bob' })).toBe('reply-1');
    clock.advance(1);
    expect(asks({ answerId: 'rlhf' })).toBe('reply');
  });

  test('thirty times in seven seconds: one answer and one sentence', () => {
    const { asks, clock } = scene();
    const verdicts = Array.from({ length: 30 }, (_, index) => {
      clock.advance(233);
      return asks({ answerId: 'rlhf', personId: `person-${index}` });
    });
    expect(verdicts).toEqual(['reply', 'reply-1', ...Array<string>(28).fill('silence')]);
  });

  test('is given in another channel', () => {
    const { asks } = scene();
    asks({ answerId: 'rlhf' });
    expect(asks({ answerId: 'rlhf', channelId: 'other' })).toBe('reply');
    expect(asks({ answerId: 'ppo' })).toBe('reply');
  });

  test('is given again when the first was taken away', () => {
    const { asks, cooldowns } = scene();
    asks({ answerId: 'rlhf' });
    cooldowns.forget({ channelId: 'chat', answerId: 'rlhf' });
    expect(asks({ answerId: 'rlhf' })).toBe('reply');
  });
});

describe('a person', () => {
  test('gets three replies unasked in five minutes, then silence, and replies again when the first is old', () => {
    const { asks, clock } = scene();
    const unasked = () => asks({ isAsked: false });
    expect([unasked(), unasked(), unasked(), unasked()]).toEqual(['reply', 'reply', 'reply', 'silence']);
    clock.advance(5 * MINUTE);
    expect(unasked()).toBe('reply');
  });

  test('who asks is always answered', () => {
    const { asks } = scene();
    expect(new Set(Array.from({ length: 20 }, () => asks()))).toEqual(new Set(['reply']));
    expect(asks({ isAsked: false })).toBe('silence');
  });

  test('is counted over all channels of a server, and on each server apart', () => {
    const { asks } = scene();
    for (const channelId of ['a', 'b', 'c']) asks({ channelId, isAsked: false });
    expect(asks({ channelId: 'd', isAsked: false })).toBe('silence');
    expect(asks({ channelId: 'e', isAsked: false, guildId: 'other' })).toBe('reply');
  });
});

test('a channel gets six replies unasked in five minutes', () => {
  const { asks } = scene();
  const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const verdicts = people.map((personId) => asks({ personId, isAsked: false }));
  expect(verdicts).toEqual([...Array<string>(6).fill('reply'), 'silence', 'silence']);
});

test('limits of 0 are none', () => {
  const { asks } = scene();
  const none = { perPerson: 0, perChannel: 0, minutes: 5, repeatMinutes: 0 };
  const verdicts = Array.from({ length: 20 }, () => asks({ answerId: 'rlhf' }, none));
  expect(new Set(verdicts)).toEqual(new Set(['reply']));
});

test('whatever happens, nothing unasked exceeds a limit', () => {
  const event = fc.record({
    waitMs: fc.nat(3 * MINUTE),
    personId: fc.constantFrom('ada', 'bob', 'eve', 'mo'),
    channelId: fc.constantFrom('chat', 'help'),
    answerId: fc.constantFrom('rlhf', 'ppo', undefined),
    isAsked: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(event, { maxLength: 60 }), (events) => {
      const { asks, clock } = scene();
      const given: { at: number; personId: string; channelId: string }[] = [];
      for (const { waitMs, ...reply } of events) {
        clock.advance(waitMs);
        if (asks(reply) !== 'reply') continue;
        given.push({ at: clock.now(), ...reply });
        if (reply.isAsked) continue;
        const recent = given.filter(({ at }) => at > clock.now() - limits.minutes * MINUTE);
        const toPerson = recent.filter(({ personId }) => personId === reply.personId);
        expect(toPerson.length).toBeLessThanOrEqual(limits.perPerson);
        const inChannel = recent.filter(({ channelId }) => channelId === reply.channelId);
        expect(inChannel.length).toBeLessThanOrEqual(limits.perChannel);
      }
    }),
  );
});

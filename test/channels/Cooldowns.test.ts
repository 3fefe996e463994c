import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cooldowns, limitsIn, type PlannedReply } from '../../src/channels/Cooldowns.ts';
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
    if (verdict.kind === 'reply' || verdict.kind === 'link') sent++;
    if (verdict.kind === 'reply') cooldowns.gave(planned, `reply-${sent}`);
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

  test('is linked to again for who asks a third time, and what is said by itself says so once a minute', () => {
    const { asks, clock } = scene();
    const later = (isAsked: boolean) => {
      clock.advance(10_000);
      return asks({ answerId: 'rlhf', isAsked }, { ...limits, perPerson: 0 });
    };
    expect([true, true, true, false, false].map(later)).toEqual(['reply', 'reply-1', 'reply-1', 'silence', 'silence']);
  });

  test('is the same when the models are compared in another order', () => {
    const { asks } = scene();
    asks({ answerId: 'compare:gpt-4+gpt-5' });
    expect(asks({ answerId: 'compare:gpt-5+gpt-4' })).toBe('reply-1');
    expect(asks({ answerId: 'compare:gpt-5+gpt-4:released' })).toBe('reply');
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

test('an answer that is being sent is not shared once more, and who asks for it gets it', () => {
  const { cooldowns } = scene();
  const planned = { guildId: 'g', channelId: 'chat', personId: 'ada', answerId: 'rlhf', isAsked: false };
  const verdicts = [planned, planned, { ...planned, isAsked: true }].map((one) => cooldowns.admit(one, limits).kind);
  expect(verdicts).toEqual(['reply', 'silence', 'reply']);
});

const askedIn = (channelId: string): PlannedReply => {
  return { guildId: 'g', channelId, personId: 'ada', answerId: 'rlhf', isAsked: true };
};

describe('a person', () => {
  test.each([
    ['by itself, then silence,', false, 'silence'],
    ['on request, then the reason why not,', true, 'full'],
  ])('gets three replies %s in five minutes, and replies again when the first is old', (_how, isAsked, then) => {
    const { asks, clock } = scene();
    const asking = () => asks({ isAsked });
    expect([asking(), asking(), asking(), asking()]).toEqual(['reply', 'reply', 'reply', then]);
    clock.advance(5 * MINUTE);
    expect(asking()).toBe('reply');
  });

  test('gets no more by asking for the same answer again and again: a link is a reply as well', () => {
    const { asks, clock } = scene();
    const asking = () => {
      clock.advance(MINUTE);
      return asks({ answerId: 'rlhf' });
    };
    expect([asking(), asking(), asking(), asking()]).toEqual(['reply', 'reply-1', 'reply-1', 'full']);
  });

  test('who asks in four channels in the same moment gets three replies, and those that Discord refuses do not count', () => {
    const { cooldowns } = scene();
    const admitted = ['a', 'b', 'c', 'd'].map((channelId) => cooldowns.admit(askedIn(channelId), limits));
    expect(admitted.map(({ kind }) => kind)).toEqual(['reply', 'reply', 'reply', 'full']);
    cooldowns.unsent(askedIn('a'), admitted[0]!, limits);
    expect(cooldowns.admit(askedIn('d'), limits)).toEqual({ kind: 'reply' });
  });

  test('is counted over all channels of a server, and on each server apart', () => {
    const { asks } = scene();
    for (const channelId of ['a', 'b', 'c']) asks({ channelId, isAsked: false });
    expect(asks({ channelId: 'd', isAsked: false })).toBe('silence');
    expect(asks({ channelId: 'e', isAsked: false, guildId: 'other' })).toBe('reply');
  });
});

test('a clock that is set back keeps nobody waiting until it has caught up', () => {
  const { asks, clock } = scene();
  const five = (): string[] => Array.from({ length: 5 }, (_, index) => asks({ answerId: `answer-${index}` }));
  const before = five();
  expect(before).toContain('full');
  clock.advance(-3 * 60 * MINUTE);
  expect(five()).toEqual(before);
});

test('a channel gets six replies in five minutes', () => {
  const { asks } = scene();
  const people = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  const verdicts = people.map((personId, index) => asks({ personId, isAsked: index % 2 === 0 }));
  expect(verdicts).toEqual([...Array<string>(6).fill('reply'), 'full', 'silence']);
});

test('a channel without limits, or in such a category, gets replies all the time, and links instead of the same answer', () => {
  const settings = { limits, unlimitedChannelIds: ['help-category'] };
  const free = limitsIn(settings, ['ask', 'help-category']);
  const { asks } = scene();
  expect(new Set(Array.from({ length: 20 }, () => asks({}, free)))).toEqual(new Set(['reply']));
  asks({ answerId: 'rlhf' }, free);
  expect(asks({ answerId: 'rlhf' }, free)).toBe('reply-21');
  expect(asks({ channelId: 'chat' }, limitsIn(settings, ['chat', 'talk-category']))).toBe('reply');
});

test('limits of 0 are none', () => {
  const { asks } = scene();
  const none = { perPerson: 0, perChannel: 0, minutes: 5, repeatMinutes: 0 };
  const verdicts = Array.from({ length: 20 }, () => asks({ answerId: 'rlhf' }, none));
  expect(new Set(verdicts)).toEqual(new Set(['reply']));
});

test('whatever happens, nothing exceeds a limit', () => {
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
        if (['silence', 'full'].includes(asks(reply))) continue;
        given.push({ at: clock.now(), ...reply });
        const recent = given.filter(({ at }) => at > clock.now() - limits.minutes * MINUTE);
        const toPerson = recent.filter(({ personId }) => personId === reply.personId);
        expect(toPerson.length).toBeLessThanOrEqual(limits.perPerson);
        const inChannel = recent.filter(({ channelId }) => channelId === reply.channelId);
        expect(inChannel.length).toBeLessThanOrEqual(limits.perChannel);
      }
    }),
  );
});

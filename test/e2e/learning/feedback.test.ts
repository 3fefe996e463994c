import { describe, expect, test } from 'vitest';
import { CLUELESS, KNOWN, KNOWN_ID, SUGGESTED, startScene, titleOf, UNSURE } from '../../support/bot.ts';
import * as strings from '../../../src/discord/learning/strings.ts';
import { OFFER } from '../../../src/discord/strings.ts';

async function startAsking(options: Parameters<typeof startScene>[0] = {}) {
  const scene = await startScene(options);
  const { playground, store, counted } = scene;
  const { id } = playground.guild;
  const kept = async () => {
    await counted();
    return store.learning.questions(id);
  };
  return { ...scene, ada: playground.addMember('ada'), bob: playground.addMember('bob'), kept, guildId: id };
}

const labels = ({ buttons }: { readonly buttons: readonly { readonly label: string }[] }): string[] =>
  buttons.map(({ label }) => label);

describe('what is kept of a question', () => {
  test('that got no answer is its text, without mentions, links and who asked', async () => {
    const { ada, bob, kept } = await startAsking();
    await ada.asks(`@Whence ${CLUELESS} <@${bob.user.id}> https://example.com/private`);
    const [question, ...others] = await kept();
    expect(others).toEqual([]);
    expect(question).toMatchObject({ kind: 'unanswered', text: CLUELESS, answerId: null });
    expect(JSON.stringify(question)).not.toContain(ada.user.id);
  });

  test('that was answered is nothing but a count', async () => {
    const { ada, kept, store, guildId } = await startAsking();
    await ada.asks(`@Whence ${KNOWN}?`);
    await ada.runs('ask', { question: KNOWN });
    expect(await kept()).toEqual([]);
    expect(await store.learning.dayCounts(guildId, '2000-01-01')).toMatchObject([{ outcome: 'answered', count: 2 }]);
  });

  test('counts also when its answer is a link to the one above, or waits behind a button', async () => {
    const limits = { perPerson: 0, perChannel: 2, minutes: 5, repeatMinutes: 10 };
    const { ada, bob, counted, store, guildId, playground, kept } = await startAsking({ settings: { limits } });
    await ada.asks(`@Whence ${KNOWN}`);
    expect((await bob.asks(`@Whence ${KNOWN}`)).text).not.toContain(titleOf(KNOWN_ID));
    await bob.asks(`@Whence ${CLUELESS}`);
    await bob.says(`@Whence ${CLUELESS} now`);
    await playground.settled();
    expect((await kept()).map(({ text }) => text).toSorted()).toEqual([CLUELESS, `${CLUELESS} now`]);
    await counted();
    expect((await store.uses(guildId)).get(KNOWN_ID)).toMatchObject({ count: 1 });
    expect(await store.learning.dayCounts(guildId, '2000-01-01')).toMatchObject([
      { outcome: 'answered', count: 2 },
      { outcome: 'passed', count: 2 },
    ]);
  });

  test('that was offered several answers says which one the person chose, by message or command', async () => {
    const { ada, kept, store, guildId } = await startAsking();
    await ada.clicks(titleOf(SUGGESTED[1]), await ada.asks(`@Whence ${UNSURE}`));
    await ada.clicks(titleOf(SUGGESTED[0]), await ada.runs('ask', { question: UNSURE }));
    const chosen = (await kept()).map(({ kind, answerId }) => `${kind} ${answerId}`);
    expect(chosen.toSorted()).toEqual([`chosen ${SUGGESTED[1]}`, `chosen ${SUGGESTED[0]}`]);
    expect(await store.learning.dayCounts(guildId, '2000-01-01')).toMatchObject([
      { outcome: 'offered', count: 2 },
      { outcome: 'taken', count: 2 },
    ]);
  });

  test('that nobody addressed to the bot is nothing, unless it looked like one that the bot may know', async () => {
    const { ada, kept } = await startAsking({ bot: { messageContent: true }, settings: { defaultMode: 'answer' } });
    await ada.says(CLUELESS);
    await ada.says(UNSURE);
    await ada.asks(`${KNOWN}?`);
    expect(await kept()).toMatchObject([{ kind: 'offered', text: UNSURE }]);
  });

  test('under which the bot put a button is kept only if it was not certain of its answer', async () => {
    const { ada, kept, store, guildId } = await startAsking({
      bot: { messageContent: true },
      settings: { defaultMode: 'offer' },
    });
    await ada.clicks(OFFER, await ada.asks(`${KNOWN}?`));
    await ada.asks(UNSURE);
    expect(await kept()).toMatchObject([{ kind: 'offered', text: UNSURE }]);
    expect(await store.learning.dayCounts(guildId, '2000-01-01')).toMatchObject([
      { outcome: 'offered', count: 2 },
      { outcome: 'taken', count: 1 },
    ]);
  });

  test('is nothing on a server that keeps none', async () => {
    const { ada, kept, store, guildId } = await startAsking({ settings: { questionRetentionDays: 0 } });
    await ada.asks(`@Whence ${CLUELESS}`);
    expect(await kept()).toEqual([]);
    await store.saveSettings(guildId, { questionRetentionDays: 90 });
    expect(await kept()).toEqual([]);
  });
});

describe('a reply with an answer', () => {
  test('lets the asker alone say that it solved the question', async () => {
    const { ada, bob, store, guildId } = await startAsking();
    const reply = await ada.asks(`@Whence ${KNOWN}?`);
    expect(labels(reply).at(-1)).toBe('Dismiss');
    expect((await bob.clicks('Solved it', reply))!.text).toBe(strings.ONLY_ASKER_SOLVES);
    expect((await ada.clicks('Solved it', reply))!).toMatchObject({
      text: strings.THANKS_SOLVED,
      ephemeral: true,
    });
    expect(await store.learning.votes(guildId)).toEqual([{ answerId: KNOWN_ID, verdict: 'solved', people: 1 }]);
  });

  test('lets everybody say what is wrong with it, once each, and say more in a line', async () => {
    const { ada, bob, store, guildId, kept } = await startAsking();
    const reply = await ada.asks(`@Whence ${KNOWN}?`);
    for (const [member, choice] of [
      [ada, strings.WRONG_CHOICES.outdated],
      [bob, strings.WRONG_CHOICES.unclear],
      [bob, strings.WRONG_CHOICES.incorrect],
    ] as const) {
      const menu = (await member.clicks('Wrong?', reply))!;
      expect(menu).toMatchObject({ text: strings.WHAT_IS_WRONG, ephemeral: true });
      const thanks = (await member.chooses(strings.CHOOSE_WHAT, [choice], menu))!;
      expect(thanks.text).toBe(strings.THANKS_WRONG);
      if (choice !== strings.WRONG_CHOICES.incorrect) continue;
      await member.clicks(strings.SAY_MORE, thanks);
      await member.submits({ [strings.SAY_MORE_FIELD.label]: 'It changed on Monday' });
    }
    expect(await store.learning.votes(guildId)).toEqual([
      { answerId: KNOWN_ID, verdict: 'incorrect', people: 1 },
      { answerId: KNOWN_ID, verdict: 'outdated', people: 1 },
    ]);
    const disputed = await kept();
    expect(disputed.map(({ kind, text }) => [kind, text])).toEqual([
      ['disputed', `${KNOWN}?`],
      ['disputed', `${KNOWN}?`],
    ]);
    expect(disputed.map(({ note }) => note).toSorted()).toEqual(['incorrect: It changed on Monday', 'outdated']);
    await ada.clicks('Solved it', reply);
    expect((await kept()).map(({ note }) => note)).toEqual(['incorrect: It changed on Monday']);
  });

  test('takes a vote, but no line, on a server that keeps no questions', async () => {
    const { ada, kept, store, guildId } = await startAsking({ settings: { questionRetentionDays: 0 } });
    const menu = (await ada.clicks('Wrong?', await ada.asks(`@Whence ${KNOWN}?`)))!;
    const thanks = await ada.chooses(strings.CHOOSE_WHAT, [strings.WRONG_CHOICES.unclear], menu);
    expect(thanks).toMatchObject({ text: strings.THANKS_WRONG, buttons: [] });
    expect(await store.learning.votes(guildId)).toMatchObject([{ verdict: 'unclear', people: 1 }]);
    expect(await kept()).toEqual([]);
  });

  test('takes no votes in direct messages, where nobody would look at them', async () => {
    const { ada } = await startAsking();
    expect(labels(await ada.dm.asks(KNOWN))).not.toContain('Wrong?');
  });

  test('has no more buttons than before, so that it is no longer on a phone', async () => {
    const { ada } = await startAsking();
    expect((await ada.asks(`@Whence ${KNOWN}?`)).buttons.length).toBeLessThanOrEqual(5);
  });
});

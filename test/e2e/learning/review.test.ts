import { readFileSync } from 'node:fs';
import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import type { Member, SeenMessage } from 'discord-playground';
import { clean } from '../../../src/matching/reading/clean.ts';
import type { NewQuestion } from '../../../src/store/LearningStore.ts';
import { labelledQuestions } from '../../answers/learning/labelledQuestions.ts';
import { asShown, CLUELESS, KNOWN, KNOWN_ID, SUGGESTED, titleOf, UNSURE } from '../../support/bot.ts';
import { eventually } from '../../support/eventually.ts';
import { publishes, startModeration } from '../../support/moderation.ts';
import { BACKENDS, inFiles } from '../../support/stores.ts';
import * as strings from '../../../src/discord/learning/strings.ts';
import { BUTTONS, TEACH_MENU } from '../../../src/discord/editing/strings.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a month of members asked, at the end of which a moderator looks. */
function monthOf(questions: readonly { readonly text: string; readonly chose?: string }[], now: number): NewQuestion[] {
  return questions.map(({ text, chose }, index) => ({
    id: String(10n ** 17n + BigInt(index)),
    personId: String(index % 200),
    kind: chose === undefined ? 'unanswered' : 'chosen',
    text,
    note: '',
    answerId: chose ?? null,
    at: now - Math.floor((29 * DAY_MS * (questions.length - index)) / questions.length),
  }));
}

/** The message with a button, however long it takes to come. */
function shownWith(member: Member, label: string): Promise<SeenMessage> {
  return eventually(() => {
    const found = member.sees().find(({ buttons }) => buttons.some((one) => one.label === label));
    if (!found) throw new Error(`There is no button "${label}".`);
    return found;
  });
}

/** More than half of what a dialog holds. */
const longLines = (name: string) => Array.from({ length: 20 }, (_, n) => `${name}${n} `.repeat(20)).join('\n');

/** Questions of members that none of the month's topics has to do with. */
const OUT_OF_MONTH = readFileSync('test/eval/tune.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => (JSON.parse(line) as { text: string }).text)
  .filter((text) => text !== UNSURE)
  .slice(0, 300);

describe('/review', () => {
  test('is worked off after a month of a thousand questions: what it teaches is answered, nothing else changes', async () => {
    const { mo, ada, store, clock, playground, books } = await startModeration();
    const { id } = playground.guild;
    const asked = labelledQuestions('month', 1_000, 11);
    const [chosen] = SUGGESTED;
    const choices = Array.from({ length: 20 }, () => ({ text: UNSURE, chose: chosen }));
    await store.learning.record([{ guildId: id, questions: monthOf([...asked, ...choices], clock.now()) }]);
    const answerTo = async (text: string): Promise<string | undefined> => {
      const { decision, candidates } = (await books.of(id)).ask(text, 'direct');
      return decision === 'answer' ? candidates[0]?.id : undefined;
    };
    const topicOfText = new Map(asked.map(({ text, topic }) => [clean(text).text, topic]));
    const known = (await books.of(id)).offerAnswers('', 100).map(({ label }) => label);
    const others = [...known, ...OUT_OF_MONTH];
    const before = await Promise.all(others.map(answerTo));

    const done = { answered: [] as string[], adopted: 0, later: 0, ever: 0 };
    let shown = await mo.runs('review');
    while (!asShown(shown.text).includes(strings.REVIEW_EMPTY)) {
      const [, first = ''] = /> (.+)/.exec(shown.text.replaceAll('\\', ''))!;
      if (first === UNSURE) {
        await mo.chooses(strings.ADOPT_MENU, [titleOf(chosen)], shown);
        await mo.submits({});
        done.adopted++;
      } else if (done.answered.length < 3) {
        // Alike questions need not ask the same: a moderator takes out those that do not.
        const { fields } = await mo.opensByClicking(strings.REVIEW_BUTTONS.answer, shown);
        const { value, customId } = fields.find((one) => one.customId === 'questions')!;
        const own = value.split('\n').filter((text) => topicOfText.get(text) === topicOfText.get(first));
        await mo.submits({ [customId]: own.join('\n'), Answer: `Ask a moderator. ${done.answered.length}` });
        await mo.clicks('Publish', await shownWith(mo, 'Publish'));
        done.answered.push(first);
      } else {
        const until = done.later > done.ever ? 'ever' : 'later';
        await mo.clicks(strings.REVIEW_BUTTONS[until], shown);
        done[until]++;
      }
      // A group whose answer does not reach all of its questions waits on with the others.
      const { text } = shown;
      shown = await eventually(async () => {
        const next = await mo.runs('review');
        expect(next.text).not.toBe(text);
        return next;
      });
    }
    expect(done).toMatchObject({ adopted: 1, answered: { length: 3 } });
    expect(done.later + done.ever).toBeGreaterThan(20);
    expect(done.later + done.ever).toBeLessThan(80);

    // What it was taught, it answers; of what it says now, at most one in fifty was meant for another question.
    const topicOf = new Map<string | undefined, string>();
    for (const [index, text] of done.answered.entries()) {
      expect((await ada.asks(`@Whence ${text}`)).text).toContain(`Ask a moderator. ${index}`);
      topicOf.set(await answerTo(text), topicOfText.get(text)!);
    }
    expect(topicOf.size).toBe(3);
    const given = await Promise.all(
      asked.map(async ({ text, topic }) => ({ text, topic, answered: topicOf.get(await answerTo(text)) })),
    );
    const answered = given.filter((one) => one.answered !== undefined);
    expect(answered.length).toBeGreaterThan(100);
    const wrong = answered.filter((one) => one.answered !== one.topic);
    expect(wrong.slice(Math.floor(answered.length / 50))).toEqual([]);
    expect(await answerTo(UNSURE)).toBe(chosen);
    expect(await Promise.all(others.map(answerTo))).toEqual(before);
  });

  test('proposes what people chose as a phrasing, which changes the answer only in how it is found', async () => {
    const { mo, ada, books, counted, playground, store } = await startModeration();
    const { id } = playground.guild;
    const [chosen] = SUGGESTED;
    await ada.clicks(titleOf(chosen), await ada.asks(`@Whence ${UNSURE}`));
    await counted();
    const shown = await mo.runs('review');
    expect(shown.text).toContain('1 chose an answer');
    await mo.chooses(strings.ADOPT_MENU, [titleOf(chosen)], shown);
    const done = (await mo.submits({}))!;
    expect(done.text).toContain(`- added: ${UNSURE}`);
    expect(done.text).toContain(`The phrasings of **${titleOf(chosen)}** are saved.`);
    const reply = await ada.asks(`@Whence ${UNSURE}`);
    expect(reply.text).toContain(titleOf(chosen));
    expect(reply.text).toContain((await books.of(undefined)).answer(chosen)!.short.slice(0, 30));
    expect((await store.history(id, chosen)).length).toBe(0);
    expect(asShown((await mo.runs('review')).text)).toContain(strings.REVIEW_EMPTY);

    await mo.clicks('Undo', done);
    expect((await mo.runs('review')).text).toContain('1 chose an answer');
  });

  test.each(['ever', 'later'] as const)('brings a group back that was put aside by mistake: %s', async (until) => {
    const { mo, store, clock, playground } = await startModeration();
    const texts = ['where do I buy a lamp', 'Where do i buy a lamp?', 'who repairs bicycles'];
    await store.learning.record([
      {
        guildId: playground.guild.id,
        questions: monthOf(
          texts.map((text) => ({ text })),
          clock.now(),
        ),
      },
    ]);
    const shown = await mo.runs('review');
    const next = (await mo.clicks(strings.REVIEW_BUTTONS[until], shown))!;
    expect(asShown(next.text)).toContain(asShown(strings.PUT_ASIDE[until]('Where do i buy a lamp?', 1)));
    expect(next.text).toContain('who repairs bicycles');
    const again = (await mo.clicks(BUTTONS.undo, next))!;
    expect(asShown(again.text)).toMatch(/1 of 2[^]*Where do i buy a lamp\?/);
    expect(again.text).not.toContain('Put aside');

    // Also the last one.
    const last = (await mo.clicks(strings.REVIEW_BUTTONS[until], again))!;
    const nothing = (await mo.clicks(strings.REVIEW_BUTTONS[until], last))!;
    expect(asShown(nothing.text)).toContain(strings.REVIEW_EMPTY);
    expect(asShown((await mo.clicks(BUTTONS.undo, nothing))!.text)).toMatch(/1 of 1[^]*who repairs bicycles/);
  });

  test('names the answer that was marked as wrong, shows it, and keeps the question from it', async () => {
    const { mo, ada, books, playground, clock } = await startModeration();
    const question = 'is rlhf a kind of human, and what for';
    const reply = await ada.asks(`@Whence ${question}`);
    const [answerId] = (await books.of(playground.guild.id)).ask(question, 'direct').answerIds;
    const wrong = strings.WRONG_CHOICES.other;
    await ada.chooses(strings.CHOOSE_WHAT, [wrong], (await ada.clicks('Wrong?', reply))!);
    const shown = await mo.runs('review');
    expect(shown.text).toContain(`**${titleOf(answerId!)}**`);
    expect(shown.text).toContain(`- ${wrong}`);
    const card = (await mo.clicks(strings.REVIEW_BUTTONS.showWrong, shown))!;
    expect(card.text).toContain(titleOf(answerId!));
    expect(card.id).not.toBe(shown.id);
    const { fields } = await mo.opensByClicking(strings.REVIEW_BUTTONS.counter, shown);
    expect(fields.map(({ value }) => value)).toEqual(['', question]);
    clock.advance(1_000);
    await mo.submits({});
    expect((await books.of(playground.guild.id)).ask(question, 'direct').answerIds).not.toContain(answerId);
    expect(asShown((await mo.runs('review')).text)).toContain(strings.REVIEW_EMPTY);
  });

  test('goes on to the group that comes next, also after somebody else has worked one off', async () => {
    const { mo, max, store, clock, playground } = await startModeration();
    const asked = ['where is the old forum', 'who bakes the cake', 'may dogs come along'].map((text) => ({ text }));
    await store.learning.record([{ guildId: playground.guild.id, questions: monthOf(asked, clock.now()) }]);
    const shown = await mo.runs('review');
    const [, first, second] = [asked[2], asked[1], asked[0]].map((one) => one!.text);
    expect(shown.text).toContain(asked[2]!.text);
    await max.clicks(strings.REVIEW_BUTTONS.ever, await max.runs('review'));
    expect((await mo.clicks(strings.REVIEW_BUTTONS.next, shown))!.text).toContain(first);
    expect((await mo.clicks(strings.REVIEW_BUTTONS.next, shown))!.text).toContain(second);
    await mo.opensByClicking(strings.REVIEW_BUTTONS.answer, shown);
    await mo.submits({ Answer: 'Behind the shed.' });
    // The preview is a message of its own: the moderator goes on from the group.
    expect(mo.sees().find(({ id }) => id === shown.id)?.text).toContain(second);
  });

  test('proposes the wording that is a question as the title of a new answer', async () => {
    const { mo, store, clock, playground } = await startModeration();
    const asked = [{ text: 'how do i get the tester role?' }, { text: 'testr role get' }, { text: 'get tester role' }];
    await store.learning.record([{ guildId: playground.guild.id, questions: monthOf(asked, clock.now()) }]);
    const { fields } = await mo.opensByClicking(strings.REVIEW_BUTTONS.answer, await mo.runs('review'));
    expect(fields[0]?.value).toBe('How do i get the tester role?');
  });

  test('is for editors alone, also its buttons', async () => {
    const { mo, ada, store, clock, playground } = await startModeration();
    const asked = [{ text: 'where is the old forum' }, { text: 'who bakes the cake' }];
    await store.learning.record([{ guildId: playground.guild.id, questions: monthOf(asked, clock.now()) }]);
    expect((await ada.runs('review')).text).toMatch(/^Only members/);
    expect((await mo.runs('review')).text).toContain('1 of 2');
  });

  test('has what members propose, where the server wants that', async () => {
    const { mo, ada } = await startModeration();
    const proposal = { question: CLUELESS, answer: 'With flour, water and **time**.' };
    expect(asShown((await ada.runs('propose', proposal)).text)).toBe(strings.NO_PROPOSALS);
    expect(asShown((await mo.runs('review', { proposals: true })).text)).toBe(strings.PROPOSALS_ON);
    expect((await ada.runs('propose', proposal)).text).toBe(strings.PROPOSED);
    const shown = await mo.runs('review');
    expect(shown.text).toContain('1 proposed an answer');
    await mo.clicks(strings.REVIEW_BUTTONS.answer, shown);
    await mo.submits({});
    await mo.clicks('Publish', await shownWith(mo, 'Publish'));
    await shownWith(mo, 'Undo');
    expect((await ada.asks(`@Whence ${CLUELESS}`)).text).toContain('With flour, water and');
  });
});

describe('/answer why', () => {
  test('adds the question as a phrasing of an answer, which keeps its date', async () => {
    const { mo, ada } = await startModeration();
    const odd = 'base model chatgpt whatsit thingamajig';
    const why = await mo.runs('answer why', { question: odd });
    await mo.chooses(TEACH_MENU, [titleOf(KNOWN_ID)], why);
    const done = (await mo.submits({}))!;
    expect(done.text).toContain(`- added: ${odd}`);
    const reply = await ada.asks(`@Whence ${odd}`);
    expect(reply.text).toContain(titleOf(KNOWN_ID));
    expect(reply.text).not.toContain('1 Dec 2026');
  });
});

describe('/answer phrasings', () => {
  test('takes counter-examples, and refuses what belongs to another answer', async () => {
    const { mo } = await startModeration();
    const [one, other] = SUGGESTED;
    await mo.opens('answer phrasings', { answer: one });
    const refused = (await mo.submits({ [strings.TEACH_FORM.questions.label]: titleOf(other) }))!;
    expect(refused.text).toContain(titleOf(other));
    await mo.opens('answer phrasings', { answer: one });
    const done = (await mo.submits({ [strings.TEACH_FORM.notThis.label]: 'rlhf merch shop opening hours' }))!;
    expect(done.text).toContain('- added: rlhf merch shop opening hours');
  });

  test('what was refused is there again behind Edit, with what somebody else has saved meanwhile', async () => {
    const { mo, max } = await startModeration();
    const [one, other] = SUGGESTED;
    const { questions, notThis } = strings.TEACH_FORM;
    await mo.opens('answer phrasings', { answer: one });
    const typed = `${titleOf(other)}\nzephyr quokka lantern`;
    const refused = (await mo.submits({ [questions.label]: typed, [notThis.label]: 'quokka shop opening hours' }))!;
    await mo.clicks(BUTTONS.edit, refused);
    expect(mo.modal!.fields.map(({ value }) => value)).toEqual([typed, 'quokka shop opening hours']);
    await max.opens('answer phrasings', { answer: one });
    await max.submits({ [questions.label]: 'marmot violin' });
    await mo.clicks(BUTTONS.edit, refused);
    expect(mo.modal!.fields[0]!.value).toBe(`marmot violin\n${typed}`);
    const done = (await mo.submits({ [questions.label]: 'marmot violin\nzephyr quokka lantern' }))!;
    expect(done.text).toContain('- added: zephyr quokka lantern');
  });

  test('that does not fit beside what somebody else has saved stays in its file', async () => {
    const { mo, max } = await startModeration();
    const [one, other] = SUGGESTED;
    const { questions } = strings.TEACH_FORM;
    await mo.opens('answer phrasings', { answer: one });
    const typed = `${titleOf(other)}\n${longLines('zephyr')}`;
    const refused = (await mo.submits({ [questions.label]: typed }))!;
    await max.opens('answer phrasings', { answer: one });
    expect((await max.submits({ [questions.label]: longLines('marmot') }))!.text).toContain('- added: marmot');
    const said = await mo.clicks(BUTTONS.edit, refused);
    expect(asShown(said!.text)).toBe(strings.tooLongTogether(titleOf(one)));
    expect(
      mo
        .sees()
        .find(({ id }) => id === refused.id)!
        .attachments.map(({ name }) => name),
    ).toEqual(['phrasings.txt']);
  });
});

describe('/stats', () => {
  test('says how much was asked, what solved it and what is missing, to editors', async () => {
    const { mo, ada } = await startModeration();
    await ada.clicks('Solved it', await ada.asks(`@Whence ${KNOWN}?`));
    await ada.asks(`@Whence ${CLUELESS}`);
    await ada.asks(`@Whence ${UNSURE}`);
    const { text, ephemeral } = await mo.runs('stats');
    expect(ephemeral).toBe(true);
    expect(text).toContain('3 questions: 1 answered, 1 offered a choice (0 took it), 1 without an answer.');
    expect(text).toContain(`- ${titleOf(KNOWN_ID)} (1 person)`);
    expect(text).toContain(`- ${CLUELESS} (1 person)`);
    expect(text).toMatch(/- \d+ \w+ 2026: 1 · 1 · 1/);
    // The picture joins it, described in words.
    const drawn = await eventually(() => {
      const found = mo.sees().find(({ attachments }) => attachments.length > 0);
      expect(found?.text).toBe(text);
      return found!;
    });
    const [description] = drawn.components.flatMap((part) =>
      part.type === ComponentType.MediaGallery ? part.items.map((item) => item.description) : [],
    );
    expect(description).toContain('3 questions, 1 of them answered, 1 offered a choice and 1 without an answer.');
    expect((await ada.runs('stats')).text).toMatch(/^Only members/);
  });
});

describe.each(BACKENDS)('/privacy on $name', (backend) => {
  test('shows what is stored of a person, and deletes it from the files, also what is not written yet', async () => {
    const databaseUrl = await backend.freshUrl();
    const { ada, mo, ed, store, playground, counted } = await startModeration({
      databaseUrl,
      settings: { proposals: true },
    });
    const secrets = ['adas first secret', 'adas second secret', 'adas proposal', 'adas line', 'adas disputed secret'];
    await ada.asks(`@Whence ${secrets[0]}`);
    await mo.asks(`@Whence ${CLUELESS}`);
    await ada.runs('propose', { question: secrets[2]!, answer: 'adas proposal' });
    const disputed = await ada.asks(`@Whence ${KNOWN}? adas disputed secret`);
    for (const member of [ada, mo]) {
      const menu = (await member.clicks('Wrong?', disputed))!;
      await member.clicks(
        strings.SAY_MORE,
        (await member.chooses(strings.CHOOSE_WHAT, [strings.WRONG_CHOICES.unclear], menu))!,
      );
      await member.submits({ [strings.SAY_MORE_FIELD.label]: member === ada ? 'adas line' : 'it is vague' });
    }
    await mo.runs('ask', { question: KNOWN, for: ada.user });
    await publishes(ed);
    await counted();
    const shown = await ada.runs('privacy');
    expect(shown).toMatchObject({ ephemeral: true });
    expect(shown.text).toContain(`> ${secrets[0]}`);
    expect(shown.text).toContain(`(${strings.WRONG_CHOICES.unclear}: adas line)`);
    expect(shown.text).not.toContain('it is vague');
    expect(shown.text).toContain('- 3 replies of the last day');
    await ada.asks(`@Whence ${secrets[1]}`);
    const kept = await store.learning.questions(playground.guild.id);
    const hash = kept.find(({ text }) => text === secrets[0])!.person;
    expect(await inFiles(backend, databaseUrl, [ada.user.id, hash])).toEqual([ada.user.id, hash]);

    expect((await ada.clicks(strings.PRIVACY_DELETE, shown))!.text).toBe(strings.PRIVACY_DELETED);
    await counted();
    expect(await inFiles(backend, databaseUrl, [...secrets, ada.user.id, hash, CLUELESS])).toEqual([CLUELESS]);
    expect((await ada.runs('privacy')).text).toContain(strings.PRIVACY_NOTHING);
    // What others wrote stays, and an editor's answer does without their name.
    await ed.clicks(strings.PRIVACY_DELETE, await ed.runs('privacy'));
    expect(await inFiles(backend, databaseUrl, [ed.user.id, 'Be kind'])).toEqual(['Be kind']);
  });
});

import { checkInteractionResponse, checkMessage } from 'discord-playground';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIST_KINDS, type ListedAnswer } from '../../src/answers/editing/AnswerQueries.ts';
import type { Difference, Part } from '../../src/answers/editing/difference.ts';
import { LIMITS } from '../../src/answers/editing/rules.ts';
import { serverAnswer } from '../../src/answers/servers/serverAnswer.ts';
import { cardMessage, historyMessage, listMessage, versionMessage } from '../../src/discord/editing/answerMessages.ts';
import { answerModal } from '../../src/discord/editing/draftMessages.ts';
import { logEntry } from '../../src/discord/editing/changeLog.ts';
import { proposalMessage, tooLateMessage } from '../../src/discord/editing/draftMessages.ts';
import type { PreviewContext } from '../../src/discord/editing/EditorSession.ts';
import { whyMessage } from '../../src/discord/editing/whyMessage.ts';
import type { MessageBody } from '../../src/discord/components.ts';
import type { Explanation } from '../../src/matching/explain.ts';
import { replyWithAnswer } from '../../src/replies/replyTo.ts';
import { UserError } from '../../src/shared/UserError.ts';
import type { AnswerContent, AnswerVersion } from '../../src/store/Store.ts';

// Whatever moderators write, Discord takes what they are shown of it: no more text, components and letters than it allows.

const GUILD = '80351110224678912';
const EDITOR = '80351110224678913';

const session: PreviewContext = {
  person: { guildId: GUILD, id: EDITOR, name: 'mo' },
  replyWith: (answer, whole) => Promise.resolve(replyWithAnswer(answer, { today: '2026-11-22', whole })),
};

/** Text up to a length, of letters that make it longer once it is escaped too. */
const text = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: Math.min(maxLength, 100) }),
    fc.constant('*'.repeat(maxLength)),
    fc.constant('a~~**_<@1> '.repeat(maxLength).slice(0, maxLength)),
  );
const someText = (maxLength: number) => text(maxLength - 1).map((it) => `x${it}`);

const answerId = fc.stringMatching(/^[a-z]{1,20}(-[a-z]{1,10}){0,3}$/);
const draftId = fc.stringMatching(/^[0-9a-f]{16}$/);
const content: fc.Arbitrary<AnswerContent> = fc.record({
  title: someText(LIMITS.title),
  questions: fc.array(someText(LIMITS.question), { maxLength: 10 }),
  body: someText(2_400),
  sources: fc.array(
    fc.stringMatching(/^[a-z]{1,100}$/).map((it) => `https://example.com/${it}`),
    { maxLength: LIMITS.sources },
  ),
});
const version: fc.Arbitrary<AnswerVersion> = fc.record({
  guildId: fc.constant(GUILD),
  answerId,
  version: fc.integer({ min: 1, max: 99_999 }),
  kind: fc.constantFrom('add', 'edit', 'remove', 'restore', 'import'),
  content: fc.option(content),
  editorId: fc.constant(EDITOR),
  editorName: someText(32),
  at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
});
const part: fc.Arbitrary<Part> = fc.record({
  kind: fc.constantFrom('same', 'added', 'removed'),
  text: someText(1_000),
});
const difference: fc.Arbitrary<Difference> = fc.record(
  { title: fc.array(part, { maxLength: 4 }), body: fc.array(part, { maxLength: 12 }), sources: fc.array(part) },
  { requiredKeys: [] },
);
const listed: fc.Arbitrary<ListedAnswer> = fc.record(
  {
    answerId,
    title: someText(LIMITS.title),
    status: fc.constantFrom('own', 'replaced', 'curated', 'hidden', 'removed'),
    latest: version,
    uses: fc.nat(),
    lastUsedAt: fc.constant(1_795_305_600_000),
    reviewBy: fc.constant('2026-11-21'),
    isStale: fc.boolean(),
  },
  { requiredKeys: ['answerId', 'title', 'status', 'uses', 'isStale'] },
);

const faultsOf = ({ flags, components }: MessageBody): readonly unknown[] =>
  checkMessage({ flags, components, allowed_mentions: { parse: [], replied_user: false } }, 'create');

test('lists', () => {
  const unique = fc.uniqueArray(listed, { selector: (one) => one.answerId, maxLength: 30 });
  fc.assert(
    fc.property(unique, fc.nat(5), fc.constantFrom(...LIST_KINDS), text(50), (all, page, kind, words) => {
      expect(faultsOf(listMessage(all, { page, kind, text: words.replaceAll('\n', ' ') }))).toEqual([]);
    }),
  );
});

test('histories', () => {
  const entries = fc.array(fc.record({ version, difference }), { maxLength: 12 });
  fc.assert(
    fc.property(entries, answerId, someText(LIMITS.title), fc.nat(5), (all, id, title, page) => {
      const numbered = all.map((entry, index) => ({
        ...entry,
        version: { ...entry.version, version: all.length - index },
      }));
      const choices = numbered.map((entry) => ({ version: entry.version.version, label: 'x'.repeat(150) }));
      expect(faultsOf(historyMessage({ answerId: id, title }, numbered, choices, page))).toEqual([]);
    }),
  );
});

test('entries of the log, and what somebody hears who was too late', () => {
  fc.assert(
    fc.property(version, difference, difference, draftId, content, (latest, theirs, ours, id, fields) => {
      expect(faultsOf(logEntry({ kind: 'written', version: latest, title: fields.title, difference: theirs }))).toEqual(
        [],
      );
      expect(faultsOf(tooLateMessage({ kind: 'too-late', draftId: id, latest, theirs, ours }, session.person))).toEqual(
        [],
      );
    }),
  );
});

test('previews, cards and versions, the beginning and the whole of an answer', async () => {
  const warnings = fc.array(someText(1_200), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(answerId, content, warnings, draftId, listed, async (id, written, warned, draft, facts) => {
      const answer = serverAnswer({ answerId: id, checked: '2026-11-22' }, written);
      for (const extent of ['begin', 'whole'] as const) {
        const proposal = { kind: 'accepted', draftId: draft, answer, warnings: warned } as const;
        expect(faultsOf(await proposalMessage(session, proposal, extent))).toEqual([]);
        expect(faultsOf(await cardMessage(session, { ...facts, answer }, extent))).toEqual([]);
      }
      const { latest } = facts;
      const shown = { answerId: id, ...(latest && { version: latest }), answer };
      expect(faultsOf(await versionMessage(session, shown))).toEqual([]);
    }),
  );
});

test('refusals', async () => {
  const refusals = fc.array(
    someText(700).map((message) => new UserError('bad', message)),
    { minLength: 1, maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(refusals, draftId, async (all, id) => {
      expect(faultsOf(await proposalMessage(session, { kind: 'refused', draftId: id, refusals: all }))).toEqual([]);
    }),
  );
});

test('reasons', () => {
  const word = someText(200);
  const contribution = fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 2 }),
    without: fc.float(),
    share: fc.constant(0.5),
  });
  fc.assert(
    fc.property(
      word,
      fc.array(contribution, { maxLength: 40 }),
      fc.array(word, { maxLength: 10 }),
      fc.array(word, { minLength: 1, maxLength: 5 }),
      (asked, words, models, parts) => {
        const gates = ['asks', 'suggest', 'answer', 'lead'].map((name) => {
          return { name, isPassed: false, measured: 0.9, least: 0.3 };
        });
        const candidates = ['a', 'b', 'c'].map((id) => ({ id: id.repeat(60), confidence: 0.9 }));
        const explanation = {
          question: asked,
          repaired: models.map((it) => ({ typed: it, read: it })),
          models,
          candidates,
          decision: 'answer',
          parts: parts.map((it) => ({ question: it, candidates, words, pairs: [], gates })),
        } as unknown as Explanation;
        const shown = candidates.map(({ id, confidence }) => ({
          answerId: id,
          title: asked,
          status: 'own' as const,
          confidence,
        }));
        expect(faultsOf(whyMessage(asked, { direct: explanation, passive: explanation, candidates: shown }))).toEqual(
          [],
        );
      },
    ),
  );
});

test('dialogs, with all that somebody typed before', () => {
  const long = fc.oneof(text(50), text(5_000), fc.constant('😀'.repeat(4_100)));
  const fields = fc.record({ title: long, questions: long, body: long, sources: long, reviewBy: long });
  const target = fc.record({ answerId: fc.option(answerId, { nil: undefined }), expectedVersion: fc.nat(999_999) });
  fc.assert(
    fc.property(
      target,
      fields,
      fc.option(draftId, { nil: undefined }),
      ({ answerId: id, expectedVersion }, filled, draft) => {
        const form = { target: { expectedVersion, ...(id !== undefined && { answerId: id }) }, fields: filled };
        const { modal } = answerModal(form, draft);
        expect(checkInteractionResponse({ type: 9, data: modal }, 2)).toEqual([]);
      },
    ),
  );
});

test('a dialog for the longest id that there can be keeps its draft', () => {
  const id = 'a'.repeat(LIMITS.id);
  const form = {
    target: { answerId: id, expectedVersion: 12_345 },
    fields: asFields({ title: 'x', questions: [], body: 'y', sources: [] }),
  };
  expect(answerModal(form, '0123456789abcdef').modal.custom_id).toBe(`w1:write:12345:0123456789abcdef:${id}`);
});

function asFields({ title, questions, body, sources }: AnswerContent) {
  return { title, questions: questions.join('\n'), body, sources: sources.join('\n'), reviewBy: '' };
}

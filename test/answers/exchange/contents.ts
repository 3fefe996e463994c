import * as fc from 'fast-check';
import type { Answer } from '../../../src/knowledge/Answer.ts';
import { serverAnswer, serverAnswers, type ServerState } from '../../../src/answers/servers/serverAnswer.ts';
import { runToEnd } from '../../../src/shared/concurrency.ts';
import type { AnswerContent, AnswerVersion } from '../../../src/store/Store.ts';
import { UserError } from '../../../src/shared/UserError.ts';
import { acceptContent } from '../../../src/answers/editing/form.ts';
import { codePoint } from '../../support/codePoint.ts';

export const RULES: AnswerContent = {
  title: 'What are the rules?',
  questions: ['what are the rules', 'am i allowed to post links'],
  body: 'Be kind.\n\n- No spam.',
  sources: ['https://example.org/rules'],
  reviewBy: '2027-01-31',
};

export const EVENTS: AnswerContent = {
  title: 'When are events?',
  questions: ['next event'],
  body: 'On Fridays.',
  sources: [],
};

/** What means something to JSON, CSV, YAML, Markdown, a spreadsheet or us, so that chance comes upon what matters. */
const piece = fc.oneof(
  fc.constantFrom(
    '---',
    '---\nid: x',
    '---\ntitle: x\n---',
    '\n',
    '\n\n',
    '\t',
    '  ',
    '"',
    '""',
    "'",
    '`',
    '```',
    '\\',
  ),
  fc.constantFrom(',', ';', ': ', '- ', '? ', '# ', '|', '>', '{{', '{', '[', '*a', '&a ', '!t ', '<<: ', '%YAML', '@'),
  fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '\t=',
    '＝',
    "'=",
    'null',
    'true',
    '2027',
    '1e9',
    '~',
    '.nan',
    '0x1',
    '__proto__',
  ),
  fc.constantFrom('\uFEFF', '\u00A0', '\u2028', '\u200F', 'é', '日本', '😀', '👩‍👩‍👧', 'who asks', 'id:', 'body'),
  fc.string({ unit: codePoint, maxLength: 6 }),
);

const text = fc
  .array(piece, { maxLength: 12 })
  // Files are text: they have one kind of line end, no NUL and no half characters.
  .map((pieces) =>
    pieces
      .join('')
      .replaceAll(/[\r\0]/g, ' ')
      .toWellFormed(),
  );

const line = text
  .map((written) => written.replaceAll(/[\n\u2028\u2029]/g, ' '))
  .filter((written) => /\S/.test(written));

/** Anything that has the form of an answer, whatever the rules of editing would say. */
export const content: fc.Arbitrary<AnswerContent> = fc.record(
  {
    title: line,
    questions: fc.array(line, { maxLength: 4 }),
    body: text,
    sources: fc.array(line, { maxLength: 2 }),
    reviewBy: fc.constantFrom('2027-01-31', '2028-02-29'),
  },
  { requiredKeys: ['title', 'questions', 'body', 'sources'] },
);

/** An answer that keeps the rules of editing. */
const acceptable: fc.Arbitrary<AnswerContent> = content
  .map((each) =>
    acceptContent({
      ...each,
      title: `a ${each.title}`.slice(0, 90),
      questions: each.questions.map((question) => `q ${question}`),
      body: `b ${each.body}`,
      sources: each.sources.length > 0 ? ['https://example.org/rules'] : [],
    }),
  )
  .filter((each): each is AnswerContent => !(each instanceof UserError));

const id = fc.stringMatching(/^[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}$/);

interface NumberedAnswer {
  readonly id: string;
  readonly version: number;
  readonly content: AnswerContent;
}

export const answers: fc.Arbitrary<NumberedAnswer[]> = fc.uniqueArray(
  fc.record({ id, version: fc.integer({ min: 1, max: 1e6 }), content: acceptable }),
  { selector: (answer) => answer.id, maxLength: 4 },
);

/** The latest version of an answer, as a store tells it. */
export function version(
  answerId: string,
  content_: AnswerContent | null,
  number = 1,
  kind: AnswerVersion['kind'] = content_ ? 'add' : 'remove',
): AnswerVersion {
  return { guildId: '1', answerId, version: number, kind, content: content_, editorId: '11', editorName: 'Ada', at: 0 };
}

/** The state of a server with these latest versions. */
export function stateOf(
  versions: readonly AnswerVersion[],
  curated: ReadonlyMap<string, Answer> = new Map(),
): ServerState {
  return { ...runToEnd(serverAnswers(versions, curated)), revision: 0, curated };
}

/** A curated answer with this title and these phrasings. */
export function curatedAnswer(
  answerId: string,
  { title, questions }: Pick<AnswerContent, 'title' | 'questions'>,
): Answer {
  return serverAnswer({ answerId, checked: '2026-11-22' }, { title, questions, body: 'x', sources: [] });
}

import { time, TimestampStyles } from 'discord.js';
import { EMPTY_FIELDS } from '../../answers/editing/form.ts';
import { LIMITS } from '../../answers/editing/rules.ts';
import type { ReviewGroup } from '../../answers/learning/Review.ts';
import { capitalized, clipped } from '../../shared/text.ts';
import { type KeptQuestion, QUESTION_KINDS, readNote } from '../../store/LearningStore.ts';
import { button, escapeMarkdown, menu, message, type MessageBody, row, text } from '../components.ts';
import { CARD, REVIEW, REVIEW_ADOPT, REVIEW_ANSWER, REVIEW_COUNTER, REVIEW_HIDE, REVIEW_UNHIDE } from '../customIds.ts';
import { answerModal } from '../editing/draftMessages.ts';
import { BUTTONS } from '../editing/strings.ts';
import * as strings from './strings.ts';

const MAX_EXAMPLES = 3;
const MAX_NOTES = 5;
const MAX_LINE = 200;

interface PutAside {
  readonly group: ReviewGroup;
  readonly until: 'later' | 'ever';
}

/** @param page - From 0. Beyond the last one, the last is shown. */
export function reviewMessage(groups: readonly ReviewGroup[], page: number, putAside?: PutAside): MessageBody {
  const index = Math.max(0, Math.min(page, groups.length - 1));
  const group = groups[index];
  const before = putAside ? withUndo(putAside) : [];
  if (!group) return message(...before, text(`### ${strings.REVIEW_TITLE}`, strings.REVIEW_EMPTY));
  const { id, texts, questions, disputed, followedBy } = group;
  const when = time(Math.floor(group.lastAt / 1_000), TimestampStyles.RelativeTime);
  const kinds = QUESTION_KINDS.map((kind) => [kind, questions.filter((one) => one.kind === kind).length] as const);
  const notes = questions.flatMap((one) => noteOf(one) || []).slice(0, MAX_NOTES);
  const state = { questionId: id };
  const [wrong] = disputed;
  const { answer, ever, later, previous, next, showWrong, counter } = strings.REVIEW_BUTTONS;
  return message(
    ...before,
    text(`### ${strings.REVIEW_TITLE}`, `-# ${strings.position(index, groups.length, group.people, when)}`),
    text(
      ...texts.slice(0, MAX_EXAMPLES).map((one) => `> ${line(one)}`),
      texts.length > MAX_EXAMPLES && strings.moreWordings(texts.length - MAX_EXAMPLES),
    ),
    text(
      strings.howItWent(kinds.filter(([, count]) => count > 0)),
      ...disputed.map(({ title, people }) => strings.markedWrong(line(title), people)),
      ...notes.map((note) => `- ${line(note)}`),
    ),
    text(`-# ${strings.putsAside(questions.length)}`, followedBy > 0 && `-# ${strings.mayAskTheSame(followedBy)}`),
    menu(
      strings.ADOPT_MENU,
      REVIEW_ADOPT.write(state),
      group.nearest.map(({ answerId, title, people }) => ({
        value: answerId,
        label: title,
        description: people > 0 ? strings.chosenBy(people) : answerId,
      })),
    ),
    row(
      button(answer, REVIEW_ANSWER, state),
      button(ever, REVIEW_HIDE, { until: 'ever', page: index, ...state }),
      button(later, REVIEW_HIDE, { until: 'later', page: index, ...state }),
      index > 0 && button(previous, REVIEW, { page: index - 1 }),
      index < groups.length - 1 && button(next, REVIEW, { page: index, after: id }),
    ),
    row(
      wrong && button(showWrong, CARD, { extent: 'begin', answerId: wrong.answerId }),
      wrong && isNotAsked(group) && button(counter, REVIEW_COUNTER, state),
    ),
  );
}

const withUndo = ({ group: { id, texts, questions }, until }: PutAside) => [
  text(strings.PUT_ASIDE[until](line(texts[0] ?? ''), questions.length - 1)),
  row(button(BUTTONS.undo, REVIEW_UNHIDE, { questionId: id })),
];

/** What the person said: in words what is wrong with an answer, or their proposal. Empty for nothing. */
export function noteOf({ kind, note }: Pick<KeptQuestion, 'kind' | 'note'>): string {
  if (kind !== 'disputed' || note === '') return note;
  const { verdict, line: more } = readNote(note);
  const wrong = verdict === 'solved' ? '' : strings.WRONG_CHOICES[verdict];
  return more === '' ? wrong : `${wrong}: ${more}`;
}

const isNotAsked = ({ questions }: ReviewGroup): boolean =>
  questions.some(({ kind, note }) => kind === 'disputed' && readNote(note).verdict === 'other');

const line = (plain: string): string => clipped(escapeMarkdown(plain.replace(/\s+/g, ' ')), MAX_LINE);

const MAX_PHRASINGS = 20;

export function answerToGroup({ texts, questions }: ReviewGroup) {
  const proposal = questions.find(({ kind }) => kind === 'proposed');
  const first = proposal?.text ?? texts[0] ?? '';
  return answerModal({
    target: { expectedVersion: 0 },
    fields: {
      ...EMPTY_FIELDS,
      title: clipped(capitalized(first), LIMITS.title),
      questions: texts
        .filter((one) => one !== first)
        .slice(0, MAX_PHRASINGS)
        .join('\n'),
      body: proposal?.note ?? '',
    },
  });
}

import { time, TimestampStyles } from 'discord.js';
import { EMPTY_FIELDS } from '../../answers/editing/form.ts';
import { LIMITS } from '../../answers/editing/rules.ts';
import type { ReviewGroup } from '../../answers/learning/Review.ts';
import { clipped } from '../../shared/text.ts';
import { QUESTION_KINDS } from '../../store/LearningStore.ts';
import {
  button,
  escapeMarkdown,
  menu,
  message,
  type MessageBody,
  type ModalResponse,
  row,
  text,
} from '../components.ts';
import { REVIEW, REVIEW_ADOPT, REVIEW_ANSWER, REVIEW_HIDE } from '../customIds.ts';
import { answerModal } from '../editing/draftMessages.ts';
import * as strings from './strings.ts';

const MAX_EXAMPLES = 3;
const MAX_NOTES = 5;
const MAX_LINE = 200;

/** One group of questions, and what can be done about it. @param page - From 0. Beyond the last one, the last is shown. */
export function reviewMessage(groups: readonly ReviewGroup[], page: number): MessageBody {
  const index = Math.max(0, Math.min(page, groups.length - 1));
  const group = groups[index];
  if (!group) return message(text(`### ${strings.REVIEW_TITLE}`, strings.REVIEW_EMPTY));
  const when = time(Math.floor(group.lastAt / 1_000), TimestampStyles.RelativeTime);
  const kinds = QUESTION_KINDS.map(
    (kind) => [kind, group.questions.filter((one) => one.kind === kind).length] as const,
  );
  const notes = group.questions.flatMap(({ note }) => (note === '' ? [] : [note])).slice(0, MAX_NOTES);
  const state = { questionId: group.id };
  const { answer, ever, later, previous, next } = strings.REVIEW_BUTTONS;
  return message(
    text(`### ${strings.REVIEW_TITLE}`, `-# ${strings.position(index, groups.length, group.people, when)}`),
    text(
      ...group.texts.slice(0, MAX_EXAMPLES).map((one) => `> ${line(one)}`),
      group.texts.length > MAX_EXAMPLES && strings.moreWordings(group.texts.length - MAX_EXAMPLES),
    ),
    text(strings.howItWent(kinds.filter(([, count]) => count > 0)), ...notes.map((note) => `- ${line(note)}`)),
    text(
      `-# ${strings.putsAside(group.questions.length)}`,
      group.followedBy > 0 && `-# ${strings.mayAskTheSame(group.followedBy)}`,
    ),
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
      index < groups.length - 1 && button(next, REVIEW, { page: index + 1 }),
    ),
  );
}

const line = (plain: string): string => clipped(escapeMarkdown(plain.replace(/\s+/g, ' ')), MAX_LINE);

/** How many wordings of a group are filled in as phrasings. */
const MAX_PHRASINGS = 20;

/** The dialog for a new answer to a group, filled in with what people asked and proposed. */
export function answerToGroup({ texts, questions }: ReviewGroup): ModalResponse {
  const [first = ''] = texts;
  const proposal = questions.find(({ kind }) => kind === 'proposed');
  return answerModal({
    target: { expectedVersion: 0 },
    fields: {
      ...EMPTY_FIELDS,
      title: clipped(first, LIMITS.title),
      questions: texts.slice(1, MAX_PHRASINGS).join('\n'),
      body: proposal?.note ?? '',
    },
  });
}

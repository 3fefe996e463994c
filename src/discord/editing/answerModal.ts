import type { ModalSubmitInteraction } from 'discord.js';
import type { AnswerFields, AnswerForm, Target } from '../../answers/editing/form.ts';
import { LIMITS } from '../../answers/editing/rules.ts';
import { dialog, type Field, type ModalResponse, typedInto } from '../components.ts';
import { WRITE, type Writing } from '../customIds.ts';
import { editAnswer, FORM, NEW_ANSWER } from '../strings.ts';

/** In the order of the dialog. */
const FIELDS: Readonly<Record<keyof AnswerFields, Field>> = {
  title: { ...FORM.title, maxLength: LIMITS.title, isRequired: true },
  questions: { ...FORM.questions, maxLength: LIMITS.allQuestions, isLong: true },
  body: { ...FORM.body, maxLength: LIMITS.reply, isLong: true, isRequired: true },
  sources: { ...FORM.sources, maxLength: LIMITS.allSources, isLong: true },
  reviewBy: { ...FORM.reviewBy, maxLength: 'YYYY-MM-DD'.length },
};

/** @param draftId - The draft that submitting the modal replaces. */
export function answerModal({ target, fields }: AnswerForm, draftId?: string): ModalResponse {
  // If the ids of answer and draft don't fit together, only the answer's is written. Submitting then makes another draft.
  const customId = WRITE.write({ ...target, draftId }) ?? WRITE.write(target);
  const title = target.answerId === undefined ? NEW_ANSWER : editAnswer(target.answerId);
  return dialog(customId, title, FIELDS, fields);
}

/** What was typed into the modal. */
export const fieldsOf = (interaction: ModalSubmitInteraction): AnswerFields => typedInto(FIELDS, interaction);

export function targetOf({ answerId, expectedVersion }: Writing): Target {
  return { ...(answerId !== undefined && { answerId }), expectedVersion };
}

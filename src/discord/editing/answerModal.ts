import {
  type APILabelComponent,
  type APITextInputComponent,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { AnswerFields, AnswerForm, Target } from '../../answers/editing/form.ts';
import { LIMITS } from '../../answers/editing/rules.ts';
import { characterCount, clipped, indexOfLimit } from '../../shared/text.ts';
import { WRITE, type Writing } from '../customIds.ts';
import type { ModalResponse } from '../respond.ts';
import { editAnswer, FORM, NEW_ANSWER } from '../strings.ts';

/** https://discord.com/developers/docs/components/reference#text-input */
const MAX_INPUT = 4_000;
/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const MAX_MODAL_TITLE = 45;

interface Input {
  readonly maxLength: number;
  /** Whether it has one line instead of several. */
  readonly isLine?: boolean;
  readonly isOptional?: boolean;
}

/** In the order of the modal. The limits are checked again when it is submitted. */
const INPUTS: Readonly<Record<keyof AnswerFields, Input>> = {
  title: { maxLength: LIMITS.title, isLine: true },
  questions: { maxLength: LIMITS.allQuestions, isOptional: true },
  body: { maxLength: LIMITS.reply },
  sources: { maxLength: LIMITS.allSources, isOptional: true },
  reviewBy: { maxLength: 'YYYY-MM-DD'.length, isLine: true, isOptional: true },
};

const NAMES = Object.keys(INPUTS) as (keyof AnswerFields)[];

/** @param draftId - The draft that submitting the modal replaces. */
export function answerModal({ target, fields }: AnswerForm, draftId?: string): ModalResponse {
  const state = { ...target, ...(draftId !== undefined && { draftId }) };
  // If the ids of answer and draft don't fit together, only the answer's is written. Submitting then makes another draft.
  const customId = WRITE.write(state) ?? WRITE.write(target);
  if (customId === undefined) throw new Error(`The id "${target.answerId}" does not fit in a modal's id.`);
  return {
    modal: {
      custom_id: customId,
      title: clipped(target.answerId === undefined ? NEW_ANSWER : editAnswer(target.answerId), MAX_MODAL_TITLE),
      components: NAMES.map((name) => labelled(name, fields[name])),
    },
  };
}

interface FormText {
  readonly label: string;
  readonly description: string;
  readonly placeholder?: string;
}

function labelled(name: keyof AnswerFields, filledIn: string): APILabelComponent {
  const { maxLength, isLine, isOptional } = INPUTS[name];
  const { label, description, placeholder }: FormText = FORM[name];
  const value = filledIn.slice(0, indexOfLimit(filledIn, MAX_INPUT));
  const input: APITextInputComponent = {
    type: ComponentType.TextInput,
    custom_id: name,
    style: isLine ? TextInputStyle.Short : TextInputStyle.Paragraph,
    required: !isOptional,
    // A text that is already too long must still be shown, so that it can be shortened.
    max_length: Math.max(maxLength, characterCount(value)),
    ...(value !== '' && { value }),
    ...(placeholder !== undefined && { placeholder }),
  };
  return { type: ComponentType.Label, label, description, component: input };
}

/** What was typed into the modal. Missing fields are empty. */
export function fieldsOf({ fields }: ModalSubmitInteraction): AnswerFields {
  const typed = (name: string): string => {
    const field = fields.fields.get(name);
    return field?.type === ComponentType.TextInput ? field.value : '';
  };
  return Object.fromEntries(NAMES.map((name) => [name, typed(name)])) as unknown as AnswerFields;
}

export function targetOf({ answerId, expectedVersion }: Writing): Target {
  return { ...(answerId !== undefined && { answerId }), expectedVersion };
}

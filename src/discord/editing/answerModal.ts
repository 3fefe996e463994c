import {
  type APILabelComponent,
  type APITextInputComponent,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { AnswerFields } from '../../answers/editing/fields.ts';
import type { AnswerForm, Target } from '../../answers/editing/form.ts';
import { LIMITS } from '../../answers/editing/rules.ts';
import { characterCount, clipped, indexOfLimit } from '../../shared/text.ts';
import { WRITE, type Writing } from '../customIds.ts';
import type { ModalResponse } from '../respond.ts';

/** https://discord.com/developers/docs/components/reference#text-input */
const MAX_INPUT = 4_000;
/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const MAX_DIALOG_TITLE = 45;

interface Input {
  readonly label: string;
  readonly description: string;
  readonly maxLength: number;
  /** One line instead of several. */
  readonly isLine?: boolean;
  readonly isOptional?: boolean;
  readonly placeholder?: string;
}

/** The fields in the order of the dialog, each with the limit that is checked again when it is sent. */
const INPUTS: Readonly<Record<keyof AnswerFields, Input>> = {
  title: {
    label: 'Title',
    description: 'The question that this answers. Members see it as the heading.',
    maxLength: LIMITS.title,
    isLine: true,
    placeholder: 'Where do I ask for help?',
  },
  questions: {
    label: 'Phrasings, one a line',
    description: 'Other ways in which members ask this.',
    maxLength: LIMITS.allQuestions,
    isOptional: true,
    placeholder: 'how can i get help\nwho can help me',
  },
  body: {
    label: 'Answer',
    description: 'In Markdown. First the short answer, in one sentence: notifications show only that.',
    maxLength: LIMITS.reply,
  },
  sources: {
    label: 'Sources, one a line',
    description: 'Where members can read more, the best one first.',
    maxLength: LIMITS.allSources,
    isOptional: true,
    placeholder: 'https://example.com/page',
  },
  reviewBy: {
    label: 'Review date',
    description: 'The day on which somebody should check that it still holds.',
    maxLength: 'YYYY-MM-DD'.length,
    isLine: true,
    isOptional: true,
    placeholder: 'YYYY-MM-DD',
  },
};

const NAMES = Object.keys(INPUTS) as (keyof AnswerFields)[];

/**
 * The dialog in which an answer is written, filled in.
 *
 * @param draftId - Of the draft that what is sent will replace.
 */
export function answerModal({ target, fields }: AnswerForm, draftId?: string): ModalResponse {
  const state = { ...target, ...(draftId !== undefined && { draftId }) };
  // An id too long to go with the draft's goes alone: then another draft is made, and the old one forgotten in a day.
  const customId = WRITE.write(state) ?? WRITE.write(target);
  if (customId === undefined) throw new Error(`The id "${target.answerId}" does not fit into a dialog.`);
  return {
    dialog: {
      custom_id: customId,
      title: clipped(target.answerId === undefined ? 'New answer' : `Edit ${target.answerId}`, MAX_DIALOG_TITLE),
      components: NAMES.map((name) => labelled(name, fields[name])),
    },
  };
}

function labelled(name: keyof AnswerFields, filledIn: string): APILabelComponent {
  const { label, description, maxLength, isLine, isOptional, placeholder } = INPUTS[name];
  const value = filledIn.slice(0, indexOfLimit(filledIn, MAX_INPUT));
  const input: APITextInputComponent = {
    type: ComponentType.TextInput,
    custom_id: name,
    style: isLine ? TextInputStyle.Short : TextInputStyle.Paragraph,
    required: !isOptional,
    // A text that is too long already must be shown all the same, so that it can be shortened.
    max_length: Math.max(maxLength, characterCount(value)),
    ...(value !== '' && { value }),
    ...(placeholder !== undefined && { placeholder }),
  };
  return { type: ComponentType.Label, label, description, component: input };
}

/** What was typed into the dialog. Fields that did not come are empty. */
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

import { IdForm } from './IdForm.ts';
import { ANY_ANSWER_ID, type IdField, USER_ID } from './idFields.ts';

/** Who asked, and for whom. */
export interface People {
  /** Who may change the message by its buttons; others get an answer of their own. */
  readonly askerId: string;
  /** The user for whom the asker asked. */
  readonly forUserId?: string | undefined;
}

const PEOPLE: IdField<People> = {
  pattern: `${USER_ID.pattern}(?:,${USER_ID.pattern})?`,
  read(text) {
    const [askerId, forUserId] = text.split(',');
    return { askerId: askerId!, ...(forUserId !== undefined && { forUserId }) };
  },
  write: ({ askerId, forUserId }) => (forUserId === undefined ? askerId : `${askerId},${forUserId}`),
};

interface Shown {
  readonly people: People;
  readonly answerId: string;
}

/** Shows an answer: `w1:show:80351110224678912:model:gpt-4`. */
export const SHOW = new IdForm<Shown>('show', { people: PEOPLE, answerId: ANY_ANSWER_ID });

/** Shows the whole of an answer that was cut. */
export const MORE = new IdForm<Shown>('more', { people: PEOPLE, answerId: ANY_ANSWER_ID });

/** Takes the message away. */
export const DISMISS = new IdForm<{ readonly askerId: string }>('dismiss', { askerId: USER_ID });

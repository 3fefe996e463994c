import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { Choice } from '../../../answers/AnswerBook.ts';
import type { ListedAnswer, ListFilter } from '../../../answers/editing/SeenAnswer.ts';
import { ANSWER_ID } from '../../../knowledge/Answer.ts';
import { clipped } from '../../../replies/characters.ts';
import { UserError } from '../../../UserError.ts';
import type { EditingDesk } from '../../editing/EditingDesk.ts';
import { MAX_CHOICES } from '../modelOption.ts';

const NAME = 'answer';

/** An option for an answer of the server, offered by title and phrasings while typing. */
export function answerOption(description: string): APIApplicationCommandStringOption {
  const type = ApplicationCommandOptionType.String;
  return { type, name: NAME, description, required: true, autocomplete: true, max_length: 100 };
}

/** Those that the server wrote itself come first: they are what editors look for. */
export async function offerAnswers(
  { editing, guildId }: EditingDesk,
  typed: string,
  isOffered: (answer: ListedAnswer) => boolean,
): Promise<readonly Choice[]> {
  const text = typed.trim().slice(0, 100);
  const filter: ListFilter = { kind: 'all', ...(text !== '' && { text }) };
  const listed = (await editing.list(guildId, filter)).filter(isOffered);
  return [...listed.filter(isOwn), ...listed.filter((one) => !isOwn(one))]
    .slice(0, MAX_CHOICES)
    .map(({ answerId, title, standing }) => ({
      id: answerId,
      label: standing === 'own' ? title : `${clipped(title, 80)} (${standing})`,
    }));
}

const isOwn = ({ standing }: ListedAnswer): boolean => standing !== 'curated';

export const isGiven = ({ standing }: ListedAnswer): boolean => standing !== 'removed' && standing !== 'hidden';

/** Whether it has a history on the server. */
export const isTouched = ({ latest }: ListedAnswer): boolean => latest !== undefined;

/** Answers made from model facts have ids of their own, about which there is more to say than that there is none. */
const MADE_ID = /^[a-z]+:[a-z0-9.:+-]+$/;

/**
 * The id of the answer that a person means, by id or else by title: Discord does not confine what is typed to the list.
 *
 * @throws UserError `no-such-answer` when it is no title, and looks like no id either. Of an id that nobody has, whatever is
 *   done with it tells more.
 */
export async function answerNamed(desk: EditingDesk, { options }: ChatInputCommandInteraction): Promise<string> {
  const typed = options.getString(NAME, true).trim();
  const isId = ANSWER_ID.test(typed);
  if (MADE_ID.test(typed) || (isId && (await desk.editing.knows(desk.guildId, typed)))) return typed;
  const all = await desk.editing.list(desk.guildId, { kind: 'all' });
  const named = all.find(({ title }) => title.toLowerCase() === typed.toLowerCase());
  if (named) return named.answerId;
  if (isId) return typed;
  throw new UserError(
    'no-such-answer',
    `There is no answer called "${clipped(typed, 60)}". Pick one from the list that appears while typing.`,
  );
}

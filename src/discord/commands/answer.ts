import {
  type APIApplicationCommandStringOption,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import { LIST_KINDS, type ListedAnswer, type ListFilter, type ListKind } from '../../answers/editing/AnswerQueries.ts';
import { formOfMessage } from '../../answers/editing/form.ts';
import { isGone } from '../../answers/editing/status.ts';
import { ANSWER_ID } from '../../knowledge/ids.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { answerHistory, answerList, cardMessage } from '../editing/answerMessages.ts';
import { answerModal } from '../editing/answerModal.ts';
import { writtenMessage } from '../editing/changeLog.ts';
import { EditorSession } from '../editing/EditorSession.ts';
import { mentionsAsNames, versionChoices } from '../editing/text.ts';
import { whyMessage } from '../editing/whyMessage.ts';
import { withoutMention } from '../messages.ts';
import { exportFile, importFile } from './answerFiles.ts';
import { editorsCommand, editorsMessageCommand, MAX_CHOICES, type MessageCommand, type Subcommand } from './Command.ts';

/** `/answer add`: opens the dialog for a new answer. */
export const add: Subcommand = {
  data: { type: ApplicationCommandOptionType.Subcommand, name: 'add', description: 'Write a new answer' },
  mode: 'dialog',
  run: async ({ editing, guildId }) => answerModal(await editing.drafts.begin(guildId)),
};

const NAME = 'answer';

/** An option for an answer of the server, offered by title and phrasings while typing. */
export function answerOption(description: string): APIApplicationCommandStringOption {
  const type = ApplicationCommandOptionType.String;
  return { type, name: NAME, description, required: true, autocomplete: true, max_length: 100 };
}

/** Those that the server wrote itself come first: they are what editors look for. */
export async function offerAnswers(
  { editing, guildId }: EditorSession,
  typed: string,
  isOffered: (answer: ListedAnswer) => boolean,
): Promise<readonly Choice[]> {
  const text = typed.trim().slice(0, 100);
  const filter: ListFilter = { kind: 'all', ...(text !== '' && { text }) };
  const listed = (await editing.queries.list(guildId, filter)).filter(isOffered);
  return [...listed.filter(isOwn), ...listed.filter((one) => !isOwn(one))]
    .slice(0, MAX_CHOICES)
    .map(({ answerId, title, status }) => ({
      id: answerId,
      label: status === 'own' ? title : `${clipped(title, 80)} (${status})`,
    }));
}

const isOwn = ({ status }: ListedAnswer): boolean => status !== 'curated';

export const isGiven = ({ status }: ListedAnswer): boolean => !isGone(status);

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
export async function answerNamed(session: EditorSession, { options }: ChatInputCommandInteraction): Promise<string> {
  const typed = options.getString(NAME, true).trim();
  const isId = ANSWER_ID.test(typed);
  if (MADE_ID.test(typed) || (isId && (await session.editing.queries.knows(session.guildId, typed)))) return typed;
  const all = await session.editing.queries.list(session.guildId, { kind: 'all' });
  const named = all.find(({ title }) => title.toLowerCase() === typed.toLowerCase());
  if (named) return named.answerId;
  if (isId) return typed;
  throw new UserError(
    'no-such-answer',
    `There is no answer called "${clipped(typed, 60)}". Pick one from the list that appears while typing.`,
  );
}

/** `/answer edit answer`: opens the dialog filled in; of a curated answer the server's own version is begun. */
export const edit: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'edit',
    description: 'Change an answer, or make your own version of a curated one',
    options: [answerOption('The answer to change')],
  },
  mode: 'dialog',
  async run(session, interaction) {
    const answerId = await answerNamed(session, interaction);
    return answerModal(await session.editing.drafts.begin(session.guildId, answerId));
  },
  autocomplete: (session, { options }) => offerAnswers(session, options.getFocused(), isGiven),
};

/** `/answer history answer`: who changed what and when, newest first. */
export const history: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'history',
    description: 'Who changed an answer, when, and what; any version can be brought back',
    options: [answerOption('The answer')],
  },
  mode: 'private',
  run: async (session, interaction) => answerHistory(session, await answerNamed(session, interaction), 0),
  autocomplete: (session, { options }) => offerAnswers(session, options.getFocused(), isTouched),
};

const CHOICES: Readonly<Record<ListKind, string>> = {
  server: 'Written on this server',
  curated: 'Curated, as they are everywhere',
  removed: 'Removed and hidden',
  stale: 'Past their review date',
  unused: 'Never given',
  all: 'All',
};

/** The buttons that turn the pages carry it. */
const MAX_TEXT = 50;

/** `/answer list [kind] [text]`: answers with how often they were given and when somebody should look at them. */
export const list: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'list',
    description: 'List answers, with how often they were given and which ones should be reviewed',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'kind',
        description: 'Which ones (default: those written on this server)',
        choices: LIST_KINDS.map((value) => ({ name: CHOICES[value], value })),
      },
      {
        type: ApplicationCommandOptionType.String,
        name: 'text',
        description: 'Only those with these words in their title or phrasings',
        max_length: MAX_TEXT,
      },
    ],
  },
  mode: 'private',
  run(session, { options }) {
    const asked = options.getString('kind') ?? 'server';
    const kind = LIST_KINDS.find((one) => one === asked);
    if (!kind) throw new UserError('unknown-kind', 'There is no such kind of answers. Pick one from the list.');
    const text = (options.getString('text') ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT).toWellFormed();
    return answerList(session, { page: 0, kind, text });
  },
};

/** `/answer remove answer`: takes it away from members, and offers to undo that. */
export const remove: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'remove',
    description: 'Remove an answer, or hide a curated one on this server',
    options: [answerOption('The answer to remove')],
  },
  mode: 'private',
  async run(session, interaction) {
    const answerId = await answerNamed(session, interaction);
    return writtenMessage(session, await session.editing.versions.remove(session.person, answerId));
  },
  autocomplete: (session, { options }) => offerAnswers(session, options.getFocused(), isGiven),
};

/** More versions than anybody will have written: within what a `custom_id` holds. */
const MAX_VERSION = 999_999_999;

/** `/answer restore answer [version]`: brings back what was removed, or any version that there ever was. */
export const restore: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'restore',
    description: 'Bring back a removed answer, or an earlier version of one',
    options: [
      answerOption('The answer to bring back'),
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'version',
        description: 'Which version of it; 0 is the curated answer (default: what there was before it was removed)',
        autocomplete: true,
        min_value: 0,
        max_value: MAX_VERSION,
      },
    ],
  },
  mode: 'private',
  async run(session, interaction) {
    const answerId = await answerNamed(session, interaction);
    const version = interaction.options.getInteger('version') ?? undefined;
    return writtenMessage(session, await session.editing.versions.restore(session.person, answerId, version));
  },
  async autocomplete(session, interaction) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'version') return offerVersions(session, interaction, value);
    // Removed ones first; those that are there have earlier versions.
    const removed = await offerAnswers(session, value, (one) => !isGiven(one));
    const others = await offerAnswers(session, value, (one) => isGiven(one) && isTouched(one));
    return [...removed, ...others];
  },
};

async function offerVersions(
  session: EditorSession,
  { options }: AutocompleteInteraction,
  typed: string,
): Promise<readonly Choice[]> {
  const answerId = (options.getString('answer') ?? '').trim();
  if (!ANSWER_ID.test(answerId)) return [];
  const entries = await session.editing.queries.history(session.guildId, answerId);
  const { status } = await session.editing.queries.show(session.guildId, answerId);
  return versionChoices(entries, status)
    .filter(({ version }) => String(version).startsWith(typed.trim()))
    .map(({ version, label }) => ({ id: String(version), label }));
}

/** `/answer show answer`: what members see, with who wrote it and how often it was given. */
export const show: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'show',
    description: 'Show an answer as members see it, with who wrote it and how often it was given',
    options: [answerOption('The answer')],
  },
  mode: 'private',
  async run(session, interaction) {
    const answerId = await answerNamed(session, interaction);
    return cardMessage(session, await session.editing.queries.show(session.guildId, answerId), 'begin');
  },
  autocomplete: (session, { options }) => offerAnswers(session, options.getFocused(), () => true),
};

/** `/answer why question`: which answer a question gets here, and what made it win. */
export const why: Subcommand = {
  data: {
    type: ApplicationCommandOptionType.Subcommand,
    name: 'why',
    description: 'Why a question gets the answer that it gets here, or none',
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: 'question',
        description: 'The question as a member would type it',
        required: true,
        max_length: 200,
      },
    ],
  },
  mode: 'private',
  async run({ editing, guildId }, { client, options }) {
    // Copied with the mention that made it a question to the bot; of other people it may be asked.
    const question = withoutMention(options.getString('question', true), client.user.id);
    return whyMessage(question, await editing.queries.why(guildId, question));
  },
};

/** `/answer …`: all that the editors of a server do with its answers. */
export const answer = editorsCommand('answer', 'Keep the answers of this server', [
  add,
  edit,
  remove,
  restore,
  history,
  list,
  show,
  why,
  exportFile,
  importFile,
]);

/** "Save as answer", in the menu of a message: opens the dialog for a new answer, filled in from what somebody wrote. */
export const saveAsAnswer: MessageCommand = {
  data: editorsMessageCommand('Save as answer'),
  mode: () => 'dialog',
  async run(interaction, botContext) {
    await EditorSession.of(interaction, botContext);
    const text = mentionsAsNames(interaction.targetMessage).trim();
    if (text === '') throw new UserError('no-text', 'That message holds no text to save. Write it with /answer add.');
    return answerModal(formOfMessage(text, interaction.targetMessage.url));
  },
};

import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import { LIST_KINDS, type ListedAnswer, type ListFilter } from '../../answers/editing/AnswerQueries.ts';
import { formOfMessage } from '../../answers/editing/form.ts';
import { isGone } from '../../answers/editing/status.ts';
import { EXPORT_FORMATS } from '../../answers/exchange/formats.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { ID } from '../../knowledge/ids.ts';
import { fetchFiles, MAX_MAP, plainName } from '../attachments.ts';
import { answerHistory, answerList, cardMessage } from '../editing/answerMessages.ts';
import { answerModal } from '../editing/answerModal.ts';
import { writtenMessage } from '../editing/changeLog.ts';
import { type EditorSession, editorSession } from '../editing/EditorSession.ts';
import { exportMessage, planMessage } from '../editing/exchangeMessages.ts';
import { mentionsAsNames, versionChoices } from '../editing/text.ts';
import { teachModal } from '../learning/taughtMessages.ts';
import { whyMessage } from '../editing/whyMessage.ts';
import { withoutMention } from '../messages/asking.ts';
import type { BotResponse, ResponseMode } from '../respond.ts';
import * as strings from '../strings.ts';
import {
  editorsCommand,
  MAX_CHOICES,
  type MessageCommand,
  messageCommand,
  type Subcommand,
  subcommandData,
  textOption,
} from './Command.ts';

const { answerOptions: OPTIONS } = strings.COMMANDS;

/** `/answer add`: opens the modal for a new answer. */
const add: Subcommand = {
  data: subcommandData('add'),
  mode: 'modal',
  run: async ({ editing, person }) => answerModal(await editing.drafts.begin(person.guildId)),
};

const NAME = 'answer';

/** An option for an answer of the server, offered by title and phrasings while typing. */
const answerOption = (description: string) =>
  textOption(NAME, description, { required: true, autocomplete: true, max_length: 100 });

/** The answers that the server wrote itself come first, because editors mostly look for those. */
async function offerAnswers(
  { editing, person }: EditorSession,
  typed: string,
  isOffered: (answer: ListedAnswer) => boolean,
): Promise<readonly Choice[]> {
  const filter: ListFilter = { kind: 'all', text: typed.trim().slice(0, 100) };
  const listed = (await editing.queries.list(person.guildId, filter)).filter(isOffered);
  return [...listed.filter(isOwn), ...listed.filter((one) => !isOwn(one))]
    .slice(0, MAX_CHOICES)
    .map(({ answerId, title, status }) => ({
      id: answerId,
      label: status === 'own' ? title : `${clipped(title, 80)} (${status})`,
    }));
}

const isOwn = ({ status }: ListedAnswer): boolean => status !== 'curated';

const isAvailable = ({ status }: ListedAnswer): boolean => !isGone(status);

const hasHistory = ({ latest }: ListedAnswer): boolean => latest !== undefined;

/** Ids of generated answers are passed on, because there is a better explanation for them than "no such answer". */
const GENERATED_ID = /^[a-z]+:[a-z0-9.:+-]+$/;

/**
 * The id of the answer that a person means, by id or by title: Discord does not restrict the option to the suggestions.
 *
 * @throws UserError `no-such-answer` if it is no title and does not look like an id, or is nearly one; it then says which.
 *   An id like no other is returned, because whatever is done with it fails with a better explanation.
 */
async function answerNamed(
  { editing: { queries }, person }: EditorSession,
  { options }: ChatInputCommandInteraction,
): Promise<string> {
  const typed = options.getString(NAME, true).trim();
  const isId = ID.test(typed);
  if (GENERATED_ID.test(typed) || (isId && (await queries.knows(person.guildId, typed)))) return typed;
  const all = await queries.list(person.guildId, { kind: 'all' });
  const named = all.find(({ title }) => title.toLowerCase() === typed.toLowerCase());
  if (named) return named.answerId;
  const near = await queries.near(person.guildId, typed);
  if (isId && near.length === 0) return typed;
  const titles = near.map(({ title }) => title);
  throw new UserError('no-such-answer', strings.noAnswerCalled(clipped(typed, 60), titles));
}

/** A subcommand about one answer, which is offered by title and phrasings while typing. */
function aboutAnswer(
  name: 'edit' | 'phrasings' | 'remove' | 'history' | 'show',
  mode: ResponseMode,
  isOffered: (answer: ListedAnswer) => boolean,
  run: (session: EditorSession, answerId: string) => Promise<BotResponse>,
): Subcommand {
  return {
    data: subcommandData(name, answerOption(OPTIONS[name])),
    mode,
    run: async (session, interaction) => run(session, await answerNamed(session, interaction)),
    autocomplete: (session, { options }) => offerAnswers(session, options.getFocused(), isOffered),
  };
}

/** `/answer edit answer`: opens the modal. A curated answer becomes the start of the server's own version. */
const edit = aboutAnswer('edit', 'modal', isAvailable, async ({ editing, person }, answerId) =>
  answerModal(await editing.drafts.begin(person.guildId, answerId)),
);

/** `/answer phrasings answer`: opens the dialog with what this server adds to how an answer is found. */
const phrasings = aboutAnswer('phrasings', 'modal', isAvailable, async ({ teaching, person }, answerId) =>
  teachModal(await teaching.of(person.guildId, answerId)),
);

/** `/answer history answer`: who changed what and when, newest first. */
const history = aboutAnswer('history', 'private', hasHistory, (session, answerId) =>
  answerHistory(session, answerId, 0),
);

/** Short enough for the ids of the page buttons, which hold the text. */
const MAX_TEXT = 50;

/** `/answer list [kind] [text]`: answers, how often they were given, and when they are due for review. */
const list: Subcommand = {
  data: subcommandData(
    'list',
    textOption('kind', OPTIONS.kind, {
      choices: LIST_KINDS.map((value) => ({ name: strings.LIST_CHOICES[value], value })),
    }),
    textOption('text', OPTIONS.text, { max_length: MAX_TEXT }),
  ),
  mode: 'private',
  run(session, { options }) {
    const typed = options.getString('kind') ?? 'server';
    const kind = LIST_KINDS.find((one) => one === typed);
    if (!kind) throw new UserError('unknown-kind', strings.UNKNOWN_LIST);
    const text = (options.getString('text') ?? '').replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT).toWellFormed();
    return answerList(session, { page: 0, kind, text });
  },
};

/** `/answer remove answer`: members no longer get it. Offers to undo that. */
const remove = aboutAnswer('remove', 'private', isAvailable, async (session, answerId) =>
  writtenMessage(session, await session.editing.versions.remove(session.person, answerId)),
);

/** As many digits as the ids of buttons hold. */
const MAX_VERSION = 999_999_999;

/** `/answer restore answer [version]`: brings back a removed answer, or any version of an answer. */
const restore: Subcommand = {
  data: subcommandData('restore', answerOption(OPTIONS.restore), {
    type: ApplicationCommandOptionType.Integer,
    name: 'version',
    description: OPTIONS.version,
    autocomplete: true,
    min_value: 0,
    max_value: MAX_VERSION,
  }),
  mode: 'private',
  async run(session, interaction) {
    const answerId = await answerNamed(session, interaction);
    const version = interaction.options.getInteger('version') ?? undefined;
    return writtenMessage(session, await session.editing.versions.restore(session.person, answerId, version));
  },
  async autocomplete(session, interaction) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'version') return offerVersions(session, interaction, value);
    // Removed answers first, then those with earlier versions.
    const removed = await offerAnswers(session, value, (one) => !isAvailable(one));
    const others = await offerAnswers(session, value, (one) => isAvailable(one) && hasHistory(one));
    return [...removed, ...others];
  },
};

async function offerVersions(
  { editing: { queries }, person }: EditorSession,
  { options }: AutocompleteInteraction,
  typed: string,
): Promise<readonly Choice[]> {
  const answerId = (options.getString(NAME) ?? '').trim();
  if (!ID.test(answerId)) return [];
  const entries = await queries.history(person.guildId, answerId);
  const { status } = await queries.show(person.guildId, answerId);
  return versionChoices(entries, status)
    .filter(({ version }) => String(version).startsWith(typed.trim()))
    .map(({ version, label }) => ({ id: String(version), label }));
}

/** `/answer show answer`: what members see, who wrote it and how often it was given. */
const show = aboutAnswer(
  'show',
  'private',
  () => true,
  async (session, answerId) =>
    cardMessage(session, await session.editing.queries.show(session.person.guildId, answerId), 'begin'),
);

/** `/answer why question`: which answer a question gets on this server, and what decided that. */
const why: Subcommand = {
  data: subcommandData('why', textOption('question', OPTIONS.question, { required: true, max_length: 200 })),
  mode: 'private',
  async run({ editing, person }, { client, options }) {
    // A copied question can include the mention of the bot, which is not part of it. Mentions of others stay.
    const question = withoutMention(options.getString('question', true), client.user.id);
    return whyMessage(question, await editing.queries.why(person.guildId, question));
  },
};

/** `/answer export [format]`: everything that the server wrote and hides, as a file. */
const exportFile: Subcommand = {
  data: subcommandData(
    'export',
    textOption('format', OPTIONS.format, {
      choices: EXPORT_FORMATS.map((value) => ({ name: strings.EXPORT_CHOICES[value], value })),
    }),
  ),
  mode: 'private',
  async run({ exchange, person }, { options, attachmentSizeLimit }) {
    const typed = options.getString('format') ?? 'json';
    const format = EXPORT_FORMATS.find((one) => one === typed);
    if (!format) throw new UserError('unknown-format', strings.UNKNOWN_FORMAT);
    return exportMessage(await exchange.export(person.guildId, format), attachmentSizeLimit);
  },
};

/** `/answer import file [second] [map] [overwrite]`: shows what files would change, and asks for confirmation. */
const importFile: Subcommand = {
  data: subcommandData(
    'import',
    { type: ApplicationCommandOptionType.Attachment, name: 'file', description: OPTIONS.file, required: true },
    { type: ApplicationCommandOptionType.Boolean, name: 'overwrite', description: OPTIONS.overwrite },
    textOption('map', OPTIONS.map, { max_length: MAX_MAP }),
    { type: ApplicationCommandOptionType.Attachment, name: 'second', description: OPTIONS.second },
  ),
  mode: 'private',
  async run(session, { options }) {
    const second = options.getAttachment('second');
    const attached = [options.getAttachment('file', true), ...(second ? [second] : [])];
    const request = {
      files: await fetchFiles(
        attached.map((file) => ({ file, name: plainName(file.name) })),
        session,
      ),
      map: (options.getString('map') ?? '').slice(0, MAX_MAP),
      overwrite: options.getBoolean('overwrite') ?? false,
    };
    return planMessage(await session.exchange.plan(session.person.guildId, request), request);
  },
};

const subcommands = [add, edit, phrasings, remove, restore, history, list, show, why, exportFile, importFile];

/** `/answer …`: everything that editors do with a server's answers. */
export const answer = editorsCommand('answer', strings.COMMANDS.answer.description, subcommands);

/** "Save as answer", in the menu of a message: opens the modal for a new answer with the text of the message. */
export const saveAsAnswer: MessageCommand = {
  data: messageCommand(strings.COMMANDS.saveAsAnswer, 'editors'),
  mode: () => 'modal',
  async run(interaction, context) {
    await editorSession(interaction, context);
    const text = mentionsAsNames(interaction.targetMessage).trim();
    if (text === '') throw new UserError('no-text', strings.NO_TEXT_TO_SAVE);
    return answerModal(formOfMessage(text, interaction.targetMessage.url));
  },
};

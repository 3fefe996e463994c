import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { Choice } from '../../answers/AnswerBook.ts';
import { LIST_KINDS, type ListedAnswer } from '../../answers/editing/AnswerQueries.ts';
import { formOfMessage } from '../../answers/editing/form.ts';
import { isGone } from '../../answers/editing/status.ts';
import { EXPORT_FORMATS } from '../../answers/exchange/entries.ts';
import { ID } from '../../knowledge/ids.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { fetchFiles, MAX_MAP, plainName } from '../attachments.ts';
import { answerCard, answerHistory, answerList } from '../editing/answerMessages.ts';
import { removeAnswer, restoreAnswer } from '../editing/changeLog.ts';
import { answerModal, openDialog } from '../editing/draftMessages.ts';
import { type EditorSession, editorSession } from '../editing/EditorSession.ts';
import { exportMessage, planMessage } from '../editing/exchangeMessages.ts';
import { mentionsAsNames, versionChoices } from '../editing/text.ts';
import { whyMessage } from '../editing/whyMessage.ts';
import { teachModal } from '../learning/taughtMessages.ts';
import { withoutMention } from '../messages/asking.ts';
import type { BotResponse, ResponseMode } from '../respond.ts';
import * as answerStrings from '../editing/strings.ts';
import * as strings from '../strings.ts';
import { booleanOption, MAX_CHOICES, messageCommand, slashCommand, textOption } from './Command.ts';
import type { MessageCommand, SlashCommand } from './Command.ts';

const { answerOptions: OPTIONS, answer: DESCRIPTIONS } = strings.COMMANDS;

interface Subcommand {
  readonly options?: APIApplicationCommandBasicOption[];
  /** Default: `private`. */
  readonly mode?: ResponseMode;
  readonly run: (session: EditorSession, interaction: ChatInputCommandInteraction) => Promise<BotResponse>;
  readonly autocomplete?: (session: EditorSession, interaction: AutocompleteInteraction) => Promise<readonly Choice[]>;
}

const NAME = 'answer';

const answerOption = (description: string) =>
  textOption(NAME, description, { required: true, autocomplete: true, max_length: 100 });

/** The answers that the server wrote itself come first, because editors mostly look for those. */
async function offerAnswers(
  { editing, person }: EditorSession,
  typed: string,
  isOffered: (answer: ListedAnswer) => boolean,
): Promise<readonly Choice[]> {
  const all = await editing.queries.list(person.guildId, { kind: 'all', text: typed.trim().slice(0, 100) });
  const { curated = [], own = [] } = Object.groupBy(all.filter(isOffered), ({ status }) =>
    status === 'curated' ? 'curated' : 'own',
  );
  return [...own, ...curated].slice(0, MAX_CHOICES).map(({ answerId, title, status }) => ({
    id: answerId,
    label: status === 'own' ? title : `${clipped(title, 80)} (${status})`,
  }));
}

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
async function answerNamed({ editing: { queries }, person }: EditorSession, { options }: ChatInputCommandInteraction) {
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

function aboutAnswer(
  description: string,
  mode: ResponseMode,
  isOffered: (answer: ListedAnswer) => boolean,
  run: (session: EditorSession, about: { readonly answerId: string }) => Promise<BotResponse>,
): Subcommand {
  return {
    options: [answerOption(description)],
    mode,
    run: async (session, interaction) => run(session, { answerId: await answerNamed(session, interaction) }),
    autocomplete: (session, { options }) => offerAnswers(session, options.getFocused(), isOffered),
  };
}

/** One of the choices of an option; Discord does not restrict the option to them. @throws UserError `unknown-choice` */
function chosenFrom<Choices extends string>(
  choices: readonly Choices[],
  { options }: ChatInputCommandInteraction,
  name: string,
  preset: NoInfer<Choices>,
): Choices {
  const typed = options.getString(name) ?? preset;
  const chosen = choices.find((one) => one === typed);
  if (chosen === undefined) throw new UserError('unknown-choice', strings.UNKNOWN_CHOICE);
  return chosen;
}

const choicesOf = <Value extends string>(values: readonly Value[], labels: Readonly<Record<Value, string>>) => ({
  choices: values.map((value) => ({ name: labels[value], value })),
});

/** Short enough for the ids of the page buttons, which hold the text. */
const MAX_TEXT = 50;

/** As many digits as the ids of buttons hold. */
const MAX_VERSION = 999_999_999;

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

const subcommands: Readonly<Record<Exclude<keyof typeof DESCRIPTIONS, 'description'>, Subcommand>> = {
  add: { mode: 'modal', run: (session) => openDialog(session) },
  edit: aboutAnswer(OPTIONS.edit, 'modal', isAvailable, openDialog),
  phrasings: aboutAnswer(OPTIONS.phrasings, 'modal', isAvailable, async ({ teaching, person }, { answerId }) =>
    teachModal(await teaching.of(person.guildId, answerId)),
  ),
  remove: aboutAnswer(OPTIONS.remove, 'private', isAvailable, removeAnswer),

  restore: {
    options: [
      answerOption(OPTIONS.restore),
      {
        type: ApplicationCommandOptionType.Integer,
        name: 'version',
        description: OPTIONS.version,
        autocomplete: true,
        min_value: 0,
        max_value: MAX_VERSION,
      },
    ],
    async run(session, interaction) {
      const version = interaction.options.getInteger('version') ?? undefined;
      return restoreAnswer(session, { answerId: await answerNamed(session, interaction), version });
    },
    async autocomplete(session, interaction) {
      const { name, value } = interaction.options.getFocused(true);
      if (name === 'version') return offerVersions(session, interaction, value);
      // Removed answers first, then those with earlier versions.
      const removed = await offerAnswers(session, value, (one) => !isAvailable(one));
      const others = await offerAnswers(session, value, (one) => isAvailable(one) && hasHistory(one));
      return [...removed, ...others];
    },
  },

  history: aboutAnswer(OPTIONS.history, 'private', hasHistory, answerHistory),

  list: {
    options: [
      textOption('kind', OPTIONS.kind, choicesOf(LIST_KINDS, answerStrings.LIST_CHOICES)),
      textOption('text', OPTIONS.text, { max_length: MAX_TEXT }),
    ],
    async run(session, interaction) {
      const kind = chosenFrom(LIST_KINDS, interaction, 'kind', 'server');
      const typed = (interaction.options.getString('text') ?? '').replace(/\s+/g, ' ').trim();
      return answerList(session, { page: 0, kind, text: typed.slice(0, MAX_TEXT).toWellFormed() });
    },
  },

  show: aboutAnswer(OPTIONS.show, 'private', () => true, answerCard),

  why: {
    options: [textOption('question', OPTIONS.question, { required: true, max_length: 200 })],
    async run({ editing, person, client }, { options }) {
      // A copied question can include the mention of the bot, which is not part of it. Mentions of others stay.
      const question = withoutMention(options.getString('question', true), client.user.id);
      return whyMessage(question, await editing.queries.why(person.guildId, question));
    },
  },

  export: {
    options: [textOption('format', OPTIONS.format, choicesOf(EXPORT_FORMATS, answerStrings.EXPORT_CHOICES))],
    async run({ exchange, person }, interaction) {
      const format = chosenFrom(EXPORT_FORMATS, interaction, 'format', 'json');
      return exportMessage(await exchange.export(person.guildId, format), interaction.attachmentSizeLimit);
    },
  },

  import: {
    options: [
      { type: ApplicationCommandOptionType.Attachment, name: 'file', description: OPTIONS.file, required: true },
      booleanOption('overwrite', OPTIONS.overwrite),
      textOption('map', OPTIONS.map, { max_length: MAX_MAP }),
      { type: ApplicationCommandOptionType.Attachment, name: 'second', description: OPTIONS.second },
    ],
    async run(session, { options }) {
      const attached = [options.getAttachment('file', true), options.getAttachment('second')];
      const files = attached.flatMap((file) => (file ? [{ file, name: plainName(file.name) }] : []));
      const request = {
        files: await fetchFiles(files, session),
        map: (options.getString('map') ?? '').slice(0, MAX_MAP),
        overwrite: options.getBoolean('overwrite') ?? false,
      };
      return planMessage(await session.exchange.plan(session.person.guildId, request), request);
    },
  },
};

const byName: ReadonlyMap<string, Subcommand> = new Map(Object.entries(subcommands));

const subcommandOf = ({ options }: ChatInputCommandInteraction | AutocompleteInteraction): Subcommand | undefined =>
  byName.get(options.getSubcommand(false) ?? '');

/** `/answer …`: everything that editors do with a server's answers. What it offers while typing is for them alone, too. */
export const answer: SlashCommand = {
  data: slashCommand(
    NAME,
    DESCRIPTIONS.description,
    (Object.keys(subcommands) as (keyof typeof subcommands)[]).map((name) => ({
      type: ApplicationCommandOptionType.Subcommand,
      name,
      description: DESCRIPTIONS[name],
      options: subcommands[name].options ?? [],
    })),
    'editors',
  ),
  mode: (interaction) => subcommandOf(interaction)?.mode ?? 'private',
  async run(interaction, context) {
    const session = await editorSession(interaction, context);
    const subcommand = subcommandOf(interaction);
    if (!subcommand) throw new UserError('unknown-command', strings.unknownSubcommand(NAME));
    return subcommand.run(session, interaction);
  },
  async autocomplete(interaction, context) {
    const session = await editorSession(interaction, context);
    return (await subcommandOf(interaction)?.autocomplete?.(session, interaction)) ?? [];
  },
};

/** "Save as answer", in the menu of a message: opens the dialog for a new answer with the text of the message. */
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

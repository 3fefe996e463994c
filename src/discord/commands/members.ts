import {
  ApplicationCommandOptionType,
  type APIApplicationCommandStringOption,
  type AutocompleteFocusedOption,
  type AutocompleteInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';
import type { AnswerBook, Choice } from '../../answers/AnswerBook.ts';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import type { Reply } from '../../replies/Reply.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { button, escapeMarkdown, message, row, sentence, text } from '../components.ts';
import { ERASE } from '../customIds.ts';
import { noteOf } from '../learning/reviewMessage.ts';
import * as learning from '../learning/strings.ts';
import { textOf } from '../messages/asking.ts';
import { publicReply } from '../messages/drafts.ts';
import { hasRight, isGuest, requireServer, serverOf } from '../permissions.ts';
import { audienceOf, present, withCommandMentions } from '../present.ts';
import type { CommandInteraction } from '../respond.ts';
import { Responder } from '../Responder.ts';
import * as strings from '../strings.ts';
import { booleanOption, MAX_CHOICES, messageCommand, slashCommand, textOption } from './Command.ts';
import type { Command, MessageCommand, SlashCommand } from './Command.ts';

const { COMMANDS } = strings;

const PRIVATE = booleanOption('private', COMMANDS.private);

/**
 * The author of a message did not ask the bot, so its answer is for the person who chose it alone. So is an answer where
 * nobody has invited the bot, unless the person wants it otherwise.
 */
const isForAsker = (interaction: CommandInteraction): boolean =>
  !interaction.isChatInputCommand() || (interaction.options.getBoolean(PRIVATE.name) ?? isGuest(interaction));

/** The common parts of commands that reply to members from their server's AnswerBook. Only answers are worth a public message. */
function replying<I extends CommandInteraction>(
  replyTo: (interaction: I, responder: Responder) => Reply,
): Omit<Command<I>, 'data'> {
  return {
    mode: (interaction) => (isForAsker(interaction) ? 'private' : 'public'),
    async run(interaction, context) {
      const responder = await Responder.of(interaction, context);
      const reply = replyTo(interaction, responder);
      responder.count(interaction.user.id);
      const forUserId = interaction.isChatInputCommand() ? interaction.options.getUser('for')?.id : undefined;
      const isPrivate = isForAsker(interaction) || reply.kind !== 'answer';
      if (!isPrivate) return publicReply(reply, interaction, responder, context, forUserId);
      return { ...present(reply, { ...audienceOf(interaction, true), forUserId }), isForPerson: true };
    },
  };
}

function fromBook(offer: (focused: AutocompleteFocusedOption, book: AnswerBook) => readonly Choice[]) {
  return async (interaction: AutocompleteInteraction, { books }: BotContext): Promise<readonly Choice[]> =>
    offer(interaction.options.getFocused(true), await books.of(serverOf(interaction) ?? undefined));
}

export const ask: SlashCommand = {
  data: slashCommand('ask', COMMANDS.ask.description, [
    textOption('question', COMMANDS.ask.question, { required: true, autocomplete: true }),
    PRIVATE,
    { type: ApplicationCommandOptionType.User, name: 'for', description: COMMANDS.ask.for },
  ]),
  ...replying<ChatInputCommandInteraction>(({ options }, responder) => {
    const question = options.getString('question', true);
    const isPicked = responder.book.titleOf(question) !== undefined;
    return isPicked ? responder.show(question) : responder.ask(question, 'direct');
  }),
  autocomplete: fromBook(({ value }, book) => book.offerAnswers(value, MAX_CHOICES)),
};

export const answerThis: MessageCommand = {
  data: messageCommand(COMMANDS.answerThis, 'everyone'),
  ...replying<MessageContextMenuCommandInteraction>(({ targetMessage }, responder) => {
    const asked = textOf(targetMessage);
    if (asked === '') throw new UserError('no-text', strings.NO_TEXT_TO_ANSWER);
    return responder.ask(asked, 'direct');
  }),
};

const modelOption = (name: string, description: string, required: boolean) =>
  textOption(name, description, { required, autocomplete: true });

/** Discord does not restrict the option to the suggestions. @throws UserError `unknown-model`, with the nearest */
function modelNamed(typed: string, { models }: AnswerBook): Choice {
  const named = models.named(typed);
  if (named) return named;
  const nearest = models.search(typed, 3).map(({ label }) => label);
  throw new UserError('unknown-model', strings.noSuchModel(clipped(typed, 60), nearest));
}

function modelCommand(
  name: 'model' | 'compare' | 'lineage',
  options: APIApplicationCommandStringOption[],
  idOf: (options: ChatInputCommandInteraction['options'], book: AnswerBook) => string,
  besides: (typed: string) => readonly Choice[] = () => [],
): SlashCommand {
  return {
    data: slashCommand(name, COMMANDS[name].description, [...options, PRIVATE]),
    ...replying<ChatInputCommandInteraction>(({ options: typed }, responder) =>
      responder.show(idOf(typed, responder.book)),
    ),
    autocomplete: fromBook(({ value }, book) => [...besides(value), ...book.models.search(value, MAX_CHOICES)]),
  };
}

export const model = modelCommand(
  'model',
  [modelOption('name', COMMANDS.model.name, true)],
  (options, book) => `model:${modelNamed(options.getString('name', true), book).id}`,
);

/** More than four columns can't be read on a phone. */
const MODELS = ['model-a', 'model-b', 'model-c', 'model-d'] as const;

export const compare = modelCommand(
  'compare',
  MODELS.map((name, index) => modelOption(name, COMMANDS.compare.models[index]!, index < 2)),
  (options, book) => {
    const typed = MODELS.map((name) => options.getString(name)).filter((name) => name !== null);
    const models = typed.map((name) => modelNamed(name, book));
    const ids = new Set(models.map(({ id }) => id));
    if (ids.size < 2) throw new UserError('same-model', strings.sameModel(models[0]!.label));
    return `compare:${[...ids].join('+')}`;
  },
);

/** In place of a model: the family trees of all makers. */
const ALL: Choice = { id: 'all', label: strings.ALL_MODELS };

export const lineage = modelCommand(
  'lineage',
  [modelOption('model', COMMANDS.lineage.model, false)],
  (options, book) => {
    const typed = options.getString('model');
    if (typed?.trim().toLowerCase() === ALL.id) return `lineage:${ALL.id}`;
    return `lineage:${typed === null ? 'chatgpt' : modelNamed(typed, book).id}`;
  },
  (typed) => (` ${ALL.label.toLowerCase()}`.includes(` ${typed.trim().toLowerCase()}`) ? [ALL] : []),
);

export const help: SlashCommand = {
  data: slashCommand('help', COMMANDS.help),
  async run(interaction, context) {
    const responder = await Responder.of(interaction, context);
    const isEditor = await hasRight('edit-answers', interaction, context);
    const body = present(responder.help({ isEditor }), { askerId: interaction.user.id, isPrivate: true });
    return withCommandMentions(body, interaction.client, true);
  },
};

/** Those that fit; the number says how many there are. */
const MAX_QUESTIONS = 15;
/** For the counts and the note. */
const ROOM_FOR_REST = 1_000;

export const privacy: SlashCommand = {
  data: slashCommand('privacy', learning.LEARNING_COMMANDS.privacy),
  async run({ user }, { questions, replies, store }) {
    await questions.write();
    await replies.write();
    const { questions: kept, ...counts } = await store.learning.heldOf(user.id);
    const title = `### ${learning.PRIVACY_TITLE}`;
    const list = learning.held(counts, kept.length);
    if (list === '') return message(text(title, learning.PRIVACY_NOTHING));
    const shown = kept.slice(0, MAX_QUESTIONS).map((one) => {
      const note = noteOf(one);
      return `> ${escapeMarkdown(note === '' ? one.text : `${one.text} (${note})`)}`;
    });
    return message(
      text(title, list),
      shown.length > 0 && text(clipped(shown.join('\n'), MAX_CHARACTERS - ROOM_FOR_REST)),
      text(`-# ${learning.PRIVACY_NOTE}`),
      row(button(learning.PRIVACY_DELETE, ERASE, {}, ButtonStyle.Danger)),
    );
  },
};

/** More than that is no answer to one question. */
const MAX_PROPOSED = 1_000;

export const propose: SlashCommand = {
  data: slashCommand(
    'propose',
    learning.LEARNING_COMMANDS.propose,
    [
      textOption('question', learning.LEARNING_COMMANDS.proposeQuestion, { required: true, max_length: 100 }),
      textOption('answer', learning.LEARNING_COMMANDS.proposeAnswer, { required: true, max_length: MAX_PROPOSED }),
    ],
    'members',
  ),
  async run(interaction, { settings, questions }) {
    const { id, user, options } = interaction;
    const guildId = requireServer(interaction);
    const { proposals, questionRetentionDays } = await settings.of(guildId);
    if (!proposals) throw new UserError('no-proposals', learning.NO_PROPOSALS);
    if (questionRetentionDays === 0) throw new UserError('no-proposals', learning.NOT_KEPT);
    const asked = options.getString('question', true);
    const note = options.getString('answer', true).slice(0, MAX_PROPOSED).toWellFormed();
    await questions.propose(guildId, { id, personId: user.id, text: asked, note });
    return sentence(learning.PROPOSED);
  },
};

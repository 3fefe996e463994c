import { ApplicationCommandOptionType, ButtonStyle } from 'discord.js';
import { MAX_CHARACTERS } from '../../replies/fitReply.ts';
import { clipped } from '../../shared/text.ts';
import { UserError } from '../../shared/UserError.ts';
import { button, escapeMarkdown, message, row, sentence, text } from '../components.ts';
import { ERASE } from '../customIds.ts';
import { editorSession } from '../editing/EditorSession.ts';
import { reviewMessage } from '../learning/reviewMessage.ts';
import * as strings from '../learning/strings.ts';
import { statsMessage } from '../learning/statsMessage.ts';
import { requireRight, serverOf } from '../permissions.ts';
import { SERVER_ONLY } from '../strings.ts';
import { type SlashCommand, slashCommand, textOption } from './Command.ts';

const { LEARNING_COMMANDS: TEXTS } = strings;

/** `/review [proposals]`: what was asked without a right answer, for editors. */
export const review: SlashCommand = {
  data: slashCommand(
    'review',
    TEXTS.review,
    [{ type: ApplicationCommandOptionType.Boolean, name: 'proposals', description: TEXTS.proposals }],
    'editors',
  ),
  mode: () => 'private',
  async run(interaction, context) {
    const session = await editorSession(interaction, context);
    const proposals = interaction.options.getBoolean('proposals');
    if (proposals !== null) {
      const { guildId } = await requireRight('change-settings', interaction, context);
      await context.settings.save(guildId, { proposals });
      return sentence(proposals ? strings.PROPOSALS_ON : strings.PROPOSALS_OFF);
    }
    await context.questions.write();
    return reviewMessage(await session.review.groups(session.person.guildId), 0);
  },
};

const DAY_MS = 24 * 60 * 60 * 1000;
const STATS_DAYS = 30;

/** `/stats`: how much was asked in the last 30 days, and what people said about the answers. */
export const stats: SlashCommand = {
  data: slashCommand('stats', TEXTS.stats, [], 'editors'),
  mode: () => 'private',
  async run(interaction, context) {
    const { person, review: waiting } = await editorSession(interaction, context);
    const { guildId } = person;
    await context.questions.write();
    const { learning } = context.store;
    const now = context.clock.now();
    const days = Array.from({ length: STATS_DAYS }, (_, index) =>
      new Date(now - (STATS_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
    );
    const book = await context.books.of(guildId);
    const groups = await waiting.groups(guildId);
    return statsMessage({
      days,
      counts: await learning.dayCounts(guildId, days[0]!),
      votes: await learning.votes(guildId),
      titleOf: (id) => book.titleOf(id),
      unanswered: groups.map(({ texts: [first = ''], people }) => ({ text: first, people })),
    });
  },
};

/** Those that fit; the number says how many there are. */
const MAX_QUESTIONS = 15;
/** For the counts and the note. */
const ROOM_FOR_REST = 1_000;

/** `/privacy`: what is stored of a person, with a button to delete it. */
export const privacy: SlashCommand = {
  data: slashCommand('privacy', TEXTS.privacy),
  mode: () => 'private',
  async run({ user }, { questions, replies, store }) {
    await questions.write();
    await replies.write();
    const { questions: texts, ...counts } = await store.learning.heldOf(user.id);
    const title = `### ${strings.PRIVACY_TITLE}`;
    const list = strings.held(counts, texts.length);
    if (list === '') return message(text(title, strings.PRIVACY_NOTHING));
    const shown = texts.slice(0, MAX_QUESTIONS).map((one) => `> ${escapeMarkdown(one)}`);
    return message(
      text(title, list),
      shown.length > 0 && text(clipped(shown.join('\n'), MAX_CHARACTERS - ROOM_FOR_REST)),
      text(`-# ${strings.PRIVACY_NOTE}`),
      row(button(strings.PRIVACY_DELETE, ERASE, {}, ButtonStyle.Danger)),
    );
  },
};

/** More than that is no answer to one question. */
const MAX_PROPOSED = 1_000;

/** `/propose question answer`: a member proposes an answer, where the server wants that. */
export const propose: SlashCommand = {
  data: slashCommand('propose', TEXTS.propose, [
    textOption('question', TEXTS.proposeQuestion, { required: true, max_length: 100 }),
    textOption('answer', TEXTS.proposeAnswer, { required: true, max_length: MAX_PROPOSED }),
  ]),
  mode: () => 'private',
  async run(interaction, context) {
    const guildId = serverOf(interaction);
    if (guildId === null) throw new UserError('server-only', SERVER_ONLY);
    const { proposals, questionRetentionDays } = await context.settings.of(guildId);
    if (!proposals) throw new UserError('no-proposals', strings.NO_PROPOSALS);
    if (questionRetentionDays === 0) throw new UserError('no-proposals', strings.NOT_KEPT);
    const question = interaction.options.getString('question', true);
    const note = interaction.options.getString('answer', true).slice(0, MAX_PROPOSED).toWellFormed();
    const { id, user } = interaction;
    context.questions.keep(guildId, { id, personId: user.id, kind: 'proposed', text: question, note, answerId: null });
    await context.questions.write();
    return sentence(strings.PROPOSED);
  },
};

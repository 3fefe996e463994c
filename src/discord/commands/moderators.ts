import { reviewMessage } from '../learning/reviewMessage.ts';
import { statsMessage } from '../learning/statsMessage.ts';
import * as strings from '../learning/strings.ts';
import { editorSession } from '../editing/EditorSession.ts';
import { requireRight } from '../permissions.ts';
import { sentence } from '../components.ts';
import { checkMessage } from '../settings/checkMessage.ts';
import { settingsMessage } from '../settings/settingsMessage.ts';
import { COMMANDS } from '../strings.ts';
import { booleanOption, type SlashCommand, slashCommand } from './Command.ts';

const { LEARNING_COMMANDS: TEXTS } = strings;

/** `/settings [check]`: the server's settings with menus to change them, for members with Manage Server alone. */
export const settings: SlashCommand = {
  data: slashCommand('settings', COMMANDS.settings, [booleanOption('check', COMMANDS.check)], 'editors'),
  mode: () => 'private',
  async run(interaction, context) {
    const { settings: set } = await requireRight('change-settings', interaction, context);
    const { guild, options } = interaction;
    const canReadMessages = context.messageContent;
    if (guild && options.getBoolean('check')) return checkMessage({ settings: set, guild, canReadMessages });
    return settingsMessage({ settings: set, guild, canReadMessages });
  },
};

/** `/review [proposals]`: what was asked without a right answer, for editors. */
export const review: SlashCommand = {
  data: slashCommand('review', TEXTS.review, [booleanOption('proposals', TEXTS.proposals)], 'editors'),
  mode: () => 'private',
  async run(interaction, context) {
    const { person, review: waiting, questions } = await editorSession(interaction, context);
    const proposals = interaction.options.getBoolean('proposals');
    if (proposals !== null) {
      const { guildId } = await requireRight('change-settings', interaction, context);
      await context.settings.save(guildId, { proposals });
      return sentence(proposals ? strings.PROPOSALS_ON : strings.PROPOSALS_OFF);
    }
    await questions.write();
    return reviewMessage(await waiting.groups(person.guildId), 0);
  },
};

const DAY_MS = 24 * 60 * 60 * 1000;
const STATS_DAYS = 30;

/** `/stats`: how much was asked in the last 30 days, and what people said about the answers. */
export const stats: SlashCommand = {
  data: slashCommand('stats', TEXTS.stats, [], 'editors'),
  mode: () => 'private',
  async run(interaction, context) {
    const session = await editorSession(interaction, context);
    const { guildId } = session.person;
    const { learning } = session.store;
    await session.questions.write();
    const now = session.clock.now();
    const days = Array.from({ length: STATS_DAYS }, (_, index) =>
      new Date(now - (STATS_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
    );
    const book = await session.books.of(guildId);
    const groups = await session.review.groups(guildId);
    return statsMessage({
      days,
      counts: await learning.dayCounts(guildId, days[0]!),
      votes: await learning.votes(guildId),
      titleOf: (id) => book.titleOf(id),
      unanswered: groups.map(({ texts: [text = ''], people }) => ({ text, people })),
    });
  },
};

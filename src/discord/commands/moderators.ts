import { DAY_MS, dayOf } from '../../shared/clock.ts';
import type { Picture } from '../../shared/Picture.ts';
import { clipped } from '../../shared/text.ts';
import type { DayCount, Outcome, VoteCount } from '../../store/LearningStore.ts';
import { reviewMessage } from '../learning/reviewMessage.ts';
import * as strings from '../learning/strings.ts';
import { editorSession } from '../editing/EditorSession.ts';
import { gallery } from '../present.ts';
import { escapeMarkdown, message, sentence, text } from '../components.ts';
import { checkMessage, settingsMessage } from '../settings/settingsMessage.ts';
import { COMMANDS } from '../strings.ts';
import { booleanOption, type SlashCommand, slashCommand } from './Command.ts';

const { LEARNING_COMMANDS: TEXTS } = strings;

export const settings: SlashCommand = {
  data: slashCommand('settings', COMMANDS.settings, [booleanOption('check', COMMANDS.check)], 'editors'),
  async run(interaction, context) {
    const session = await editorSession(interaction, context, 'change-settings');
    return interaction.options.getBoolean('check') === true ? checkMessage(session) : settingsMessage(session);
  },
};

export const review: SlashCommand = {
  data: slashCommand('review', TEXTS.review, [booleanOption('proposals', TEXTS.proposals)], 'editors'),
  async run(interaction, context) {
    const { person, review: waiting, questions } = await editorSession(interaction, context);
    const proposals = interaction.options.getBoolean('proposals');
    if (proposals !== null) {
      await editorSession(interaction, context, 'change-settings');
      await context.settings.save(person.guildId, { proposals });
      return sentence(proposals ? strings.PROPOSALS_ON : strings.PROPOSALS_OFF);
    }
    await questions.write();
    return reviewMessage(await waiting.groups(person.guildId), 0);
  },
};

const STATS_DAYS = 30;

/** From the lower end of a bar. */
const PARTS = ['answered', 'offered', 'passed'] as const satisfies readonly Outcome[];

const MAX_LISTED = 5;
const MAX_LINE = 150;

export const stats: SlashCommand = {
  data: slashCommand('stats', TEXTS.stats, [], 'editors'),
  async run(interaction, context) {
    const session = await editorSession(interaction, context);
    const { guildId } = session.person;
    const { learning } = session.store;
    await session.questions.write();
    const now = session.clock.now();
    const days = Array.from({ length: STATS_DAYS }, (_, index) => dayOf(now - (STATS_DAYS - 1 - index) * DAY_MS));
    const counts = await learning.dayCounts(guildId, days[0]!);
    const votes = await learning.votes(guildId);
    const book = await session.books.of(guildId);
    const groups = await session.review.groups(guildId);

    const totals = totalsOf(counts);
    const solved = votes.reduce((sum, { verdict, people }) => sum + (verdict === 'solved' ? people : 0), 0);
    const judged = (isHelpful: boolean): string[] =>
      ranked(votes.filter(({ verdict }) => (verdict === 'solved') === isHelpful))
        .slice(0, MAX_LISTED)
        .map(([id, people]) => strings.statsOfAnswer(escapeMarkdown(book.titleOf(id) ?? id), people));
    const unanswered = groups
      .toSorted((one, other) => other.people - one.people)
      .slice(0, MAX_LISTED)
      .map(({ texts: [first = ''], people }) =>
        strings.statsOfAnswer(clipped(escapeMarkdown(first), MAX_LINE), people),
      );
    const byDay = days.map((day) => ({ day, ...totalsOf(counts.filter((one) => one.day === day)) }));
    const asked = byDay.filter((one) => PARTS.some((part) => one[part] > 0));

    const head = text(`### ${strings.STATS_TITLE}`, strings.statsTotals({ ...totals, solved }));
    const rest = [
      section(strings.STATS_HELPFUL, judged(true)),
      section(strings.STATS_WRONG, judged(false)),
      section(strings.STATS_UNANSWERED, unanswered),
      section(strings.STATS_DAYS, asked.map(strings.statsOfDay)),
    ];
    const body = message(head, ...rest);
    if (asked.length === 0) return body;
    const data: Picture = {
      kind: 'days',
      title: strings.STATS_PICTURE,
      alt: strings.statsAlt(totals, asked),
      checked: days.at(-1)!,
      parts: PARTS.map((part) => strings.STATS_PARTS[part]),
      days: byDay.map((one) => ({ day: one.day, counts: PARTS.map((part) => one[part]) })),
    };
    return { ...body, picture: { data, components: message(head, gallery(data), ...rest).components } };
  },
};

function totalsOf(counts: readonly DayCount[]): Record<Outcome, number> {
  const totals = { answered: 0, offered: 0, passed: 0, taken: 0 };
  for (const { outcome, count } of counts) totals[outcome] += count;
  return totals;
}

const section = (heading: string, lines: readonly string[]) => text(lines.length > 0 && `**${heading}**`, ...lines);

function ranked(votes: readonly VoteCount[]): (readonly [answerId: string, people: number])[] {
  const sums = new Map<string, number>();
  for (const { answerId, people } of votes) sums.set(answerId, (sums.get(answerId) ?? 0) + people);
  return [...sums].toSorted(([, one], [, other]) => other - one);
}

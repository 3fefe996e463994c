import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ComponentType,
  type Message,
  time,
  TimestampStyles,
} from 'discord.js';
import type { HistoryEntry, ListedAnswer } from '../../answers/editing/AnswerQueries.ts';
import type { AnswerStatus } from '../../answers/editing/status.ts';
import { formatDate } from '../../knowledge/dates.ts';
import { dayOf } from '../../shared/dates.ts';
import { clipped } from '../../shared/text.ts';
import type { AnswerVersion } from '../../store/Store.ts';
import { escapeMarkdown } from '../present.ts';

const DEEDS: Readonly<Record<AnswerVersion['kind'], string>> = {
  add: 'written',
  edit: 'edited',
  remove: 'removed',
  restore: 'brought back',
  import: 'imported',
};

/** https://support.discord.com: display names have at most 32 characters; formatting may double them. */
const MAX_NAME = 64;

/** What somebody is called, as a moderator who reads it months later can still make out. */
export const editorName = ({ editorName: name }: Pick<AnswerVersion, 'editorName'>): string =>
  clipped(escapeMarkdown(name), MAX_NAME);

/** In the reader's own time zone. */
export const when = (ms: number): string => time(Math.floor(ms / 1_000), TimestampStyles.LongDateShortTime);

export const deedOf = ({ kind }: Pick<AnswerVersion, 'kind'>): string => DEEDS[kind];

/** `version 3, edited by Ada, 22 November 2026 14:05` */
export function versionLine(version: AnswerVersion): string {
  return `version ${version.version}, ${deedOf(version)} by ${editorName(version)}, ${when(version.at)}`;
}

/** The same as a heading. */
export const versionHeading = (version: AnswerVersion): string => `**V${versionLine(version).slice(1)}**`;

/** A version that can be brought back. */
export interface VersionChoice {
  /** 0 for the curated answer as it is everywhere. */
  readonly version: number;
  /** `3, edited by Ada on 22 Nov 2026`, in plain text. */
  readonly label: string;
}

/** What can be brought back of an answer: all but what is there, newest first. */
export function versionChoices(entries: readonly HistoryEntry[], status: AnswerStatus): readonly VersionChoice[] {
  const old = entries.filter(({ version }, index) => version.content !== null && index > 0);
  return [
    ...old.map(({ version }) => ({
      version: version.version,
      label: `${version.version}, ${deedOf(version)} by ${version.editorName} on ${formatDate(dayOf(version.at))}`,
    })),
    ...(status === 'replaced' || status === 'hidden'
      ? [{ version: 0, label: '0, the curated answer as it is everywhere' }]
      : []),
  ];
}

/** Of a title with its formatting escaped: within 100 characters there may be as many signs. */
const MAX_TITLE = 200;

/** A title within a sentence of ours. */
export const shownTitle = (title: string): string => clipped(escapeMarkdown(title), MAX_TITLE);

/** `version 3, edited by Ada · given 12 times, last on 8 Oct 2026 · review was due on 1 Nov 2026` */
export function factsLine({ latest, uses, lastUsedAt, reviewBy, isStale }: ListedAnswer): string {
  const times = uses === 1 ? 'once' : `${uses.toLocaleString('en-US')} times`;
  const last = lastUsedAt === undefined ? '' : `, last on ${formatDate(dayOf(lastUsedAt))}`;
  const review = isStale ? '**review was due on' : 'review on';
  return [
    ...(latest ? [`version ${latest.version}, ${deedOf(latest)} by ${editorName(latest)}`] : []),
    uses === 0 ? 'never given' : `given ${times}${last}`,
    ...(reviewBy === undefined ? [] : [`${review} ${formatDate(reviewBy)}${isStale ? '**' : ''}`]),
  ].join(' · ');
}

/** What may be mentioned in a message: people, roles, channels, commands. */
const MENTION =
  /<(?:@!?(?<user>\d{17,20})|@&(?<role>\d{17,20})|#(?<channel>\d{17,20})|\/(?<command>[^:>]{1,100}):\d{17,20})>/g;

/**
 * The text of a message with mentions written out, so that it says the same elsewhere and calls nobody.
 *
 * @example
 * // 'Ask <@80351110224678912> with </ask:80351110224678913>' -> 'Ask @ada with /ask'
 */
export function mentionsAsNames({ content, mentions, guild }: Message): string {
  return content.replace(MENTION, (whole, ...rest) => {
    const { user, role, channel, command } = rest.at(-1) as Record<string, string | undefined>;
    if (user !== undefined) return `@${mentions.users.get(user)?.displayName ?? 'somebody'}`;
    if (role !== undefined) return `@${guild?.roles.cache.get(role)?.name ?? 'some role'}`;
    if (channel !== undefined) return `#${guild?.channels.cache.get(channel)?.name ?? 'some channel'}`;
    return command === undefined ? whole : `/${command}`;
  });
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A row of buttons; none where there is none. */
export function buttonRow(buttons: readonly APIButtonComponentWithCustomId[]): Row[] {
  return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: [...buttons] }];
}

/** A menu to choose one thing from; none where there is nothing to choose, or its state does not fit. */
export function menuRow(
  placeholder: string,
  customId: string | undefined,
  options: readonly APISelectMenuOption[],
): Row[] {
  if (customId === undefined || options.length === 0) return [];
  const type = ComponentType.StringSelect;
  return [
    { type: ComponentType.ActionRow, components: [{ type, custom_id: customId, placeholder, options: [...options] }] },
  ];
}

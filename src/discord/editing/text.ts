import { type Message, time, TimestampStyles } from 'discord.js';
import type { HistoryEntry, ListedAnswer } from '../../answers/editing/AnswerQueries.ts';
import type { AnswerStatus } from '../../answers/editing/status.ts';
import { dayOf } from '../../shared/clock.ts';
import { clipped } from '../../shared/text.ts';
import type { AnswerVersion } from '../../store/Store.ts';
import { escapeMarkdown } from '../components.ts';
import * as strings from './strings.ts';

/** Display names have at most 32 characters (https://support.discord.com). Escaping can double them. */
const MAX_NAME = 64;

export const editorName = ({ editorName: name }: Pick<AnswerVersion, 'editorName'>): string =>
  clipped(escapeMarkdown(name), MAX_NAME);

/** In the reader's own time zone. @param ms - Milliseconds since 1970. */
export const timestamp = (ms: number): string => time(Math.floor(ms / 1_000), TimestampStyles.LongDateShortTime);

const versionAndEditor = (version: AnswerVersion): string =>
  strings.versionBy(version.version, strings.DEEDS[version.kind], editorName(version));

/** `version 3, edited by Ada, 22 November 2026 14:05` */
export function versionLine(version: AnswerVersion): string {
  return `${versionAndEditor(version)}, ${timestamp(version.at)}`;
}

export const versionHeading = (version: AnswerVersion): string => `**V${versionLine(version).slice(1)}**`;

export interface VersionChoice {
  /** 0 for the curated answer. */
  readonly version: number;
  /** `3, edited by Ada on 22 Nov 2026`, in plain text. */
  readonly label: string;
}

/** The versions of an answer that can be restored: all with a content but the current one, newest first. */
export function versionChoices(entries: readonly HistoryEntry[], status: AnswerStatus): readonly VersionChoice[] {
  const old = entries.filter(({ version }, index) => version.content !== null && index > 0);
  return [
    ...old.map(({ version: { version, kind, editorName: name, at } }) => ({
      version,
      label: strings.versionChoice(version, strings.DEEDS[kind], name, dayOf(at)),
    })),
    ...(status === 'replaced' || status === 'hidden' ? [{ version: 0, label: strings.CURATED_CHOICE }] : []),
  ];
}

/** A title has at most 100 characters. Escaping can double them. */
const MAX_TITLE = 200;

export const shownTitle = (title: string): string => clipped(escapeMarkdown(title), MAX_TITLE);

/** `version 3, edited by Ada · given 12 times, last on 8 Oct 2026 · review was due on 1 Nov 2026` */
export function factsLine({ latest, uses, lastUsedAt, reviewBy, isStale }: ListedAnswer): string {
  const lastDay = lastUsedAt === undefined ? undefined : dayOf(lastUsedAt);
  return [
    ...(latest ? [versionAndEditor(latest)] : []),
    uses === 0 ? strings.NEVER_GIVEN : strings.given(uses, lastDay),
    ...(reviewBy === undefined ? [] : [strings.review(reviewBy, isStale)]),
  ].join(' · ');
}

const MENTION =
  /<(?:@!?(?<user>\d{17,20})|@&(?<role>\d{17,20})|#(?<channel>\d{17,20})|\/(?<command>[^:>]{1,100}):\d{17,20})>/g;

/**
 * The text of a message with its mentions as names, so that it reads the same elsewhere and pings nobody.
 *
 * @example
 * // 'Ask <@80351110224678912> with </ask:80351110224678913>' -> 'Ask @ada with /ask'
 */
export function mentionsAsNames({ content, mentions, guild }: Message): string {
  return content.replace(MENTION, (whole, ...rest) => {
    const { user, role, channel, command } = rest.at(-1) as Record<string, string | undefined>;
    if (user !== undefined) return `@${mentions.users.get(user)?.displayName ?? strings.UNKNOWN.user}`;
    if (role !== undefined) return `@${guild?.roles.cache.get(role)?.name ?? strings.UNKNOWN.role}`;
    if (channel !== undefined) return `#${guild?.channels.cache.get(channel)?.name ?? strings.UNKNOWN.channel}`;
    return command === undefined ? whole : `/${command}`;
  });
}

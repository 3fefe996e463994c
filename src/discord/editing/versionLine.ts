import { time, TimestampStyles } from 'discord.js';
import type { AnswerVersion } from '../../store/AnswerVersion.ts';
import { clipped } from '../../replies/characters.ts';
import { asTyped } from '../asTyped.ts';

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
  clipped(asTyped(name), MAX_NAME);

/** In the reader's own time zone. */
export const when = (ms: number): string => time(Math.floor(ms / 1_000), TimestampStyles.LongDateShortTime);

export const deedOf = ({ kind }: Pick<AnswerVersion, 'kind'>): string => DEEDS[kind];

/** `version 3, edited by Ada, 22 November 2026 14:05` */
export function versionLine(version: AnswerVersion): string {
  return `version ${version.version}, ${deedOf(version)} by ${editorName(version)}, ${when(version.at)}`;
}

/** The same as a heading. */
export const versionHeading = (version: AnswerVersion): string => `**V${versionLine(version).slice(1)}**`;

import {
  type APIFileComponent,
  type APIMessageTopLevelComponent,
  type APITextDisplayComponent,
  type AttachmentPayload,
  ComponentType,
  MessageFlags,
  type MessageMentionOptions,
} from 'discord.js';
import { clipped } from '../replies/characters.ts';
import { MAX_CHARACTERS } from '../replies/fitReply.ts';
import { asTyped } from './asTyped.ts';

/** A message as discord.js sends it, whichever way it is sent. */
export interface MessageBody {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowedMentions: MessageMentionOptions;
  /** Each must be shown by a component, as `attachment://name`. */
  readonly files?: readonly AttachmentPayload[];
  /** Empty: where this takes the place of another message, the files of that one go. Absent: they stay. */
  readonly attachments?: [];
}

/** Nobody is pinged by what a message says. A reply to a message adds the asker, see `messages/`. */
const NO_PINGS: MessageMentionOptions = { parse: [], repliedUser: false };

export function message(components: readonly APIMessageTopLevelComponent[]): MessageBody {
  return { flags: MessageFlags.IsComponentsV2, components, allowedMentions: NO_PINGS };
}

/** Markdown. */
export function textDisplay(content: string): APITextDisplayComponent {
  return { type: ComponentType.TextDisplay, content };
}

/**
 * The message with these files and no others. They are seen only where a {@link fileDisplay} of the message shows them.
 * https://discord.com/developers/docs/components/reference#file
 */
export function withFiles(body: MessageBody, files: readonly AttachmentPayload[]): MessageBody {
  return { ...body, files, attachments: [] };
}

/** @param name - Of a file that comes with the message. */
export function fileDisplay(name: string): APIFileComponent {
  return { type: ComponentType.File, file: { url: `attachment://${name}` } };
}

/** One sentence without anything around it. Shown as it stands: whatever a person typed into it formats nothing. */
export function sentence(text: string): MessageBody {
  return message([textDisplay(clipped(asTyped(text), MAX_CHARACTERS))]);
}

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APIFileComponent,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuOption,
  type APITextDisplayComponent,
  type APITextInputComponent,
  type AttachmentPayload,
  ButtonStyle,
  ComponentType,
  escapeMarkdown as escapeFormatting,
  MessageFlags,
  type MessageMentionOptions,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import { MAX_CHARACTERS, MAX_LABEL } from '../replies/fitReply.ts';
import type { Picture } from '../shared/Picture.ts';
import { characterCount, clipped, indexOfLimit } from '../shared/text.ts';
import type { CustomIdCodec } from './customIds.ts';

/** A message in discord.js's form, however it is sent. */
export interface MessageBody {
  readonly flags: MessageFlags.IsComponentsV2;
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly allowedMentions: MessageMentionOptions;
  /** Each must be shown by a component, as `attachment://name`. */
  readonly files?: readonly AttachmentPayload[];
  /** What joins the message once it is drawn, and the components of the message with it, see present.ts. */
  readonly picture?: { readonly data: Picture; readonly components: MessageBody['components'] };
  /** In response to an interaction: for the person alone, even if it was to be public. */
  readonly isForPerson?: true;
  /** Called with the id of the message, once everybody can see it as the response to an interaction. */
  readonly onPublished?: (messageId: string) => void;
  /** Called if the response to an interaction could not be sent. */
  readonly onUnsent?: () => void;
  /** Empty: an update removes the files of the message that it replaces. Absent: it keeps them. */
  readonly attachments?: [];
}

export interface ModalResponse {
  readonly modal: APIModalInteractionResponseCallbackData;
}

/** What is there, or what a condition has left out. */
type Maybe<T> = T | undefined | false | '';

const kept = <T>(parts: readonly Maybe<T>[]): T[] => parts.filter(Boolean) as T[];

/** A message of these parts. Its text pings nobody; a reply to a message adds its author, see MessageHandler. */
export function message(...parts: readonly Maybe<APIMessageTopLevelComponent>[]): MessageBody {
  const allowedMentions: MessageMentionOptions = { parse: [], repliedUser: false };
  return { flags: MessageFlags.IsComponentsV2, components: kept(parts), allowedMentions };
}

/** Lines of Markdown; `undefined` without any. */
export function text(...lines: readonly Maybe<string>[]): APITextDisplayComponent | undefined {
  const content = kept(lines).join('\n');
  return content === '' ? undefined : { type: ComponentType.TextDisplay, content };
}

/** A message with plain text alone. Anything that a person typed into it is escaped. */
export function sentence(plain: string): MessageBody {
  return message(text(clipped(escapeMarkdown(plain), MAX_CHARACTERS)));
}

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Up to five buttons, or one menu; `undefined` without any. */
export function row(...components: readonly Maybe<APIComponentInMessageActionRow>[]): Row | undefined {
  const some = kept(components);
  return some.length === 0 ? undefined : { type: ComponentType.ActionRow, components: some };
}

/** A button whose id holds the state; none if the state does not fit into an id. */
export function button<State extends object>(
  label: string,
  codec: CustomIdCodec<State, 'isButton'>,
  state: NoInfer<State>,
  style: APIButtonComponentWithCustomId['style'] = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId | undefined {
  const customId = codec.write(state);
  if (customId === undefined || label.trim() === '') return undefined;
  return { type: ComponentType.Button, style, label: clipped(label, MAX_LABEL), custom_id: customId };
}

/** https://discord.com/developers/docs/components/reference#string-select-select-option-structure */
const MAX_OPTION = 100;

/** A menu for one choice; none without options, or if its state does not fit into an id. */
export function menu(
  placeholder: string,
  customId: string | undefined,
  options: readonly APISelectMenuOption[],
): Row | undefined {
  if (customId === undefined || options.length === 0) return undefined;
  const shown = options.map((option) => ({ ...option, label: clipped(option.label, MAX_OPTION) }));
  return row({ type: ComponentType.StringSelect, custom_id: customId, placeholder, options: shown });
}

/** The message with these files and no others. Discord shows them only where a component names them. */
export function withFiles(body: MessageBody, files: readonly AttachmentPayload[]): MessageBody {
  return { ...body, files, attachments: [] };
}

/** A message of these parts with files, which people see above its last part, such as a row of buttons. */
export function withAttached(
  files: readonly NamedFile[],
  parts: readonly Maybe<APIMessageTopLevelComponent>[],
  last?: Maybe<APIMessageTopLevelComponent>,
): MessageBody {
  const shown = files.map(({ name }): APIFileComponent => {
    return { type: ComponentType.File, file: { url: `attachment://${name}` } };
  });
  return withFiles(message(...parts, ...shown, last), files);
}

type NamedFile = AttachmentPayload & { readonly name: string };

/** A text input of a dialog. At most 45 characters for the label and 100 for the description. */
export interface Field {
  readonly label: string;
  readonly description: string;
  readonly placeholder?: string;
  /** Checked again when the dialog is submitted. */
  readonly maxLength: number;
  /** Several lines instead of one. Default: false. */
  readonly isLong?: boolean;
  /** Default: false. */
  readonly isRequired?: boolean;
}

/** https://discord.com/developers/docs/components/reference#text-input */
const MAX_INPUT = 4_000;
/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-response-object-modal */
const MAX_TITLE = 45;

/**
 * A dialog with these fields.
 *
 * @param filledIn - What the fields hold to begin with.
 * @throws Error if the dialog's state does not fit into its id
 */
export function dialog<Name extends string>(
  customId: string | undefined,
  title: string,
  fields: Readonly<Record<Name, Field>>,
  filledIn: Partial<Record<NoInfer<Name>, string>> = {},
): ModalResponse {
  if (customId === undefined) throw new Error(`The state of "${title}" does not fit in a dialog's id.`);
  const components = (Object.keys(fields) as Name[]).map((name) => {
    const { label, description, placeholder, maxLength, isLong = false, isRequired = false } = fields[name];
    const typed = filledIn[name] ?? '';
    const value = typed.slice(0, indexOfLimit(typed, MAX_INPUT));
    const component: APITextInputComponent = {
      type: ComponentType.TextInput,
      custom_id: name,
      style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
      required: isRequired,
      // A text that is already too long must still be shown, so that it can be shortened.
      max_length: Math.max(maxLength, characterCount(value)),
      ...(value !== '' && { value }),
      ...(placeholder !== undefined && { placeholder }),
    };
    return { type: ComponentType.Label as const, label, description, component };
  });
  return { modal: { custom_id: customId, title: clipped(title, MAX_TITLE), components } };
}

/** What was typed into the fields of a dialog. Missing ones are empty. */
export function typedInto<Name extends string>(
  fields: Readonly<Record<Name, unknown>>,
  interaction: ModalSubmitInteraction,
): Record<Name, string> {
  const typed = Object.keys(fields).map((name) => {
    const field = interaction.fields.fields.get(name);
    return [name, field?.type === ComponentType.TextInput ? field.value : ''] as const;
  });
  return Object.fromEntries(typed) as Record<Name, string>;
}

/** Invisible characters that reverse the direction of the text after them (UAX #9, explicit directional formatting). */
const DIRECTION_CHANGES = /[\u202A-\u202E\u2066-\u2069]/g;

/**
 * A person's text, shown letter for letter: it formats nothing, mentions nobody and hides no link.
 *
 * @example
 * escapeMarkdown('**x** <@1>'); // '\*\*x\*\* \<@1>'
 */
export function escapeMarkdown(plain: string): string {
  const options = { heading: true, bulletedList: true, numberedList: true, maskedLink: true };
  return escapeFormatting(plain.replace(DIRECTION_CHANGES, ''), options).replaceAll('<', '\\<');
}

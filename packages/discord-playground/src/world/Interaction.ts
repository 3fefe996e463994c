import { randomBytes } from 'node:crypto';
import {
  type APIApplicationCommandOptionChoice,
  type APIAuthorizingIntegrationOwnersMap,
  type APIInteraction,
  type APIMessageInteractionMetadata,
  type APIModalInteractionResponseCallbackData,
  type APIModalSubmitInteractionMetadata,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  InteractionType,
  Locale,
  PermissionFlagsBits as Flag,
} from 'discord-api-types/v10';
import { snowflake, type User } from './guild/accounts.ts';
import { MAX_FILE_BYTES } from './guild/files.ts';
import type { Channel, Message } from './guild/Guild.ts';
import { permissionsIn } from './guild/permissions.ts';

/** What happened: an interaction's type with its `data`. */
export type InteractionSubject = {
  [Type in Exclude<APIInteraction['type'], InteractionType.Ping>]: {
    readonly type: Type;
    readonly data: NonNullable<Extract<APIInteraction, { type: Type }>['data']>;
  };
}[Exclude<APIInteraction['type'], InteractionType.Ping>];

export type Modal = APIModalInteractionResponseCallbackData;

/** What the bot did in response, for the member who is waiting. */
type Step =
  | { readonly kind: 'message' | 'thinking' | 'edited' | 'deleted'; readonly message: Message }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'choices'; readonly choices: readonly APIApplicationCommandOptionChoice[] }
  | { readonly kind: 'modal'; readonly modal: Modal };

/** `open` until the first response, `deferred` while "thinking…" shows. */
type State = 'open' | 'deferred' | 'answered';

/** A command, component or modal that somebody used, and that the bot has to answer. */
export class Interaction {
  readonly id = snowflake();
  /** Authorizes the bot's follow-up requests for this interaction. */
  readonly token = Buffer.from(`interaction:${this.id}:${randomBytes(24).toString('hex')}`).toString('base64url');
  readonly createdAtMs = Date.now();
  readonly channel: Channel;
  readonly user: User;
  readonly subject: InteractionSubject;
  /** The message whose component was used. */
  readonly message: Message | undefined;
  /** For a modal: the interaction that opened it. */
  readonly openedBy: Interaction | undefined;
  /** Whether this person has installed the app to their account. */
  readonly isInstalled: boolean;
  state: State = 'open';
  /** The message behind `@original`. */
  original: Message | undefined;
  /** How many messages followed the first response. */
  followUps = 0;
  readonly #listeners = new Set<(step: Step) => void>();

  constructor(
    init: Pick<Interaction, 'channel' | 'user' | 'subject' | 'message' | 'openedBy'> & {
      readonly isInstalled?: boolean;
    },
  ) {
    this.channel = init.channel;
    this.user = init.user;
    this.subject = init.subject;
    this.message = init.message;
    this.openedBy = init.openedBy;
    this.isInstalled = init.isInstalled ?? false;
  }

  /** Whether the bot is only here because this person has installed it. */
  get isUserOnly(): boolean {
    return this.isInstalled && !hasBot(this.channel);
  }

  get type(): InteractionType {
    return this.subject.type;
  }

  /** Whether it came from the context menu of a message or user. */
  get isContextMenu(): boolean {
    return this.subject.type === InteractionType.ApplicationCommand && 'target_id' in this.subject.data;
  }

  onStep(listener: (step: Step) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  emit(step: Step): void {
    for (const listener of this.#listeners) listener(step);
  }
}

/** How long the bot can send follow-ups. Source: interactions/receiving-and-responding. */
export const TOKEN_LIFETIME_MS = 15 * 60_000;

/** The interactions whose tokens are still known. */
export class InteractionRegistry {
  readonly #byId = new Map<string, Interaction>();
  readonly #byToken = new Map<string, Interaction>();

  add(interaction: Interaction): void {
    this.#forgetExpired();
    this.#byId.set(interaction.id, interaction);
    this.#byToken.set(interaction.token, interaction);
  }

  find(id: string, token: string): Interaction | undefined {
    const interaction = this.#byId.get(id);
    return interaction?.token === token ? interaction : undefined;
  }

  byId(id: string): Interaction | undefined {
    return this.#byId.get(id);
  }

  byToken(token: string): Interaction | undefined {
    return this.#byToken.get(token);
  }

  /**
   * Keeps them for twice their lifetime, so that a late request learns that its token has expired. The map is ordered
   * by age.
   */
  #forgetExpired(): void {
    const before = Date.now() - 2 * TOKEN_LIFETIME_MS;
    for (const interaction of this.#byId.values()) {
      if (interaction.createdAtMs >= before) return;
      this.#byId.delete(interaction.id);
      this.#byToken.delete(interaction.token);
    }
  }
}

/** Whether the bot is in this channel's server or conversation. */
export function hasBot({ guild, participants }: Channel): boolean {
  if (!guild) return participants.some(({ bot }) => bot);
  for (const { user } of guild.members.values()) if (user.bot) return true;
  return false;
}

/** Where a channel is: in a server, in direct messages with the bot, or among people. */
export function contextOf(channel: Channel): InteractionContextType {
  if (channel.guild) return InteractionContextType.Guild;
  return hasBot(channel) ? InteractionContextType.BotDM : InteractionContextType.PrivateChannel;
}

/** Who installed the app: the server, or `0` in direct messages with the bot, and the person. */
function integrationOwners({ channel, user, isInstalled }: Interaction): APIAuthorizingIntegrationOwnersMap {
  return {
    ...(hasBot(channel) && { [ApplicationIntegrationType.GuildInstall]: channel.guild?.id ?? '0' }),
    ...(isInstalled && { [ApplicationIntegrationType.UserInstall]: user.id }),
  };
}

/** What an app may do through somebody who installed it, if they may. Source: observed. */
const THROUGH_USER = Flag.EmbedLinks | Flag.AttachFiles | Flag.MentionEveryone | Flag.UseExternalEmojis;

/** What a message tells about the interaction that it answers. */
export function interactionMetadata(interaction: Interaction): APIMessageInteractionMetadata {
  const base = {
    id: interaction.id,
    user: interaction.user.toApi(),
    authorizing_integration_owners: integrationOwners(interaction),
  };
  if (interaction.type === InteractionType.MessageComponent && interaction.message) {
    return { ...base, type: InteractionType.MessageComponent, interacted_message_id: interaction.message.id };
  }
  if (interaction.type === InteractionType.ModalSubmit && interaction.openedBy) {
    const opener = interactionMetadata(interaction.openedBy);
    return {
      ...base,
      type: InteractionType.ModalSubmit,
      triggering_interaction_metadata: opener as APIModalSubmitInteractionMetadata['triggering_interaction_metadata'],
    };
  }
  const { subject } = interaction;
  const isMessageCommand =
    subject.type === InteractionType.ApplicationCommand && subject.data.type === ApplicationCommandType.Message;
  return {
    ...base,
    type: InteractionType.ApplicationCommand,
    ...(isMessageCommand && { target_message_id: subject.data.target_id }),
  };
}

/** The event that tells the bot about an interaction. */
export function interactionPayload(interaction: Interaction, bot: User): APIInteraction {
  const { channel, user, subject, message } = interaction;
  const { guild } = channel;
  const ofUser = permissionsIn(channel, user.id);
  const permissions = ofUser.toString();
  const ofApp = interaction.isUserOnly ? ofUser & THROUGH_USER : permissionsIn(channel, bot.id);
  const member = guild?.members.get(user.id);
  return {
    id: interaction.id,
    application_id: bot.id,
    ...subject,
    token: interaction.token,
    version: 1,
    channel: guild ? { ...channel.toApi(), permissions } : channel.toApi(),
    channel_id: channel.id,
    ...(guild && {
      guild: { id: guild.id, locale: Locale.EnglishUS, features: [] },
      guild_id: guild.id,
      guild_locale: Locale.EnglishUS,
    }),
    ...(member ? { member: { ...member.toApi(), permissions } } : { user: user.toApi() }),
    ...(message && { message: message.api }),
    app_permissions: ofApp.toString(),
    locale: Locale.EnglishUS,
    entitlements: [],
    authorizing_integration_owners: integrationOwners(interaction),
    context: contextOf(channel),
    attachment_size_limit: MAX_FILE_BYTES,
  } as APIInteraction;
}

import { DiscordAPIError, RESTJSONErrorCodes as Code } from 'discord.js';

export function isRefusal(error: unknown, codes: readonly number[]): error is DiscordAPIError {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}

/**
 * Why Discord refuses a message although nothing is wrong with the bot, in words for the operators' log. By Discord's codes:
 * https://discord.com/developers/docs/topics/opcodes-and-status-codes#json
 */
export const REFUSALS = {
  gone: ['the message or the channel was deleted', Code.UnknownChannel, Code.UnknownMessage, Code.UnknownGuild],
  late: [
    'the interaction has expired or was acknowledged already',
    Code.UnknownInteraction,
    Code.InteractionHasAlreadyBeenAcknowledged,
    Code.UnknownWebhook,
    Code.InvalidWebhookToken,
  ],
  filtered: [
    "the server's AutoMod or link filter blocks this text",
    Code.MessageWasBlockedByAutomaticModeration,
    Code.TitleWasBlockedByAutomaticModeration,
    Code.MessageBlockedByHarmfulLinksFilter,
    Code.ExplicitContentCannotBeSentToTheDesiredRecipient,
  ],
  'not-allowed': [
    'the bot lacks a permission in this channel',
    Code.MissingAccess,
    Code.MissingPermissions,
    Code.CannotReplyWithoutPermissionToReadMessageHistory,
    Code.UserBannedFromThisGuild,
    Code.ChannelVerificationLevelTooHighForYouToGainAccess,
  ],
  locked: ['the thread is locked', Code.ThreadLocked],
  archived: ['the thread is archived', Code.InvalidActionOnArchivedThread],
  'slow-mode': [
    'the channel is in slow mode or its limit of messages is reached',
    Code.ActionCannotBePerformedDueToSlowmodeRateLimit,
    Code.ChannelSendRateLimit,
    Code.ServerSendRateLimit,
  ],
  'closed-dm': [
    'the person accepts no direct messages from the bot',
    Code.CannotSendMessagesToThisUser,
    Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds,
  ],
  'no-text-here': [
    'this kind of channel takes no messages',
    Code.CannotSendMessagesInNonTextChannel,
    Code.CannotExecuteActionOnThisChannelType,
  ],
} as const;

export interface Refusal {
  readonly kind: keyof typeof REFUSALS;
  readonly code: number;
  /** For the log. */
  readonly reason: string;
}

const BY_CODE: ReadonlyMap<number, Refusal> = new Map(
  Object.entries(REFUSALS).flatMap(([kind, [reason, ...codes]]) =>
    codes.map((code) => [code, { kind: kind as Refusal['kind'], code, reason }] as const),
  ),
);

/** @returns `undefined` if it is no refusal of Discord, or one that is a fault of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  return error instanceof DiscordAPIError ? BY_CODE.get(Number(error.code)) : undefined;
}

import { DiscordAPIError, type RateLimitData, RateLimitError, RESTJSONErrorCodes as Code } from 'discord.js';

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
  full: ['the thread has as many members as Discord allows', Code.MaximumThreadParticipantsReached],
  'edited-often': [
    'Discord allows no more edits of older messages for now',
    Code.MaximumNumberOfEditsToMessagesOlderThanOneHourReached,
    Code.AnnouncementEditLimitExceeded,
  ],
  'switched-off': [
    'Discord is overloaded, or has switched this off for now',
    Code.SendMessagesHasBeenTemporarilyDisabled,
    Code.FeatureTemporarilyDisabledServerSide,
    Code.ServiceResourceIsBeingRateLimited,
    Code.CloudflareIsBlockingYourRequest,
    Code.APIResourceOverloaded,
  ],
} as const;

export interface Refusal {
  /** `unknown`: this may be a fault of ours. */
  readonly kind: keyof typeof REFUSALS | 'unknown';
  readonly code: number;
  readonly reason: string;
}

const BY_CODE: ReadonlyMap<number, Refusal> = new Map(
  Object.entries(REFUSALS).flatMap(([kind, [reason, ...codes]]) =>
    codes.map((code) => [code, { kind: kind as keyof typeof REFUSALS, code, reason }] as const),
  ),
);

/** @returns `undefined` if it is no refusal of Discord. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof RateLimitError) return { kind: 'slow-mode', code: 429, reason: REFUSALS['slow-mode'][0] };
  if (!(error instanceof DiscordAPIError)) return undefined;
  const code = Number(error.code);
  return BY_CODE.get(code) ?? { kind: 'unknown', code, reason: error.message };
}

/** Whether nothing is wrong with the bot although Discord refuses what it wants. */
export function isExpected(error: unknown): boolean {
  const { kind = 'unknown' } = refusalOf(error) ?? {};
  return kind !== 'unknown';
}

/** Waiting for Discord longer than this would bring an answer that nobody expects any more. */
const MOST_PATIENCE_MS = 60_000;

/** Whether to give up what Discord wants to be asked again much later, see `rejectOnRateLimit` of discord.js. */
export function isTooSlow({ route, retryAfter, sublimitTimeout }: RateLimitData): boolean {
  return route.startsWith('/channels/') && Math.max(retryAfter, sublimitTimeout) > MOST_PATIENCE_MS;
}

import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';

/** Whether Discord refused a request with one of these codes. */
export function isRefusal(error: unknown, codes: readonly number[]): error is DiscordAPIError {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}

/** The bot may not see the channel, write in it, or read what it would reply to. */
export const NOT_ALLOWED = [
  RESTJSONErrorCodes.MissingAccess,
  RESTJSONErrorCodes.MissingPermissions,
  RESTJSONErrorCodes.CannotReplyWithoutPermissionToReadMessageHistory,
];

/** What was to be answered has gone meanwhile. */
export const GONE = [RESTJSONErrorCodes.UnknownChannel, RESTJSONErrorCodes.UnknownMessage];

/** Acknowledged too late, or by somebody else: nothing can be said any more. */
export const TOO_LATE = [
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
];

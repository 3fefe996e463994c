import { DiscordAPIError, RESTJSONErrorCodes as Code } from 'discord.js';
import { REFUSALS } from './strings.ts';

export function isRefusal(error: unknown, codes: readonly number[]): error is DiscordAPIError {
  return error instanceof DiscordAPIError && codes.includes(Number(error.code));
}

/**
 * Why Discord refuses a message although nothing is wrong with the bot. `gone`: the message to answer or its channel was
 * deleted. `late`: the interaction has expired, or something else has acknowledged it. `filtered`: the server does not let
 * this text through. The rest is about the place: the bot may not write there, or nobody may.
 */
type RefusalKind =
  'gone' | 'late' | 'filtered' | 'not-allowed' | 'locked' | 'archived' | 'slow-mode' | 'closed-dm' | 'no-text-here';

/** By Discord's codes: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const KINDS: ReadonlyMap<number, RefusalKind> = new Map<number, RefusalKind>([
  [Code.UnknownChannel, 'gone'],
  [Code.UnknownMessage, 'gone'],
  [Code.UnknownGuild, 'gone'],
  [Code.UnknownInteraction, 'late'],
  [Code.InteractionHasAlreadyBeenAcknowledged, 'late'],
  [Code.UnknownWebhook, 'late'],
  [Code.InvalidWebhookToken, 'late'],
  [Code.MessageWasBlockedByAutomaticModeration, 'filtered'],
  [Code.TitleWasBlockedByAutomaticModeration, 'filtered'],
  [Code.MessageBlockedByHarmfulLinksFilter, 'filtered'],
  [Code.ExplicitContentCannotBeSentToTheDesiredRecipient, 'filtered'],
  [Code.MissingAccess, 'not-allowed'],
  [Code.MissingPermissions, 'not-allowed'],
  [Code.CannotReplyWithoutPermissionToReadMessageHistory, 'not-allowed'],
  [Code.UserBannedFromThisGuild, 'not-allowed'],
  [Code.ChannelVerificationLevelTooHighForYouToGainAccess, 'not-allowed'],
  [Code.ThreadLocked, 'locked'],
  [Code.InvalidActionOnArchivedThread, 'archived'],
  [Code.ActionCannotBePerformedDueToSlowmodeRateLimit, 'slow-mode'],
  [Code.ChannelSendRateLimit, 'slow-mode'],
  [Code.ServerSendRateLimit, 'slow-mode'],
  [Code.CannotSendMessagesToThisUser, 'closed-dm'],
  [Code.CannotSendMessagesToThisUserDueToHavingNoMutualGuilds, 'closed-dm'],
  [Code.CannotSendMessagesInNonTextChannel, 'no-text-here'],
  [Code.CannotExecuteActionOnThisChannelType, 'no-text-here'],
]);

export interface Refusal {
  readonly kind: RefusalKind;
  readonly code: number;
  /** For the log. */
  readonly reason: string;
}

/** @returns `undefined` if it is no refusal of Discord, or one that is a fault of ours. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof DiscordAPIError)) return undefined;
  const code = Number(error.code);
  const kind = KINDS.get(code);
  return kind && { kind, code, reason: REFUSALS[kind] };
}

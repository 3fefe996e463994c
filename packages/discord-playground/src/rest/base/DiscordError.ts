import { invalidFormBody, type Violation } from '../../checks/violations.ts';

/** Discord's errors: HTTP status, JSON error code, message. Source: topics/opcodes-and-status-codes. */
const ERRORS = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  internal: [500, 0, '500: Internal Server Error'],
  unknownChannel: [404, 10_003, 'Unknown Channel'],
  unknownGuild: [404, 10_004, 'Unknown Guild'],
  unknownIntegration: [404, 10_005, 'Unknown Integration'],
  unknownInvite: [404, 10_006, 'Unknown Invite'],
  unknownMember: [404, 10_007, 'Unknown Member'],
  unknownMessage: [404, 10_008, 'Unknown Message'],
  unknownOverwrite: [404, 10_009, 'Unknown Permission Overwrite'],
  unknownRole: [404, 10_011, 'Unknown Role'],
  unknownUser: [404, 10_013, 'Unknown User'],
  unknownEmoji: [400, 10_014, 'Unknown Emoji'],
  unknownOwnEmoji: [404, 10_014, 'Unknown Emoji'],
  unknownWebhook: [404, 10_015, 'Unknown Webhook'],
  unknownBan: [404, 10_026, 'Unknown Ban'],
  unknownTemplate: [404, 10_057, 'Unknown guild template'],
  unknownSticker: [404, 10_060, 'Unknown sticker'],
  unknownStickerPack: [404, 10_061, 'Unknown sticker pack'],
  unknownInteraction: [404, 10_062, 'Unknown interaction'],
  unknownCommand: [404, 10_063, 'Unknown application command'],
  unknownCommandPermissions: [404, 10_066, 'Unknown application command permissions'],
  unknownVoiceState: [404, 10_065, 'Unknown Voice State'],
  unknownStage: [404, 10_067, 'Unknown Stage Instance'],
  unknownWelcomeScreen: [404, 10_069, 'Unknown Guild Welcome Screen'],
  unknownEvent: [404, 10_070, 'Unknown Guild Scheduled Event'],
  unknownSound: [404, 10_097, 'Unknown sound'],
  slowMode: [429, 20_016, 'This action cannot be performed due to slowmode rate limit'],
  writeLimit: [429, 20_028, 'The write action you are performing on the channel has hit the write rate limit.'],
  tooManyPins: [400, 30_003, 'Maximum number of pins reached for the channel (250)'],
  tooManyWebhooks: [400, 30_007, 'Maximum number of webhooks reached (15)'],
  tooManyEmojis: [400, 30_008, 'Maximum number of emojis reached (50)'],
  tooManyAppEmojis: [400, 30_008, 'Maximum number of emojis reached (2000)'],
  tooManyReactions: [400, 30_010, 'Maximum number of reactions reached (20)'],
  tooManyEvents: [400, 30_038, 'Maximum number of uncompleted guild scheduled events reached (100)'],
  tooManyStickers: [400, 30_039, 'Maximum number of stickers reached (5)'],
  tooManyCommands: [400, 30_032, 'Maximum number of application commands reached (100)'],
  tooLarge: [413, 40_005, 'Request entity too large'],
  notInVoice: [400, 40_032, 'Target user is not connected to voice.'],
  alreadyPublished: [400, 40_033, 'This message has already been crossposted'],
  notInForum: [400, 40_058, 'Cannot send a message in a forum channel'],
  alreadyAcknowledged: [400, 40_060, 'Interaction has already been acknowledged.'],
  tagRequired: [400, 40_067, 'A tag is required to create a forum post in this channel'],
  tooManyFollowUps: [400, 40_094, 'This interaction has hit the maximum number of follow up messages'],
  missingAccess: [403, 50_001, 'Missing Access'],
  notInDm: [403, 50_003, 'Cannot execute action on this channel type'],
  notYourMessage: [403, 50_005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50_006, 'Cannot send an empty message'],
  cannotSendToUser: [403, 50_007, 'Cannot send messages to this user'],
  notTextual: [400, 50_008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50_013, 'Missing Permissions'],
  wrongNumberToDelete: [
    400,
    50_016,
    'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete',
  ],
  systemMessage: [403, 50_021, 'Cannot execute action on a system message'],
  wrongChannelType: [400, 50_024, 'Cannot execute action on this channel type'],
  webhookTokenExpired: [401, 50_027, 'Invalid Webhook Token'],
  invalidRole: [400, 50_028, 'Invalid Role'],
  tooOldToDelete: [400, 50_034, 'You can only bulk delete messages that are under 14 days old.'],
  fileTooLarge: [400, 50_045, 'File uploaded exceeds the maximum size'],
  invalidSticker: [400, 50_081, 'Invalid sticker sent'],
  threadArchived: [400, 50_083, 'Thread is archived'],
  needsBoosts: [403, 50_101, 'This server needs more boosts to perform this action'],
  invalidJson: [400, 50_109, 'The request body contains invalid JSON.'],
  noMutualGuild: [403, 50_278, 'Cannot send messages to this user due to having no mutual guilds'],
  noReadingForReply: [400, 160_002, 'Cannot reply without permission to read message history'],
  threadExists: [400, 160_004, 'A thread has already been created for this message'],
  threadLocked: [400, 160_005, 'Thread is locked'],
  unreadableForward: [400, 160_014, 'Cannot forward a message whose content you cannot read'],
  eventOver: [400, 180_000, 'Cannot update a finished event'],
  autoModeration: [400, 200_000, 'Message was blocked by automatic moderation'],
  noThreadForWebhook: [400, 220_001, 'Webhooks posted to forum channels must have a thread_name or thread_id'],
  twoThreadsForWebhook: [
    400,
    220_002,
    'Webhooks posted to forum channels cannot have both a thread_name and thread_id',
  ],
  noForumForWebhook: [400, 220_003, 'Webhooks can only create threads in forum channels'],
  harmfulLink: [400, 240_000, 'Message blocked by harmful links filter'],
  bulkBanFailed: [400, 500_000, 'Failed to ban users'],
  pollOver: [400, 520_001, 'Poll expired'],
  pollEdit: [400, 520_003, 'Cannot edit a poll message'],
  notAPoll: [400, 520_006, 'Cannot expire a non-poll message'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

export type ErrorName = keyof typeof ERRORS;

/** Thrown by a route to answer a request with one of Discord's errors. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  readonly status: number;
  /** Discord's JSON error code; 0 if there is none. */
  readonly code: number;
  /** For code 50035: what is wrong, nested by path. */
  readonly errors: object | undefined;

  /** @param detail - Follows the message. */
  constructor(
    name: ErrorName | { readonly code: number; readonly message: string; readonly errors: object },
    detail = '',
  ) {
    const [status, code, message] = typeof name === 'string' ? ERRORS[name] : [400, name.code, name.message];
    super(message + detail);
    this.status = status;
    this.code = code;
    this.errors = typeof name === 'string' ? undefined : name.errors;
  }
}

/** @throws DiscordError 50035 when there are violations. */
export function refuseInvalid(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new DiscordError(invalidFormBody(violations));
}

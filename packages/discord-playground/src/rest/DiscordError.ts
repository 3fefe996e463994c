import { invalidFormBody, type Violation } from '../checks/violations.ts';

/** Discord's errors: HTTP status, JSON error code, message. Source: topics/opcodes-and-status-codes. */
const ERRORS = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  internal: [500, 0, '500: Internal Server Error'],
  unknownChannel: [404, 10_003, 'Unknown Channel'],
  unknownGuild: [404, 10_004, 'Unknown Guild'],
  unknownMember: [404, 10_007, 'Unknown Member'],
  unknownMessage: [404, 10_008, 'Unknown Message'],
  unknownUser: [404, 10_013, 'Unknown User'],
  unknownWebhook: [404, 10_015, 'Unknown Webhook'],
  unknownInteraction: [404, 10_062, 'Unknown interaction'],
  unknownCommand: [404, 10_063, 'Unknown application command'],
  tooManyCommands: [400, 30_032, 'Maximum number of application commands reached (100)'],
  tooLarge: [413, 40_005, 'Request entity too large'],
  alreadyAcknowledged: [400, 40_060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50_001, 'Missing Access'],
  notInDm: [403, 50_003, 'Cannot execute action on this channel type'],
  notYourMessage: [403, 50_005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50_006, 'Cannot send an empty message'],
  cannotSendToUser: [403, 50_007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50_013, 'Missing Permissions'],
  webhookTokenExpired: [401, 50_027, 'Invalid Webhook Token'],
  invalidJson: [400, 50_109, 'The request body contains invalid JSON.'],
  noReadingForReply: [400, 160_002, 'Cannot reply without permission to read message history'],
} as const satisfies Record<string, readonly [status: number, code: number, message: string]>;

type ErrorName = keyof typeof ERRORS;

/** Thrown by a route to answer a request with one of Discord's errors. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  readonly status: number;
  /** Discord's JSON error code; 0 if there is none. */
  readonly code: number;
  /** For code 50035: what is wrong, nested by path. */
  readonly errors: object | undefined;

  constructor(name: ErrorName | { readonly code: number; readonly message: string; readonly errors: object }) {
    const [status, code, message] = typeof name === 'string' ? ERRORS[name] : [400, name.code, name.message];
    super(message);
    this.status = status;
    this.code = code;
    this.errors = typeof name === 'string' ? undefined : name.errors;
  }
}

/** @throws DiscordError 50035 when there are violations. */
export function refuseInvalid(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new DiscordError(invalidFormBody(violations));
}

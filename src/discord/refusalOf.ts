import { GatewayCloseCodes } from 'discord.js';
import { UserError } from '../UserError.ts';

/** What to do about Discord closing the connection for good, from the code it closed with. */
export function refusalOf(closeCode: GatewayCloseCodes): UserError {
  switch (closeCode) {
    case GatewayCloseCodes.AuthenticationFailed:
      return badToken();
    case GatewayCloseCodes.DisallowedIntents:
      return new UserError(
        'intent-not-granted',
        'Discord has not granted the Message Content intent: switch it on at https://discord.com/developers/applications ' +
          '(Bot, Privileged Gateway Intents), or set MESSAGE_CONTENT=false.',
      );
    default:
      return new UserError(
        'turned-away',
        `Discord closed the connection for good (code ${closeCode}). Start the bot again; if that does not help, look the code up at https://discord.com/developers/docs/topics/opcodes-and-status-codes.`,
      );
  }
}

export function badToken(): UserError {
  return new UserError(
    'bad-token',
    'Discord does not know this token. Copy it again from https://discord.com/developers/applications (Bot, Reset Token) into DISCORD_TOKEN.',
  );
}

/**
 * A Discord on your own machine, to test a bot on.
 *
 * - {@link Playground} is the Discord: it starts bots, has members, and causes faults.
 * - {@link Member} is a person who writes, runs commands, clicks and fills in modals.
 * - {@link SeenMessage} and {@link SeenModal} are what a person gets to see.
 * - {@link checkMessage}, {@link checkCommands} and {@link checkInteractionResponse} check payloads without a bot.
 * - {@link Interaction} and {@link composeMessage} build what no client would send, for tests with hostile input.
 */
export { Playground, type MemberOptions } from './Playground.ts';
export {
  DISCORD_RATE_LIMITS,
  type MessageAction,
  type PageTexts,
  type PlaygroundOptions,
  type RateLimits,
} from './PlaygroundOptions.ts';
export type { BotProcess, ProcessOptions } from './BotProcess.ts';
export type { Blocking, Failure, Faults, MessageFault, Slowness } from './Faults.ts';
export { describeRefusal, type Refusal } from './refusals.ts';

export type { Member, SayOptions } from './actors/Member.ts';
export type { FieldValue, Named, OptionValue, PickedFile } from './actors/Resolved.ts';
export { seeMessage } from './actors/SeenMessage.ts';
export type {
  SeenAttachment,
  SeenButton,
  SeenMessage,
  SeenPoll,
  SeenReaction,
  SeenSelect,
} from './actors/SeenMessage.ts';
export type { SeenField, SeenModal } from './actors/SeenModal.ts';

export { checkCommands } from './checks/checkCommands.ts';
export { checkInteractionResponse, type ResponseContext } from './checks/checkInteractionResponse.ts';
export { checkMessage, type MessageContext, type MessageUse } from './checks/checkMessage.ts';
export type { Violation } from './checks/violations.ts';

export type { Role, User } from './world/guild/accounts.ts';
export { composeMessage } from './world/composeMessage.ts';
export type { Channel, Guild } from './world/guild/Guild.ts';
export type { Webhook } from './world/Webhook.ts';
export { Interaction, type InteractionSubject } from './world/Interaction.ts';

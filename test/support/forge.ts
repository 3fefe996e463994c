import { type APIMessage, ComponentType, InteractionType } from 'discord-api-types/v10';
import type { Member } from '../../src/playground/actors/Member.ts';
import type { SeenMessage } from '../../src/playground/actors/SeenMessage.ts';
import { Interaction } from '../../src/playground/interactions/Interaction.ts';
import type { Playground } from '../../src/playground/Playground.ts';
import { composeMessage } from '../../src/playground/world/composeMessage.ts';
import type { User } from '../../src/playground/world/User.ts';

// What no person's client would send, but what a bot must be ready to receive.

/** Presses a button that is not on the message. */
export function pressForged({ world }: Playground, member: Member, on: SeenMessage, customId: string): void {
  const message = world.channel(on.channelId)!.messages.get(on.id);
  const interaction = new Interaction({
    channel: member.channel,
    user: member.user,
    subject: {
      type: InteractionType.MessageComponent,
      data: { component_type: ComponentType.Button, custom_id: customId },
    },
    message,
    openedBy: undefined,
  });
  world.interactions.add(interaction);
  world.announce({ kind: 'interaction', interaction });
}

/** Delivers a message once more, as a gateway does that replays too much. */
export function deliverAgain({ world }: Playground, seen: SeenMessage): void {
  world.announce({ kind: 'messageCreated', message: world.channel(seen.channelId)!.messages.get(seen.id)! });
}

/** Posts into the first channel as somebody who is no person. */
export function postAs(
  { world, guild }: Playground,
  author: User,
  text: string,
  change: Partial<APIMessage> = {},
): void {
  const message = composeMessage({ channel: guild.channel, author, parts: { content: text } });
  message.api = { ...message.api, ...change };
  guild.channel.messages.add(message);
  world.announce({ kind: 'messageCreated', message });
}

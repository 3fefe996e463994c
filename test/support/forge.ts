import { type APIMessage, ComponentType, InteractionType } from 'discord-api-types/v10';
import {
  composeMessage,
  Interaction,
  type InteractionSubject,
  type Member,
  type Playground,
  seeMessage,
  type SeenMessage,
  type User,
} from 'discord-playground';

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

export interface Forgery {
  readonly customId: string;
  /** The message that it is said to stand on. */
  readonly on?: SeenMessage | undefined;
  /** Default: a button. */
  readonly type?: ComponentType;
  /** Of a menu. */
  readonly values?: readonly string[];
  /** Of a dialog, by custom_id: then it is one that is sent. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** What the bot answered to something that no client would have sent: a message, a dialog or nothing. */
export async function forged({ world }: Playground, member: Member, forgery: Forgery): Promise<SeenMessage | 'dialog'> {
  const { customId, on, type = ComponentType.Button, values, fields } = forgery;
  const message = on && world.channel(on.channelId)!.messages.get(on.id);
  const sent = Object.entries(fields ?? {}).map(([custom_id, value], id) => {
    return {
      type: ComponentType.Label,
      id: 2 * id,
      component: { type: ComponentType.TextInput, id: 2 * id + 1, custom_id, value },
    };
  });
  const subject = (
    fields
      ? { type: InteractionType.ModalSubmit, data: { custom_id: customId, components: sent } }
      : {
          type: InteractionType.MessageComponent,
          data: { component_type: type, custom_id: customId, ...(values && { values, resolved: {} }) },
        }
  ) as InteractionSubject;
  const openedBy = undefined;
  const interaction = new Interaction({ channel: member.channel, user: member.user, subject, message, openedBy });
  const { promise, resolve } = Promise.withResolvers<SeenMessage | 'dialog'>();
  interaction.onStep((step) => {
    if (step.kind === 'modal') resolve('dialog');
    if (step.kind === 'message' || step.kind === 'edited') resolve(seeMessage(step.message));
  });
  world.interactions.add(interaction);
  world.announce({ kind: 'interaction', interaction });
  return promise;
}

/** Delivers a message once more, as a gateway does that replays too much. */
export function deliverAgain({ world }: Playground, seen: SeenMessage): void {
  world.announce({ kind: 'messageCreated', message: world.channel(seen.channelId)!.messages.get(seen.id)! });
}

/** A person changes what they wrote. */
export function edits({ world }: Playground, { channelId, id }: SeenMessage, content: string): void {
  world.edit(world.channel(channelId)!.messages.get(id)!, { content });
}

/** Somebody deletes a message. */
export function deletes({ world }: Playground, { channelId, id }: SeenMessage): void {
  world.remove(world.channel(channelId)!.messages.get(id)!);
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

import { ApplicationCommandOptionType as OptionType, MessageFlags } from 'discord-api-types/v10';
import type { SeenMessage } from '../actors/SeenMessage.ts';
import { seeMessage } from '../actors/seeMessage.ts';
import type { InteractionSubject } from '../interactions/Interaction.ts';
import type { Message } from '../world/Message.ts';
import type { World } from '../world/World.ts';

/** A message as the page shows it. */
export interface PageMessage extends Omit<SeenMessage, 'buttons' | 'selects'> {
  /** ISO 8601. */
  readonly at: string;
  /** Whether it stands for an answer that is still to come. */
  readonly isThinking: boolean;
  /** Whose command it answers, and which. */
  readonly answers?: { readonly userId: string; readonly command: string };
}

export function pageMessage(message: Message, world: World): PageMessage {
  const { buttons: _buttons, selects: _selects, ...seen } = seeMessage(message);
  const interaction = message.interactionId === undefined ? undefined : world.interactions.byId(message.interactionId);
  const command = interaction && commandOf(interaction.subject.data);
  return {
    ...seen,
    at: message.api.timestamp,
    isThinking: Boolean((message.api.flags ?? 0) & MessageFlags.Loading),
    ...(interaction && command !== undefined && { answers: { userId: interaction.user.id, command } }),
  };
}

/** The command that was run, with group and subcommand: `answer export`. */
function commandOf(data: InteractionSubject['data']): string | undefined {
  if (!('name' in data)) return undefined;
  const words = [data.name];
  let options = 'options' in data ? data.options : undefined;
  while (options?.[0]?.type === OptionType.Subcommand || options?.[0]?.type === OptionType.SubcommandGroup) {
    words.push(options[0].name);
    options = options[0].options;
  }
  return words.join(' ');
}

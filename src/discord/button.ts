import { type APIButtonComponentWithCustomId, ButtonStyle, ComponentType } from 'discord.js';
import { clipped } from '../replies/characters.ts';
import { MAX_LABEL } from '../replies/fitReply.ts';
import type { IdForm } from './ids/IdForm.ts';

type Style = APIButtonComponentWithCustomId['style'];

/** A button that does what its form and state say. None when the state does not fit into a button. */
export function button<State extends object>(
  label: string,
  form: IdForm<State>,
  state: NoInfer<State>,
  style: Style = ButtonStyle.Secondary,
): APIButtonComponentWithCustomId[] {
  const customId = form.write(state);
  if (customId === undefined || label.trim() === '') return [];
  return [{ type: ComponentType.Button, style, label: clipped(label, MAX_LABEL), custom_id: customId }];
}

import {
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIComponentInMessageActionRow,
  type APISelectMenuOption,
  ComponentType,
} from 'discord.js';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** A row of buttons; none where there is none. */
export function buttonRow(buttons: readonly APIButtonComponentWithCustomId[]): Row[] {
  return buttons.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: [...buttons] }];
}

/** A menu to choose one thing from; none where there is nothing to choose, or its state does not fit. */
export function menuRow(
  placeholder: string,
  customId: string | undefined,
  options: readonly APISelectMenuOption[],
): Row[] {
  if (customId === undefined || options.length === 0) return [];
  const type = ComponentType.StringSelect;
  return [
    { type: ComponentType.ActionRow, components: [{ type, custom_id: customId, placeholder, options: [...options] }] },
  ];
}

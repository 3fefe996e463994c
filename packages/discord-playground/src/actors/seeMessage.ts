import { type APIEmbed, ComponentType, MessageFlags } from 'discord-api-types/v10';
import { type AnyComponent, componentsWithin } from '../world/componentsWithin.ts';
import type { Message } from '../world/Message.ts';
import { seeAttachments } from './seeAttachments.ts';
import type { SeenButton, SeenMessage, SeenSelect } from './SeenMessage.ts';
import { defaultsOf, isSelect, type Select } from './selects.ts';

/** What a person sees of a message now. */
export function seeMessage(message: Message): SeenMessage {
  const { api, author } = message;
  const components = [...componentsWithin(api.components ?? [])];
  const displays = components.filter(({ type }) => type === ComponentType.TextDisplay).map(({ content }) => content);
  const text = [api.content, ...displays, ...api.embeds.flatMap(embedText)].filter(Boolean).join('\n');
  const replyTo = api.message_reference?.message_id;
  return {
    id: message.id,
    channelId: message.channel.id,
    author: { id: author.id, username: author.username, bot: author.bot },
    content: api.content,
    components: api.components ?? [],
    embeds: api.embeds,
    attachments: seeAttachments(message),
    flags: api.flags ?? 0,
    ephemeral: Boolean((api.flags ?? 0) & MessageFlags.Ephemeral),
    text,
    buttons: components.filter(({ type }) => type === ComponentType.Button).map(toButton),
    selects: components.filter(isSelect).map(toSelect),
    pings: message.pings,
    ...(replyTo !== undefined && { replyTo }),
    edited: api.edited_timestamp !== null,
  };
}

function embedText({ author, title, description, fields, footer }: APIEmbed): (string | undefined)[] {
  const ofFields = (fields ?? []).flatMap(({ name, value }) => [name, value]);
  return [author?.name, title, description, ...ofFields, footer?.text];
}

function toButton({ label, custom_id: customId, url, disabled }: AnyComponent): SeenButton {
  return {
    label: label ?? '',
    ...(customId !== undefined && { customId }),
    ...(url !== undefined && { url }),
    disabled: disabled ?? false,
  };
}

function toSelect(select: Select): SeenSelect {
  const { custom_id: customId = '', placeholder, options = [] } = select;
  return {
    customId,
    ...(placeholder !== undefined && { placeholder }),
    options,
    values: defaultsOf(select),
    min: select.min_values ?? 1,
    max: select.max_values ?? 1,
    disabled: select.disabled ?? false,
  };
}

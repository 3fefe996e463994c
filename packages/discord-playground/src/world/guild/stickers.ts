import { type APISticker, type APIStickerItem, StickerFormatType, StickerType } from 'discord-api-types/v10';
import type { User } from './accounts.ts';

/** A sticker of a server. Its picture is not kept. */
export interface Sticker {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly tags: string;
  readonly creator: User;
}

export const stickerToApi = ({ id, name, description, tags, creator }: Sticker, guildId: string): APISticker => ({
  id,
  name,
  description,
  tags,
  type: StickerType.Guild,
  format_type: StickerFormatType.PNG,
  available: true,
  guild_id: guildId,
  user: creator.toApi(),
});

/** As it is in a message. */
export const stickerItem = ({ id, name }: Sticker): APIStickerItem => ({
  id,
  name,
  format_type: StickerFormatType.PNG,
});

/** Checks of bodies other than messages, commands and interaction responses. */
import * as spec from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import { schemaViolations } from './schemaViolations.ts';
import type { Violation } from './violations.ts';

const id = z.string().check(z.regex(/^\d{17,20}$/));
const bits = z.nullish(z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.number()]));
const emojiName = z.string().check(z.minLength(2), z.maxLength(32), z.regex(/^\w+$/));
const image = z.string().check(z.regex(/^data:image\/[\w+.-]+;base64,[A-Za-z0-9+/=]+$/));
const webhookName = z.string().check(z.minLength(1), z.maxLength(80));

const time = z.iso.datetime({ offset: true });
const eventName = z.string().check(z.minLength(1), z.maxLength(100));
const entityType = z.literal([1, 2, 3]);
// Limits: resources/guild-scheduled-event#create-guild-scheduled-event.
const eventParts = {
  name: z.optional(eventName),
  description: z.nullish(z.string().check(z.maxLength(1_000))),
  channel_id: z.nullish(id),
  entity_type: z.optional(entityType),
  entity_metadata: z.nullish(z.object({ location: z.nullish(z.string().check(z.maxLength(100))) })),
  scheduled_start_time: z.optional(time),
  scheduled_end_time: z.nullish(time),
  privacy_level: z.optional(z.literal(2)),
  status: z.optional(z.literal([1, 2, 3, 4])),
  image: z.nullish(image),
  recurrence_rule: z.nullish(z.looseObject({})),
};
const stickerName = z.string().check(z.minLength(2), z.maxLength(30));
const stickerTags = z.string().check(z.minLength(1), z.maxLength(200));
// Limits: resources/sticker#create-guild-sticker.
const stickerParts = {
  name: z.optional(stickerName),
  tags: z.optional(stickerTags),
  description: z.nullish(z.string().check(z.maxLength(100))),
};

/** By what a request does. Bodies that have no schema of their own in Discord's OpenAPI document are written out. */
const SCHEMAS = {
  account: z.object({
    username: z.optional(z.string().check(z.minLength(2), z.maxLength(32))),
    avatar: z.nullish(image),
    banner: z.nullish(image),
  }),
  ban: spec.BanUserFromGuildRequestSchema,
  bulkBan: spec.BulkBanUsersRequestSchema,
  channelCreate: spec.CreateGuildChannelRequestSchema,
  channelEdit: spec.UpdateGuildChannelRequestPartialSchema,
  eventCreate: z.object({
    ...eventParts,
    name: eventName,
    entity_type: entityType,
    scheduled_start_time: time,
    privacy_level: z.literal(2),
  }),
  eventEdit: z.object(eventParts),
  emojiCreate: z.object({ name: emojiName, image, roles: z.nullish(z.array(id)) }),
  emojiEdit: z.object({ name: z.optional(emojiName), roles: z.nullish(z.array(id)) }),
  guildEdit: spec.GuildPatchRequestPartialSchema,
  // Limits: resources/channel#create-channel-invite.
  invite: z.object({
    max_age: z.nullish(z.int().check(z.minimum(0), z.maximum(604_800))),
    max_uses: z.nullish(z.int().check(z.minimum(0), z.maximum(100))),
    temporary: z.nullish(z.boolean()),
    unique: z.nullish(z.boolean()),
    target_type: z.nullish(z.number()),
    target_user_id: z.nullish(id),
    target_application_id: z.nullish(id),
    role_ids: z.nullish(z.array(id)),
  }),
  forumPost: spec.CreateForumThreadRequestSchema,
  roleCreate: spec.CreateRoleRequestSchema,
  roleEdit: spec.UpdateRoleRequestPartialSchema,
  stickerCreate: z.object({ ...stickerParts, name: stickerName, tags: stickerTags }),
  stickerEdit: z.object({ ...stickerParts, reason: z.optional(z.unknown()) }),
  threadAlone: spec.CreateTextThreadWithoutMessageRequestSchema,
  threadEdit: spec.UpdateThreadRequestPartialSchema,
  threadFromMessage: spec.CreateTextThreadWithMessageRequestSchema,
  bulkDelete: z.object({ messages: z.array(id) }),
  follow: z.object({ webhook_channel_id: id }),
  memberEdit: z.object({
    nick: z.nullish(z.string().check(z.maxLength(32))),
    roles: z.nullish(z.array(id)),
    mute: z.nullish(z.boolean()),
    deaf: z.nullish(z.boolean()),
    channel_id: z.nullish(id),
    communication_disabled_until: z.nullish(z.string()),
    communicationDisabledUntil: z.optional(z.unknown()), // GuildMember.timeout sends both spellings
    flags: z.nullish(z.number()),
  }),
  // A bot's name, pictures and text in one server. The pictures and the text are not kept.
  ownMemberEdit: z.object({
    nick: z.nullish(z.string().check(z.maxLength(32))),
    avatar: z.nullish(image),
    banner: z.nullish(image),
    bio: z.nullish(z.string().check(z.maxLength(190))),
  }),
  overwrite: z.object({ id: z.nullish(id), type: z.nullish(z.literal([0, 1])), allow: bits, deny: bits }),
  positions: z.array(
    z.object({
      id,
      position: z.nullish(z.number()),
      parent_id: z.nullish(id),
      lock_permissions: z.nullish(z.boolean()),
    }),
  ),
  voiceState: z.object({
    channel_id: z.nullish(id),
    suppress: z.nullish(z.boolean()),
    request_to_speak_timestamp: z.nullish(z.string()),
  }),
  webhookCreate: z.object({ name: webhookName, avatar: z.nullish(z.string()) }),
  webhookEdit: z.object({ name: z.optional(webhookName), avatar: z.nullish(z.string()), channel_id: z.nullish(id) }),
} as const;

/** What a body is for. */
export type BodyUse = keyof typeof SCHEMAS;

/** Names that webhooks cannot have. Source: resources/webhook#create-webhook. */
const RESERVED = /clyde|discord/i;

/** Returns what Discord would refuse; empty means fine. */
export function checkBody(body: unknown, use: BodyUse): readonly Violation[] {
  return schemaViolations(SCHEMAS[use], body);
}

/** Checks the name under which a webhook speaks. */
export function checkWebhookName(name: unknown, path: string): readonly Violation[] {
  const reserved = typeof name === 'string' ? RESERVED.exec(name)?.[0].toLowerCase() : undefined;
  if (reserved === undefined) return [];
  const message = `${path === 'name' ? 'Name' : 'Username'} cannot contain "${reserved}"`;
  return [{ path, code: 'USERNAME_INVALID_CONTAINS', message }];
}

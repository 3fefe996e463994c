/**
 * A schema made from Discord's OpenAPI document, made useful for saying what is wrong:
 *
 * - a property that the document does not list is refused. (`setStrictObject` of discord-api-spec cannot do that from a
 *   static import: by then all schemas are built. Discord itself ignores such properties; here they are a typo to be found.)
 * - a union of things that have a `type` is told apart by it, so that a fault inside is reported where it is, instead of
 *   "matches none of eleven".
 * - ALLOWANCES holds where discord.js 14.28 sends what Discord takes but the document does not list.
 */
import * as spec from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import { type $ZodShape, type $ZodType, type $ZodTypeDiscriminable, type $ZodTypes, clone } from 'zod/v4/core';

const anything = z.optional(z.unknown());
const flag = z.nullish(z.boolean());
const nonce = z.nullish(z.union([z.number(), z.string().check(z.maxLength(25))]));
const sentWithEveryMessage = { tts: flag, enforce_nonce: flag, nonce }; // MessagePayload.resolveBody, edits included
const picturePartsThatComeBack = {
  proxy_url: anything,
  content_type: anything,
  flags: anything,
}; // an embed that was received and is sent again
const mediaThatComesBack = {
  ...picturePartsThatComeBack,
  attachment_id: anything,
  width: anything,
  height: anything,
  placeholder: anything,
  placeholder_version: anything,
  loading_state: anything,
};
// `attachments: [...message.attachments.values()]` sends the properties of the class Attachment
const partsOfAttachment = {
  attachment: anything,
  name: anything,
  proxyURL: anything,
  contentType: anything,
  duration: anything,
};
// newer than the document: https://discord.com/developers/docs/reference#file-type-filtering
const fileTypes = { file_types: z.nullish(z.array(z.string()).check(z.maxLength(10))) };

/** Properties beyond the document, by schema. They replace what the document says about the same property. */
const ALLOWANCES = new Map<$ZodType, $ZodShape>([
  [spec.MessageEditRequestPartialSchema, sentWithEveryMessage],
  [spec.IncomingWebhookInteractionRequestSchema, sentWithEveryMessage],
  [spec.IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema, sentWithEveryMessage],
  // resolvePartialEmoji sends `animated`, and `name` is not needed beside an id
  [spec.ComponentEmojiForRequestSchema, { animated: flag, name: z.nullish(z.string().check(z.maxLength(32))) }],
  // permissions are strings in JSON (developers/topics/permissions), `nsfw` and `default_permission` are of CommandManager
  [
    spec.ApplicationCommandUpdateRequestSchema,
    {
      default_member_permissions: z.nullish(z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.number()])),
      default_permission: flag,
      nsfw: flag,
    },
  ],
  // an attachment that was received and is kept by an edit
  [
    spec.MessageAttachmentRequestSchema,
    {
      ...picturePartsThatComeBack,
      ...partsOfAttachment,
      url: anything,
      size: anything,
      width: anything,
      height: anything,
      ephemeral: anything,
    },
  ],
  [spec.UnfurledMediaRequestSchema, mediaThatComesBack],
  [spec.UnfurledMediaRequestWithAttachmentReferenceRequiredSchema, mediaThatComesBack],
  [spec.FileComponentForMessageRequestSchema, { name: anything, size: anything }],
  [spec.FileUploadComponentForModalRequestSchema, fileTypes],
  [spec.ApplicationCommandAttachmentOptionSchema, fileTypes],
  [spec.RichEmbedImageSchema, picturePartsThatComeBack],
  [spec.RichEmbedThumbnailSchema, picturePartsThatComeBack],
  [spec.RichEmbedAuthorSchema, { proxy_icon_url: anything }],
  [spec.RichEmbedFooterSchema, { proxy_icon_url: anything }],
]);

const made = new Map<$ZodType, $ZodType>();

export function strictly(schema: $ZodType): $ZodType {
  const known = made.get(schema);
  if (known) return known;
  const strict = rebuild(schema as $ZodTypes);
  made.set(schema, strict);
  return strict;
}

function rebuild(schema: $ZodTypes): $ZodType {
  const { def } = internalsOf(schema);
  switch (def.type) {
    case 'object': {
      const entries = Object.entries(def.shape).map(([key, value]) => [key, strictly(value)] as const);
      const shape = { ...Object.fromEntries(entries), ...ALLOWANCES.get(schema) };
      return clone(schema, { ...def, shape, catchall: z.never() });
    }
    case 'array':
      return clone(schema, { ...def, element: strictly(def.element) });
    case 'optional':
    case 'nullable':
      return clone(schema, { ...def, innerType: strictly(def.innerType) });
    case 'record': // localizations: null takes one back
      return clone(schema, { ...def, valueType: z.nullable(strictly(def.valueType)) });
    case 'lazy':
      return z.lazy(() => strictly(def.getter()));
    case 'union': {
      const options = def.options.map(strictly);
      const haveType = def.options.every((option) => internalsOf(option).propValues?.['type']);
      return haveType ? z.discriminatedUnion('type', options as never as [$ZodTypeDiscriminable]) : z.union(options);
    }
    default:
      return schema;
  }
}

/** Zod's public name for a schema's definition, for those who build on it: https://zod.dev/library-authors */
function internalsOf<T extends $ZodType>({ _zod: internals }: T): T['_zod'] {
  return internals;
}

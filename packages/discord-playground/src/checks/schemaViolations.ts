/**
 * Checks values against the schemas of Discord's OpenAPI document, which need three changes to say what is wrong:
 *
 * - Unlisted properties are refused. (`setStrictObject` of discord-api-spec has no effect after a static import, as the
 *   schemas have been built by then.) Discord ignores such properties; here they are typos to be found.
 * - A union of objects with a `type` is resolved by that type. A violation is then reported where it is, and not as
 *   "matches none of eleven".
 * - ALLOWANCES adds what discord.js 14.28 sends and Discord accepts although the document does not list it.
 */
import * as spec from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import {
  type $ZodIssue,
  type $ZodShape,
  type $ZodType,
  type $ZodTypeDiscriminable,
  type $ZodTypes,
  clone,
  safeParse,
} from 'zod/v4/core';
import { isRecord, lengthOf } from './unchecked.ts';
import { at, notAmong, required, tooLong, type Violation } from './violations.ts';

/** Checks a value against a schema of Discord's OpenAPI document, and reports violations with Discord's error codes. */
export function schemaViolations(schema: $ZodType, value: unknown, path = ''): readonly Violation[] {
  const result = safeParse(strictly(schema), value);
  return result.success ? [] : result.error.issues.flatMap((issue) => toViolations(issue, value, path));
}

function toViolations(issue: $ZodIssue, root: unknown, prefix: string): readonly Violation[] {
  const path = at(prefix, ...issue.path.map(String));
  const value = issue.path.reduce<unknown>(
    (inner, key) =>
      Array.isArray(inner) || isRecord(inner) ? (inner as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  );
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: at(path, key),
        code: 'UNKNOWN_PROPERTY', // not one of Discord's codes, as Discord ignores the property
        message: "Discord's API has no such property here.",
      }));
    case 'too_big':
      if (issue.origin === 'number' || issue.origin === 'int')
        return [{ path, code: 'NUMBER_TYPE_MAX', message: `Value must be less than or equal to ${issue.maximum}.` }];
      // zod counts UTF-16 units, Discord counts code points
      if (typeof value === 'string' && lengthOf(value) <= Number(issue.maximum)) return [];
      return [tooLong(path, Number(issue.maximum))];
    case 'too_small':
      if (issue.origin === 'number' || issue.origin === 'int')
        return [{ path, code: 'NUMBER_TYPE_MIN', message: `Value must be greater than or equal to ${issue.minimum}.` }];
      if (value === '' || (Array.isArray(value) && value.length === 0)) return [required(path)];
      return [{ path, code: 'BASE_TYPE_MIN_LENGTH', message: `Must be ${String(issue.minimum)} or more in length.` }];
    case 'invalid_value':
      return value === undefined ? [required(path)] : [notAmong(path, issue.values)];
    case 'invalid_format':
      return issue.format === 'url'
        ? [{ path, code: 'URL_TYPE_INVALID_URL', message: 'Not a well formed URL.' }]
        : [{ path, code: 'STRING_TYPE_REGEX', message: 'String value did not match validation regex.' }];
    case 'invalid_union':
      return [unionViolation(path, value, issue)];
    default:
      return [wrongType(path, value, 'expected' in issue ? issue.expected : 'else')];
  }
}

function unionViolation(path: string, value: unknown, issue: $ZodIssue & { code: 'invalid_union' }): Violation {
  if (issue.discriminator === undefined) return wrongType(path, value, 'value of another type');
  if (value === undefined) return required(path);
  const types = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(Number) : [];
  const choices = types.toSorted((a, b) => a - b).join(', ');
  return { path, code: 'UNION_TYPE_CHOICES', message: `Value of field "type" must be one of (${choices}).` };
}

function wrongType(path: string, value: unknown, expected: string): Violation {
  if (value === undefined) return required(path);
  if (value === null && /\.\d+$/.test(path))
    return { path, code: 'LIST_ITEM_VALUE_REQUIRED', message: 'List item values of ModelType are required' };
  if (expected === 'object' || expected === 'record')
    return { path, code: 'DICT_TYPE_CONVERT', message: 'Only dictionaries may be used in a DictType' };
  if (expected === 'array')
    return { path, code: 'LIST_TYPE_CONVERT', message: 'Only iterables may be used in a ListType' };
  if (expected === 'boolean') return { path, code: 'BOOLEAN_TYPE_CONVERT', message: 'Must be either true or false.' };
  if (expected === 'number' || expected === 'int')
    return { path, code: 'NUMBER_TYPE_COERCE', message: `Value ${JSON.stringify(value)} is not int.` };
  const code = expected === 'string' ? 'STRING_TYPE_CONVERT' : 'BASE_TYPE_CONVERT';
  return { path, code, message: `Could not interpret ${JSON.stringify(value)} as ${expected}.` };
}

const anything = z.optional(z.unknown());
const flag = z.nullish(z.boolean());
const nonce = z.nullish(z.union([z.number(), z.string().check(z.maxLength(25))]));
const sentWithEveryMessage = { tts: flag, enforce_nonce: flag, nonce }; // MessagePayload.resolveBody, for edits too

// Webhook.editMessage sends what belongs to a new message; Discord ignores it
const webhookParts = { username: anything, avatar_url: anything, thread_name: anything, applied_tags: anything };

const picturePartsThatComeBack = {
  proxy_url: anything,
  content_type: anything,
  flags: anything,
}; // in an embed that was received and is sent again

const mediaThatComesBack = {
  ...picturePartsThatComeBack,
  id: anything,
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

// strings in JSON (topics/permissions), also where the document says integers
const permissionBits = z.nullish(z.union([z.string().check(z.regex(/^\d{1,20}$/)), z.number()]));

/** Additional properties by schema. They replace what the document says about a property of the same name. */
const ALLOWANCES = new Map<$ZodType, $ZodShape>([
  [spec.MessageEditRequestPartialSchema, sentWithEveryMessage],
  [spec.IncomingWebhookInteractionRequestSchema, sentWithEveryMessage],
  [spec.IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema, sentWithEveryMessage],
  [spec.BaseCreateMessageCreateRequestSchema, sentWithEveryMessage],
  [spec.IncomingWebhookUpdateRequestPartialSchema, { ...sentWithEveryMessage, ...webhookParts }],
  [spec.IncomingWebhookRequestPartialSchema, sentWithEveryMessage],
  // resolvePartialEmoji sends `animated`, and `name` is optional beside an id
  [spec.ComponentEmojiForRequestSchema, { animated: flag, name: z.nullish(z.string().check(z.maxLength(32))) }],
  // CommandManager sends `nsfw` and `default_permission`
  [
    spec.ApplicationCommandUpdateRequestSchema,
    {
      default_member_permissions: permissionBits,
      default_permission: flag,
      nsfw: flag,
    },
  ],
  // a forward: resources/message#message-reference
  [spec.MessageReferenceRequestSchema, { type: z.nullish(z.literal([0, 1])) }],
  [spec.GuildPatchRequestPartialSchema, { reason: anything }], // Guild.edit
  [spec.CreateRoleRequestSchema, { permissions: permissionBits }],
  [spec.UpdateRoleRequestPartialSchema, { permissions: permissionBits }],
  [spec.ChannelPermissionOverwriteRequestSchema, { allow: permissionBits, deny: permissionBits }],
  // media channels (16) are missing; channelRoutes.ts checks the type. GuildChannelManager.edit sends lock_permissions
  [spec.CreateGuildChannelRequestSchema, { type: z.nullish(z.number()) }],
  [spec.UpdateGuildChannelRequestPartialSchema, { type: z.nullish(z.number()), lock_permissions: flag }],
  [spec.CreateTextThreadWithMessageRequestSchema, { type: anything, invitable: anything }], // GuildTextThreadManager
  // an attachment that was received and that an edit keeps
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

const strictSchemas = new Map<$ZodType, $ZodType>();

function strictly(schema: $ZodType): $ZodType {
  const known = strictSchemas.get(schema);
  if (known) return known;
  const strict = rebuild(schema as $ZodTypes);
  strictSchemas.set(schema, strict);
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

/** Zod's documented access to a schema's definition: https://zod.dev/library-authors */
function internalsOf<T extends $ZodType>({ _zod: internals }: T): T['_zod'] {
  return internals;
}

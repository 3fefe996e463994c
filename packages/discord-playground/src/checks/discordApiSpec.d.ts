/** `discord-api-spec/zod` is generated JavaScript without types. These are the schemas that the checks use. */
declare module 'discord-api-spec/zod' {
  import type { $ZodType } from 'zod/v4/core';

  export const ApplicationCommandAttachmentOptionSchema: $ZodType;
  export const ApplicationCommandUpdateRequestSchema: $ZodType;
  export const BanUserFromGuildRequestSchema: $ZodType;
  export const BaseCreateMessageCreateRequestSchema: $ZodType;
  export const BulkBanUsersRequestSchema: $ZodType;
  export const ChannelPermissionOverwriteRequestSchema: $ZodType;
  export const ComponentEmojiForRequestSchema: $ZodType;
  export const CreateForumThreadRequestSchema: $ZodType;
  export const CreateGuildChannelRequestSchema: $ZodType;
  export const CreateRoleRequestSchema: $ZodType;
  export const CreateTextThreadWithMessageRequestSchema: $ZodType;
  export const CreateTextThreadWithoutMessageRequestSchema: $ZodType;
  export const FileComponentForMessageRequestSchema: $ZodType;
  export const FileUploadComponentForModalRequestSchema: $ZodType;
  export const GuildPatchRequestPartialSchema: $ZodType;
  export const IncomingWebhookInteractionRequestSchema: $ZodType;
  export const IncomingWebhookRequestPartialSchema: $ZodType;
  export const IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema: $ZodType;
  export const IncomingWebhookUpdateRequestPartialSchema: $ZodType;
  export const MessageAttachmentRequestSchema: $ZodType;
  export const MessageCreateRequestSchema: $ZodType;
  export const MessageEditRequestPartialSchema: $ZodType;
  export const MessageReferenceRequestSchema: $ZodType;
  export const ModalInteractionCallbackRequestDataSchema: $ZodType;
  export const RichEmbedAuthorSchema: $ZodType;
  export const RichEmbedFooterSchema: $ZodType;
  export const RichEmbedImageSchema: $ZodType;
  export const RichEmbedThumbnailSchema: $ZodType;
  export const UnfurledMediaRequestSchema: $ZodType;
  export const UnfurledMediaRequestWithAttachmentReferenceRequiredSchema: $ZodType;
  export const UpdateGuildChannelRequestPartialSchema: $ZodType;
  export const UpdateRoleRequestPartialSchema: $ZodType;
  export const UpdateThreadRequestPartialSchema: $ZodType;
}

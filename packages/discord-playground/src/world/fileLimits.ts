/**
 * How large one file may be without boosts or Nitro, for people and bots alike. It was 10 MiB until September 2026.
 * Source: reference#uploading-files, raised in discord/discord-api-docs#8578.
 */
export const MAX_FILE_BYTES = 20 * 1_024 * 1_024;

/** Files of one message. Source: resources/message#create-message. */
export const MAX_FILES = 10;

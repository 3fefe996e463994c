/** The flags of messages that rules ask about: https://discord.com/developers/docs/resources/message#message-object-message-flags */
export const EPHEMERAL = 1 << 6;
export const COMPONENTS_V2 = 1 << 15;

/** What moderators of one server have set. Kept as JSON, so that a new setting needs no migration. */
export interface GuildSettings {
  /** Discord's ids of the roles whose members may edit answers, beside those who may manage the server. */
  readonly editorRoleIds: readonly string[];
  /** Discord's id of the channel where changes are told, or `null` for none. */
  readonly logChannelId: string | null;
}

/** What holds on a server where nobody has set anything. Settings that are missing in the store are taken from here. */
export const DEFAULT_SETTINGS: GuildSettings = Object.freeze({
  editorRoleIds: Object.freeze([]),
  logChannelId: null,
});

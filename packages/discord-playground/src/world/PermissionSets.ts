import { PermissionFlagsBits as Flag } from 'discord-api-types/v10';

/** What @everyone may do in a new server, as far as a text channel is concerned. It includes mentioning @everyone. */
export const USUAL_PERMISSIONS =
  Flag.ViewChannel |
  Flag.SendMessages |
  Flag.SendMessagesInThreads |
  Flag.EmbedLinks |
  Flag.AttachFiles |
  Flag.AddReactions |
  Flag.UseExternalEmojis |
  Flag.MentionEveryone |
  Flag.ReadMessageHistory |
  Flag.UseApplicationCommands |
  Flag.ChangeNickname |
  Flag.CreateInstantInvite;

export const ALL_PERMISSIONS = Object.values(Flag).reduce((all, flag) => all | flag, 0n);

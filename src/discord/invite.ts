import { OAuth2Scopes, PermissionsBitField, REST, Routes } from 'discord.js';
import { loginError } from './client.ts';
import { NEEDED } from './permissions.ts';

/**
 * The link with which a moderator adds the bot to a server. It asks for the permissions that the bot uses and no others.
 *
 * @param id - The application's, which is also the bot's.
 */
export function inviteLink(id: string): string {
  const query = new URLSearchParams({
    client_id: id,
    permissions: new PermissionsBitField(Object.values(NEEDED)).bitfield.toString(),
    scope: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands].join(' '),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

/** The same for the bot that a token belongs to. @throws UserError `bad-token`, `discord-unreachable` */
export async function inviteLinkFor(token: string, apiUrl: string): Promise<string> {
  const rest = new REST({ api: apiUrl }).setToken(token);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as { id: string };
    return inviteLink(id);
  } catch (error) {
    throw loginError(error, apiUrl);
  }
}

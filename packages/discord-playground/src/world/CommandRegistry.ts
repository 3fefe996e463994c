import {
  type APIApplicationCommand,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import { snowflake } from './guild/accounts.ts';

/** Where a command is registered: `everywhere`, or in the server with that id. */
type Scope = string;

/** The bot's registered commands, by scope. */
export class CommandRegistry {
  readonly #scopes = new Map<Scope, Map<string, APIApplicationCommand>>();

  in(scope: Scope): APIApplicationCommand[] {
    return [...(this.#scopes.get(scope)?.values() ?? [])];
  }

  get(scope: Scope, id: string): APIApplicationCommand | undefined {
    return this.#scopes.get(scope)?.get(id);
  }

  /**
   * The command that somebody finds under a name in that server or in direct messages. A server's own command comes
   * first.
   */
  find(name: string, type: ApplicationCommandType, guildId: string | undefined): APIApplicationCommand | undefined {
    const scopes = guildId === undefined ? ['everywhere'] : [guildId, 'everywhere'];
    return scopes.flatMap((scope) => this.in(scope)).find((command) => command.name === name && command.type === type);
  }

  /** Registers a command. One with the same name and type is replaced and keeps its id. */
  put(applicationId: string, scope: Scope, body: RESTPostAPIApplicationCommandsJSONBody): APIApplicationCommand {
    const type = body.type ?? ApplicationCommandType.ChatInput;
    const before = this.in(scope).find((command) => command.name === body.name && command.type === type);
    const command = toCommand(applicationId, scope, body, before?.id ?? snowflake());
    this.#commandsIn(scope).set(command.id, command);
    return command;
  }

  /** Registers exactly these commands and removes all others. */
  replaceAll(
    applicationId: string,
    scope: Scope,
    bodies: readonly RESTPostAPIApplicationCommandsJSONBody[],
  ): APIApplicationCommand[] {
    const kept = bodies.map((body) => this.put(applicationId, scope, body));
    this.#scopes.set(scope, new Map(kept.map((command) => [command.id, command])));
    return kept;
  }

  update(scope: Scope, id: string, body: Partial<RESTPostAPIApplicationCommandsJSONBody>): APIApplicationCommand {
    const before = this.get(scope, id)!;
    const command = { ...before, ...body, type: before.type, version: snowflake() } as APIApplicationCommand;
    this.#commandsIn(scope).set(id, command);
    return command;
  }

  remove(scope: Scope, id: string): boolean {
    return this.#scopes.get(scope)?.delete(id) ?? false;
  }

  #commandsIn(scope: Scope): Map<string, APIApplicationCommand> {
    const existing = this.#scopes.get(scope);
    if (existing) return existing;
    const created = new Map<string, APIApplicationCommand>();
    this.#scopes.set(scope, created);
    return created;
  }
}

/** Fills in Discord's defaults. */
function toCommand(
  applicationId: string,
  scope: Scope,
  body: RESTPostAPIApplicationCommandsJSONBody,
  id: string,
): APIApplicationCommand {
  const description = 'description' in body ? body.description : undefined;
  const isGlobal = scope === 'everywhere';
  return {
    name_localizations: null,
    description_localizations: null,
    nsfw: false,
    ...(isGlobal && {
      dm_permission: true,
      contexts: null,
      integration_types: [ApplicationIntegrationType.GuildInstall],
    }),
    ...body,
    ...(!isGlobal && { guild_id: scope }),
    id,
    application_id: applicationId,
    version: snowflake(),
    default_member_permissions: body.default_member_permissions?.toString() ?? null,
    type: body.type ?? ApplicationCommandType.ChatInput,
    description: description ?? '',
  } as APIApplicationCommand;
}

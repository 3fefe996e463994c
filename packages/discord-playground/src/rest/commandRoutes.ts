import {
  type APIApplicationCommand,
  ApplicationCommandPermissionType as PermissionType,
  ApplicationCommandType,
  type RESTPostAPIApplicationCommandsJSONBody as CommandBody,
} from 'discord-api-types/v10';
import { Hono } from 'hono';
import { checkCommands } from '../checks/checkCommands.ts';
import type { Guild } from '../world/guild/Guild.ts';
import { type Api, type ApiEnv, type ApiRoutes, findGuild } from './base/Api.ts';
import { DiscordError, refuseInvalid } from './base/DiscordError.ts';

/** Registers commands, everywhere or in one server. */
export function commandRoutes(api: Api): ApiRoutes {
  const { world, gateway } = api;
  const guildIdOf = (id: string): string => {
    if (gateway.settings.acceptAnyBot && !world.guilds.has(id)) return world.firstGuild.id;
    return findGuild(world, id).id;
  };
  return new Hono<ApiEnv>()
    .get('/applications/:app/guilds/:guild/commands/permissions', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      return c.json(world.commands.in(guild.id).flatMap((command) => permissionsJson(guild, command) ?? []));
    })
    .get('/applications/:app/guilds/:guild/commands/:id/permissions', (c) => {
      const guild = findGuild(world, c.req.param('guild'));
      const id = c.req.param('id');
      const command = world.commands.get(guild.id, id) ?? world.commands.get('everywhere', id);
      const permissions = command && permissionsJson(guild, command);
      if (!permissions) throw new DiscordError('unknownCommandPermissions');
      return c.json(permissions);
    })
    .route(
      '/applications/:app/commands',
      routesFor(api, () => 'everywhere'),
    )
    .route(
      '/applications/:app/guilds/:guild/commands',
      routesFor(api, (guildId) => guildIdOf(guildId ?? '')),
    );
}

/** Who may use a command in a server, as administrators have set it there. Undefined if they have not. */
function permissionsJson(guild: Guild, { id, name, application_id: app }: APIApplicationCommand): object | undefined {
  const rules = guild.commandRules.get(name);
  if (!rules) return undefined;
  const permissions = [...rules].map(([who, permission]) => {
    const isRole = guild.roles.has(who);
    return { id: who, type: isRole ? PermissionType.Role : PermissionType.User, permission };
  });
  return { id, application_id: app, guild_id: guild.id, permissions };
}

function routesFor({ world, gateway }: Api, scopeOf: (guildId: string | undefined) => string): ApiRoutes {
  const { commands, bot } = world;
  const find = (scope: string, id: string): APIApplicationCommand => {
    const command = commands.get(scope, id);
    if (!command) throw new DiscordError('unknownCommand');
    return command;
  };
  const routes = new Hono<ApiEnv>();
  routes.use(async (c, next) => {
    if (c.req.param('app') !== bot.id && !gateway.settings.acceptAnyBot) throw new DiscordError('missingAccess');
    await next();
  });
  return routes
    .get('/', (c) => {
      const all = commands.in(scopeOf(c.req.param('guild')));
      return c.json(c.req.query('with_localizations') === 'true' ? all : all.map(withoutLocalizations));
    })
    .put('/', (c) => {
      const scope = scopeOf(c.req.param('guild'));
      refuseInvalid(checkCommands(c.get('body')));
      return c.json(commands.replaceAll(bot.id, scope, c.get('body') as CommandBody[]));
    })
    .post('/', (c) => {
      const scope = scopeOf(c.req.param('guild'));
      const body = c.get('body') as CommandBody;
      refuseInvalid(checkOne(body));
      const others = commands.in(scope).filter(({ type, name }) => type !== (body.type ?? 1) || name !== body.name);
      refuseTooMany([...others, body], body.type ?? 1);
      const status = others.length === commands.in(scope).length ? 201 : 200;
      return c.json(commands.put(bot.id, scope, body), status);
    })
    .get('/:id', (c) => c.json(find(scopeOf(c.req.param('guild')), c.req.param('id'))))
    .patch('/:id', (c) => {
      const scope = scopeOf(c.req.param('guild'));
      const { name, type, description, options } = find(scope, c.req.param('id'));
      const body = c.get('body') as Partial<CommandBody>;
      refuseInvalid(
        checkOne({ name, type, ...(type === ApplicationCommandType.ChatInput && { description, options }), ...body }),
      );
      return c.json(commands.update(scope, c.req.param('id'), body));
    })
    .delete('/:id', (c) => {
      const scope = scopeOf(c.req.param('guild'));
      commands.remove(scope, find(scope, c.req.param('id')).id);
      return c.body(null, 204);
    });
}

/** Checks a single command. Paths of violations must not begin with an index, as they do for a list. */
function checkOne(body: object): ReturnType<typeof checkCommands> {
  return checkCommands([body]).map(({ path, code, message }) => ({ path: path.replace(/^0\.?/, ''), code, message }));
}

/** Source: application-commands: 100 slash commands, 15 message and 15 user commands. */
function refuseTooMany(all: readonly { readonly type?: number | undefined }[], type: number): void {
  const limit = type === 1 ? 100 : 15;
  if (all.filter((command) => (command.type ?? 1) === type).length > limit) throw new DiscordError('tooManyCommands');
}

function withoutLocalizations(command: APIApplicationCommand): APIApplicationCommand {
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
  return rest;
}

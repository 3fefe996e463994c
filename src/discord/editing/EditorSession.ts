import type { Interaction } from 'discord.js';
import type { Person } from '../../answers/editing/changes.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import { UserError } from '../../shared/UserError.ts';
import type { BotContext } from '../BotContext.ts';
import { actorOf, may, type Right } from '../permissions.ts';
import { Responder } from '../Responder.ts';
import { NOT_ALLOWED, SERVER_ONLY } from '../strings.ts';

/**
 * One interaction of a person who may edit the answers of a server, or change its settings. The only way to one is
 * {@link editorSession}, which checks that, so nothing that takes a session has to check again.
 */
export type EditorSession = Awaited<ReturnType<typeof editorSession>>;

export type PreviewContext = Pick<EditorSession, 'person' | 'replyWith'>;

/** @throws UserError `server-only`, `not-allowed` */
export async function editorSession(interaction: Interaction, context: BotContext, right: Right = 'edit-answers') {
  const actor = actorOf(interaction);
  if (!actor) throw new UserError('server-only', SERVER_ONLY);
  const guildSettings = await context.store.settings(actor.guildId);
  if (!may(right, actor, guildSettings)) throw new UserError('not-allowed', NOT_ALLOWED[right]);
  const { user, client } = interaction;
  const person: Person = { guildId: actor.guildId, id: user.id, name: user.displayName };
  /** An answer, published or not, as members of the server get it. It does not count as given. */
  const replyWith = async (answer: Answer, whole: boolean) =>
    (await Responder.of(interaction, context)).replyWith(answer, { whole });
  return { ...context, person, client, guildSettings, replyWith };
}

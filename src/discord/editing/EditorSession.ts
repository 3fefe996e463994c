import type { Interaction } from 'discord.js';
import type { Person } from '../../answers/editing/changes.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Reply } from '../../replies/Reply.ts';
import type { GuildSettings } from '../../store/Store.ts';
import type { BotContext } from '../BotContext.ts';
import { requireRight, type Right } from '../permissions.ts';
import { Responder } from '../Responder.ts';

/**
 * One interaction of a person who may edit the answers of a server, or change its settings. The only way to one is
 * {@link editorSession}, which checks that, so nothing that takes a session has to check again.
 */
export interface EditorSession extends BotContext {
  readonly person: Person;
  readonly client: Interaction['client'];
  readonly guildSettings: GuildSettings;
  /** An answer, published or not, as members of the server get it. It does not count as given. */
  replyWith(answer: Answer, whole: boolean): Promise<Reply>;
}

export type PreviewContext = Pick<EditorSession, 'person' | 'replyWith'>;

/** @throws UserError `server-only`, `not-allowed` */
export async function editorSession(
  interaction: Interaction,
  context: BotContext,
  right: Right = 'edit-answers',
): Promise<EditorSession> {
  const { guildId, settings } = await requireRight(right, interaction, context);
  const { user, client } = interaction;
  return {
    ...context,
    person: { guildId, id: user.id, name: user.displayName },
    client,
    guildSettings: settings,
    replyWith: async (answer, whole) => (await Responder.of(interaction, context)).replyWith(answer, { whole }),
  };
}

import { type Client, DefaultRestOptions, type Interaction } from 'discord.js';
import type { AnswerEditing } from '../../answers/editing/AnswerEditing.ts';
import type { Person } from '../../answers/editing/changes.ts';
import type { AnswerExchange } from '../../answers/exchange/AnswerExchange.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Reply } from '../../replies/Reply.ts';
import type { Log } from '../../shared/Log.ts';
import type { GuildSettings } from '../../store/Store.ts';
import { type AttachedFile, fetchFile } from '../commands/answerFiles.ts';
import { Responder, type BotContext } from '../Responder.ts';
import { requireRight } from '../permissions.ts';
import type { BotResponse } from '../respond.ts';

/**
 * Where somebody edits the answers of one server. There is no other way to one than {@link EditorSession.of}, which lets
 * through only who may: whatever works with a session need not ask again.
 */
export class EditorSession {
  readonly person: Person;
  readonly settings: GuildSettings;
  readonly client: Client<true>;
  readonly #botContext: BotContext;

  private constructor(person: Person, settings: GuildSettings, client: Client<true>, botContext: BotContext) {
    this.person = person;
    this.settings = settings;
    this.client = client;
    this.#botContext = botContext;
  }

  /** @throws UserError `server-only`, `not-allowed` */
  static async of(interaction: Interaction, botContext: BotContext): Promise<EditorSession> {
    const { guildId, settings } = await requireRight('edit-answers', interaction, botContext);
    const { user, client } = interaction;
    return new EditorSession({ guildId, id: user.id, name: user.displayName }, settings, client, botContext);
  }

  get guildId(): string {
    return this.person.guildId;
  }

  get editing(): AnswerEditing {
    return this.#botContext.editing;
  }

  get exchange(): AnswerExchange {
    return this.#botContext.exchange;
  }

  get log(): Log {
    return this.#botContext.log;
  }

  /** @throws UserError `file-too-large`, `file-not-fetched` */
  fetch(file: AttachedFile): Promise<Uint8Array> {
    const apiUrl = this.client.options.rest?.api ?? DefaultRestOptions.api;
    return fetchFile(file, { apiUrl, log: this.log });
  }

  /** An answer, published or not, as members of the server get it. It does not count as given. */
  async replyWith(answer: Answer, whole: boolean): Promise<Reply> {
    return (await Responder.of(this.guildId, this.#botContext)).replyWith(answer, { whole });
  }
}

/** What is needed to show an answer as members would get it. */
export type Previewing = Pick<EditorSession, 'person' | 'replyWith'>;

/** For controls: checks that the person may before anything is done. */
export function editing<I extends Interaction, State>(
  edit: (session: EditorSession, state: State, interaction: I) => Promise<BotResponse>,
) {
  return async (interaction: I, state: State, botContext: BotContext): Promise<BotResponse> =>
    edit(await EditorSession.of(interaction, botContext), state, interaction);
}

import { type Client, DefaultRestOptions, type Interaction } from 'discord.js';
import type { AnswerEditing } from '../../answers/editing/AnswerEditing.ts';
import type { Person } from '../../answers/editing/changes.ts';
import type { AnswerExchange } from '../../answers/exchange/AnswerExchange.ts';
import type { Review } from '../../answers/learning/Review.ts';
import type { Teaching } from '../../answers/learning/Teaching.ts';
import type { Answer } from '../../knowledge/Answer.ts';
import type { Reply } from '../../replies/Reply.ts';
import type { Log } from '../../shared/Log.ts';
import type { GuildSettings } from '../../store/Store.ts';
import { type AttachedFile, fetchFile } from '../attachments.ts';
import type { BotContext } from '../BotContext.ts';
import { requireRight } from '../permissions.ts';
import { Responder } from '../Responder.ts';

/**
 * One interaction of a person who may edit the answers of a server. The only way to one is {@link EditorSession.of}, which
 * checks that, so nothing that takes a session has to check again.
 */
export class EditorSession {
  readonly person: Person;
  readonly settings: GuildSettings;
  readonly client: Client<true>;
  readonly editing: AnswerEditing;
  readonly exchange: AnswerExchange;
  readonly review: Review;
  readonly teaching: Teaching;
  readonly log: Log;
  readonly #interaction: Interaction;
  readonly #context: BotContext;

  private constructor(person: Person, settings: GuildSettings, interaction: Interaction, context: BotContext) {
    this.person = person;
    this.settings = settings;
    this.client = interaction.client;
    this.editing = context.editing;
    this.exchange = context.exchange;
    this.review = context.review;
    this.teaching = context.teaching;
    this.log = context.log;
    this.#interaction = interaction;
    this.#context = context;
  }

  /** @throws UserError `server-only`, `not-allowed` */
  static async of(interaction: Interaction, context: BotContext): Promise<EditorSession> {
    const { guildId, settings } = await requireRight('edit-answers', interaction, context);
    const { id, displayName: name } = interaction.user;
    return new EditorSession({ guildId, id, name }, settings, interaction, context);
  }

  /** @throws UserError `file-too-large`, `file-not-fetched` */
  fetch(file: AttachedFile): Promise<Uint8Array> {
    const apiUrl = this.client.options.rest?.api ?? DefaultRestOptions.api;
    return fetchFile(file, { apiUrl, log: this.log });
  }

  /** An answer, published or not, as members of the server get it. It does not count as given. */
  async replyWith(answer: Answer, whole: boolean): Promise<Reply> {
    return (await Responder.of(this.#interaction, this.#context)).replyWith(answer, { whole });
  }
}

export type PreviewContext = Pick<EditorSession, 'person' | 'replyWith'>;

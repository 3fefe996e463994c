import { type Client, DefaultRestOptions, type Interaction } from 'discord.js';
import type { Answer } from '../../knowledge/Answer.ts';
import type { AnswerEditing } from '../../answers/editing/AnswerEditing.ts';
import type { AnswerExchange } from '../../answers/exchange/AnswerExchange.ts';
import type { Person } from '../../answers/editing/Person.ts';
import type { Reply } from '../../replies/Reply.ts';
import type { GuildSettings } from '../../store/GuildSettings.ts';
import { Desk } from '../Desk.ts';
import { type AttachedFile, fetchFile } from '../files/fetchFile.ts';
import type { Log } from '../Log.ts';
import type { Outcome } from '../Outcome.ts';
import { requireRight } from '../requireRight.ts';
import type { Surroundings } from '../Surroundings.ts';

/**
 * Where somebody edits the answers of one server. There is no other way to one than {@link EditingDesk.of}, which lets
 * through only who may: whatever works with a desk need not ask again.
 */
export class EditingDesk {
  readonly person: Person;
  readonly settings: GuildSettings;
  readonly client: Client<true>;
  readonly #surroundings: Surroundings;

  private constructor(person: Person, settings: GuildSettings, client: Client<true>, surroundings: Surroundings) {
    this.person = person;
    this.settings = settings;
    this.client = client;
    this.#surroundings = surroundings;
  }

  /** @throws UserError `server-only`, `not-allowed` */
  static async of(interaction: Interaction, surroundings: Surroundings): Promise<EditingDesk> {
    const { guildId, settings } = await requireRight('edit-answers', interaction, surroundings);
    const { user, client } = interaction;
    return new EditingDesk({ guildId, id: user.id, name: user.displayName }, settings, client, surroundings);
  }

  get guildId(): string {
    return this.person.guildId;
  }

  get editing(): AnswerEditing {
    return this.#surroundings.editing;
  }

  get exchange(): AnswerExchange {
    return this.#surroundings.exchange;
  }

  get log(): Log {
    return this.#surroundings.log;
  }

  /** @throws UserError `file-too-large`, `file-not-fetched` */
  fetch(file: AttachedFile): Promise<Uint8Array> {
    const apiUrl = this.client.options.rest?.api ?? DefaultRestOptions.api;
    return fetchFile(file, { apiUrl, log: this.log });
  }

  /** An answer, published or not, as members of the server get it. It does not count as given. */
  async replyWith(answer: Answer, whole: boolean): Promise<Reply> {
    return (await Desk.of(this.guildId, this.#surroundings)).replyWith(answer, { whole });
  }
}

/** What is needed to show an answer as members would get it. */
export type Previewing = Pick<EditingDesk, 'person' | 'replyWith'>;

/** For controls: checks that the person may before anything is done. */
export function editing<I extends Interaction, State>(
  edit: (desk: EditingDesk, state: State, interaction: I) => Promise<Outcome>,
) {
  return async (interaction: I, state: State, surroundings: Surroundings): Promise<Outcome> =>
    edit(await EditingDesk.of(interaction, surroundings), state, interaction);
}

import { ApplicationCommandType, InteractionType, PermissionFlagsBits } from 'discord-api-types/v10';
import { watchRefusals } from '../refusals.ts';
import type { User } from '../world/guild/accounts.ts';
import type { Channel, Guild, Message } from '../world/guild/Guild.ts';
import { Interaction, type InteractionSubject, type Modal } from '../world/Interaction.ts';
import { may } from '../world/guild/permissions.ts';
import { chooseCommand, type ChosenCommand } from './chooseCommand.ts';
import { fillModal } from './fillModal.ts';
import { definitionOf, fillOptions } from './fillOptions.ts';
import { type FieldValue, idOf, type Named, type OptionValue, Resolved } from './Resolved.ts';
import { seeMessage, type SeenMessage } from './SeenMessage.ts';
import { seeModal, type SeenModal } from './SeenModal.ts';
import { chooseValues, findControl } from './controls.ts';
import { awaitAnswer, messageIn, messageOf, wordFor, type Outcome, type Stage } from './Stage.ts';
import { commandRun, componentUsed, messageCommandUsed, optionTyped, userCommandUsed } from './subjects.ts';
import { Participant } from './Participant.ts';
import type { WriteOptions } from './Writer.ts';

export interface SayOptions extends WriteOptions {
  /** For `asks`: how long to wait for the bot's reply, in milliseconds (default 30,000). */
  readonly timeoutMs?: number;
}

interface OpenModal {
  readonly modal: Modal;
  readonly seen: SeenModal;
  readonly openedBy: Interaction;
}

/** What one person has open, in whichever channel they act. */
interface Screen {
  /** By the id of the interaction that opened it, oldest first. Several when they use several windows. */
  readonly modals: Map<string, OpenModal>;
}

/** A client does not say when somebody closes a modal, so only the latest are kept. */
const KEPT_MODALS = 20;

/**
 * A person using Discord's client, for tests and for the page. Can do what the client allows, and nothing else.
 *
 * @example
 * const ann = playground.addMember('ann');
 * const list = await ann.runs('todo list'); // a slash command
 * await ann.clicks('Done', list); // a button of its reply
 * ann.sees().at(-1)?.text; // the latest message in the channel
 */
export class Member extends Participant {
  readonly #screen: Screen;
  #opened: SeenModal | undefined;

  constructor(
    stage: Stage,
    user: User,
    guild: Guild,
    channel: Channel = guild.channel,
    screen: Screen = { modals: new Map() },
  ) {
    super(stage, user, guild, channel);
    this.#screen = screen;
  }

  /** The same person in another channel. */
  in(channel: Channel): Member {
    return new Member(this.stage, this.user, channel.guild ?? this.guild, channel, this.#screen);
  }

  /** The same person in their direct messages with the bot. */
  get dm(): Member {
    return this.in(this.stage.world.dmWith(this.user));
  }

  /** The latest modal that this person has open, however it was opened. */
  get modal(): SeenModal | undefined {
    return [...this.#screen.modals.values()].at(-1)?.seen;
  }

  /** An open modal of this person by its id. */
  modalById(id: string): SeenModal | undefined {
    return this.#screen.modals.get(id)?.seen;
  }

  /** The latest modal that was opened through this object, and not through the same person's in another channel. */
  get opened(): SeenModal | undefined {
    return this.#opened;
  }

  /**
   * Sends a message and waits for the bot's reply to it.
   *
   * @throws Error when no reply comes in time. Its message lists what Discord would have refused in the meantime.
   */
  async asks(text: string, options: SayOptions = {}): Promise<SeenMessage> {
    const { timeoutMs = 30_000 } = options;
    const refusedMeanwhile = watchRefusals(this.stage.refusals);
    const message = this.write(text, options);
    const reply = await this.stage.replies.to(message.id, timeoutMs);
    if (reply) return seeMessage(reply);
    throw new Error(`The bot did not reply to "${text}" within ${timeoutMs} ms.${refusedMeanwhile()}`);
  }

  /**
   * Runs a slash command (`todo`, `/todo` or `todo add`) and waits for its answer. A "thinking…" message is not an
   * answer yet.
   *
   * @throws Error when the client would not send it, when the bot does not answer, or when it opens a modal (see
   * `opens`).
   */
  async runs(command: string, options: Readonly<Record<string, OptionValue>> = {}): Promise<SeenMessage> {
    return messageOf(await this.#run(command, options), `/${command}`);
  }

  /** Runs a slash command that opens a modal. Fill the modal in with `submits`. */
  async opens(command: string, options: Readonly<Record<string, OptionValue>> = {}): Promise<SeenModal> {
    return this.#modalOf(await this.#run(command, options), `/${command}`);
  }

  /** Uses a message command on a message, or a user command on a person. */
  async uses(command: string, on: SeenMessage | Named): Promise<SeenMessage> {
    return messageOf(await this.#use(command, on), `"${command}"`);
  }

  /** Uses a message or user command that opens a modal. */
  async opensByUsing(command: string, on: SeenMessage | Named): Promise<SeenModal> {
    return this.#modalOf(await this.#use(command, on), `"${command}"`);
  }

  /**
   * Types into an option with autocomplete and returns the choices that the bot offers.
   *
   * @param others - What is already filled into other options.
   */
  async types(
    command: string,
    option: string,
    text: string,
    others: Readonly<Record<string, string>> = {},
  ): Promise<{ name: string; value: string | number }[]> {
    const chosen = this.#choose(command);
    const definition = definitionOf(chosen.options, option);
    if (!('autocomplete' in definition && definition.autocomplete)) throw new Error(`"${option}" has no autocomplete.`);
    const already = Object.entries(others).map(([name, value]) => ({
      name,
      type: definitionOf(chosen.options, name).type,
      value,
    }));
    const focused = { name: option, type: definition.type, value: text, focused: true };
    const what = `typing "${text}" into /${command} ${option}`;
    const outcome = await this.#interact(optionTyped(chosen, [...already, focused]), what);
    return outcome.kind === 'choices' ? outcome.choices.map(({ name, value }) => ({ name, value })) : [];
  }

  /**
   * Clicks the button with that label or custom_id.
   *
   * @returns The new or edited message. Undefined when the bot deleted the message, opened a modal or only acknowledged
   * the click.
   */
  async clicks(label: string, on: SeenMessage): Promise<SeenMessage | undefined> {
    return messageIn(await this.#click(label, on));
  }

  /** Clicks a button that opens a modal. */
  async opensByClicking(label: string, on: SeenMessage): Promise<SeenModal> {
    return this.#modalOf(await this.#click(label, on), `"${label}"`);
  }

  /**
   * Chooses in the select menu with that custom_id or placeholder. Returns the same as `clicks`.
   *
   * @param chosen - Options by value or label; people, roles and channels as objects, by id or by name.
   */
  async chooses(
    select: string,
    chosen: readonly (string | Named)[],
    on: SeenMessage,
  ): Promise<SeenMessage | undefined> {
    const message = this.find(on);
    const control = findControl(message, select, 'select');
    const resolved = new Resolved(this.stage, this.user, message.channel);
    const values = chooseValues(control, chosen, select, resolved);
    return messageIn(await this.#interact(componentUsed(control, values, resolved.data), `"${select}"`, message));
  }

  /**
   * Fills in and submits the open modal, or the one with that id. Returns the same as `clicks`.
   *
   * The modal stays open when the bot does not answer.
   *
   * @param fields - Values by custom_id or label. Fields that are not mentioned keep their value.
   * @throws Error when no modal is open or the client would not submit it.
   */
  async submits(
    fields: Readonly<Record<string, FieldValue>> = {},
    modalId = this.modal?.id,
  ): Promise<SeenMessage | undefined> {
    const open = modalId === undefined ? undefined : this.#screen.modals.get(modalId);
    if (!open) throw new Error(`No modal is open for ${this.user.username}.`);
    const { modal, openedBy } = open;
    const data = fillModal(modal, fields, new Resolved(this.stage, this.user, openedBy.channel));
    const subject = { type: InteractionType.ModalSubmit, data } as InteractionSubject;
    this.#screen.modals.delete(open.seen.id);
    try {
      return messageIn(await this.#interact(subject, `the modal "${modal.title}"`, openedBy.message, openedBy));
    } catch (error) {
      this.#screen.modals.set(open.seen.id, open);
      throw error;
    }
  }

  /** All messages that this person can see in the channel, oldest first. */
  sees(): SeenMessage[] {
    const canSee = may(this.user.id, PermissionFlagsBits.ViewChannel, this.channel);
    if (!canSee) return [];
    return this.channel.messages
      .all()
      .filter((message) => this.mayRead(message))
      .map(seeMessage);
  }

  #choose(command: string, type = ApplicationCommandType.ChatInput): ChosenCommand {
    return chooseCommand(this.stage.world, this.user, this.channel, command, type);
  }

  #run(command: string, values: Readonly<Record<string, OptionValue>>): Promise<Outcome> {
    const chosen = this.#choose(command);
    const resolved = new Resolved(this.stage, this.user, this.channel);
    const options = fillOptions(chosen.options, values, resolved);
    return this.#interact(commandRun(chosen, options, resolved), `/${command}`);
  }

  async #use(command: string, on: SeenMessage | Named): Promise<Outcome> {
    if ('channelId' in on) {
      const chosen = this.#choose(command, ApplicationCommandType.Message);
      return this.#interact(messageCommandUsed(chosen, this.find(on)), `"${command}"`);
    }
    const chosen = this.#choose(command, ApplicationCommandType.User);
    const resolved = new Resolved(this.stage, this.user, this.channel);
    return this.#interact(userCommandUsed(chosen, resolved.addUser(idOf(on)), resolved), `"${command}"`);
  }

  async #click(label: string, on: SeenMessage): Promise<Outcome> {
    const message = this.find(on);
    return this.#interact(componentUsed(findControl(message, label, 'button')), `"${label}"`, message);
  }

  async #interact(
    subject: InteractionSubject,
    what: string,
    message?: Message,
    openedBy?: Interaction,
  ): Promise<Outcome> {
    // The bot has to know that its message or modal was shown before anybody can use it, as with a person's reaction time.
    if (message ?? openedBy) await this.stage.caughtUp();
    const { world } = this.stage;
    const { channel } = message ?? openedBy ?? this;
    const isInstalled = world.installs.has(this.user);
    const interaction = new Interaction({ channel, user: this.user, subject, message, openedBy, isInstalled });
    world.interactions.add(interaction);
    const answer = awaitAnswer(this.stage, interaction, what);
    world.announce({ kind: 'interaction', interaction });
    const outcome = await answer;
    if (outcome.kind === 'modal') {
      const { modal } = outcome;
      this.#show({ modal, seen: seeModal(modal, interaction), openedBy: interaction });
    }
    return outcome;
  }

  #show(open: OpenModal): void {
    const { modals } = this.#screen;
    modals.set(open.seen.id, open);
    const [oldest] = modals.keys();
    if (modals.size > KEPT_MODALS) modals.delete(oldest!);
    this.#opened = open.seen;
  }

  #modalOf(outcome: Outcome, what: string): SeenModal {
    if (outcome.kind === 'modal') return this.#opened!;
    throw new Error(`${what} did not open a modal. The bot answered with ${wordFor(outcome)}.`);
  }
}

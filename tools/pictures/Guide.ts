import type { Locator } from 'playwright-core';
import { Visitor } from 'discord-playground/browser';

/** Somebody who shows what the bot can do. */
export class Guide extends Visitor {
  /** @returns The message that answers it. */
  async ask(question: string): Promise<Locator> {
    const before = await this.messages.count();
    await this.say(`@Whence ${question}`);
    const reply = this.messages.nth(before + 1);
    await reply.locator('.content').waitFor();
    return reply;
  }

  /**
   * Runs a command, once it is offered.
   *
   * @param options - Those that are not required are added to the form first. Where the bot offers choices, the first of
   *   them is taken.
   */
  async command(name: string, options: Readonly<Record<string, string | FileToPick>> = {}): Promise<void> {
    const form = await this.enter(`/${name}`);
    for (const [option, value] of Object.entries(options)) {
      const field = form.locator(`[data-option="${option}"]`);
      if ((await field.count()) === 0) await form.getByRole('button', { name: `+ ${option}` }).click();
      if (typeof value !== 'string') {
        await field.setInputFiles(value);
        continue;
      }
      await field.fill(value);
      if ((await field.getAttribute('role')) === 'combobox') {
        await this.offered.filter({ hasText: value }).first().click();
      }
    }
    await form.getByRole('button', { name: 'Run' }).click();
  }

  /** Runs a command that is answered with a message. */
  async runs(name: string, options: Readonly<Record<string, string | FileToPick>> = {}): Promise<Locator> {
    const before = await this.messages.count();
    await this.command(name, options);
    const reply = this.messages.nth(before);
    await reply.locator('.content').waitFor();
    return reply;
  }

  /** Fills in the dialog that is open, by the labels of its fields. */
  async fillIn(fields: Readonly<Record<string, string>>): Promise<Locator> {
    for (const [label, value] of Object.entries(fields)) await this.dialog.getByLabel(label).fill(value);
    return this.dialog;
  }

  /** Sends the dialog that is open. @returns The latest message, once it says `text`. */
  async submit(text: string): Promise<Locator> {
    await this.dialog.getByRole('button', { name: 'Submit' }).click();
    return this.#latest(text);
  }

  /** Presses a button of the latest message. @returns The latest message, once it says `text`. */
  async press(label: string, text: string): Promise<Locator> {
    await this.pressButton(label);
    return this.#latest(text);
  }

  /** Presses a button of the latest message. */
  async pressButton(label: string): Promise<void> {
    await this.messages.last().getByRole('button', { name: label, exact: true }).click();
  }

  async #latest(text: string): Promise<Locator> {
    await this.messages.last().filter({ hasText: text }).waitFor();
    return this.messages.last();
  }
}

export interface FileToPick {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

import type { Locator, Page } from 'playwright-core';

/** Somebody who looks at the page in a browser: what they find there, and what they do. */
export class Visitor {
  readonly page: Page;

  /** @param page - Where the page is open, or will be. */
  constructor(page: Page) {
    this.page = page;
  }

  /** Where messages are written. */
  get box(): Locator {
    return this.page.getByRole('combobox', { name: 'Message' });
  }

  get messages(): Locator {
    return this.page.locator('#messages article');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  /** What is offered for what is being typed: commands, people, choices. */
  get offered(): Locator {
    return this.page.locator('#picker .option');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  async say(text: string): Promise<void> {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  /** Waits for the latest message with that text. */
  async answer(text: string): Promise<Locator> {
    const found = this.messages.filter({ hasText: text }).last();
    await found.waitFor();
    return found;
  }

  /** Acts for somebody else from now on: `You`, `Staff` or `Friend`. Waits for what they see. */
  async become(name: string): Promise<void> {
    await this.page.getByLabel('You are').selectOption({ label: name });
    await this.page.locator('#messages:not([aria-busy])').waitFor({ state: 'attached' });
  }

  /** Opens the form of a command such as `/todo add`, once it is offered. */
  async enter(command: string): Promise<Locator> {
    await this.box.fill('/');
    await this.offered.filter({ hasText: command }).first().waitFor();
    await this.box.fill(`${command} `);
    const form = this.page.getByRole('form', { name: command, exact: true });
    await form.waitFor();
    return form;
  }

  /** Runs a command without filling anything in. */
  async run(command: string): Promise<void> {
    const form = await this.enter(command);
    await form.getByRole('button', { name: 'Run', exact: true }).click();
  }

  /** Opens the menu of a message. @returns Its items. */
  async menu(message: Locator): Promise<Locator> {
    await message.click({ button: 'right', position: { x: 5, y: 5 } });
    const items = this.page.getByRole('menuitem');
    await items.first().waitFor();
    return items;
  }

  /** Opens the menu of a message and chooses in it. */
  async choose(message: Locator, label: string): Promise<void> {
    await (await this.menu(message)).and(this.page.getByRole('menuitem', { name: label })).click();
  }
}

import type { Locator, Page } from 'playwright-core';

/** Somebody who looks at the page: what they find there, and what they do. */
export class Visitor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  get box(): Locator {
    return this.page.getByRole('combobox', { name: 'Message' });
  }

  get messages(): Locator {
    return this.page.locator('#messages article');
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
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

  async become(name: string): Promise<void> {
    await this.page.getByLabel('You are').selectOption({ label: name });
  }

  /** Runs a command without options. */
  async run(command: string): Promise<void> {
    await this.box.fill(`${command} `);
    await this.button('Run').click();
  }

  /** Opens the menu of a message and chooses in it. */
  async choose(message: Locator, label: string): Promise<void> {
    await message.click({ button: 'right', position: { x: 5, y: 5 } });
    await this.page.getByRole('menuitem', { name: label }).click();
  }

  /** Waits until the messages, from the first to the last, contain these words. */
  async sees(...beginnings: readonly string[]): Promise<void> {
    for (const [index, beginning] of beginnings.entries())
      await this.messages.nth(index).locator('.content', { hasText: beginning }).waitFor();
  }
}

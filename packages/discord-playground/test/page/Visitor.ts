import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { PATIENT } from '../support/connect.ts';

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

  /** Waits until the messages, from the first to the last, begin with these words. */
  async sees(...beginnings: readonly string[]): Promise<void> {
    const contents = (): Promise<string[]> => this.messages.locator('.content').allInnerTexts();
    const cut = async (): Promise<string[]> =>
      (await contents()).map((text, index) => text.slice(0, beginnings[index]?.length ?? 20));
    await expect.poll(cut, PATIENT).toEqual(beginnings);
  }
}

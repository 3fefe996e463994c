/** Lists to choose from: suggestions at the message box, and the menu of a message. */
import { element } from '../base/element.js';
import { rememberFocus } from '../base/focus.js';

/**
 * The list above the message box: commands, people, choices. The keyboard focus stays in the input; arrow keys move,
 * Enter and Tab choose. Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export class Picker {
  #list;
  #items = [];
  #active = -1;
  #input;
  #onChoose = () => {};

  /** @param {HTMLElement} list Where the items are shown. */
  constructor(list) {
    this.#list = list;
  }

  get isOpen() {
    return this.#items.length > 0;
  }

  get hasActive() {
    return this.isOpen && this.#active !== -1;
  }

  /**
   * @param {HTMLElement} input
   * @param {{ title: string, detail?: string }[]} items
   * @param {(item: object) => void} onChoose
   * @param {{ heading?: string, isFirstActive?: boolean }} options
   */
  show(input, items, onChoose, { heading = '', isFirstActive = true } = {}) {
    this.hide();
    if (items.length === 0) return;
    this.#items = items;
    this.#input = input;
    this.#onChoose = onChoose;
    const options = items.map((item, index) => this.#option(item, index));
    this.#list.replaceChildren(
      ...(heading ? [element('div.picker-heading', { role: 'presentation' }, heading)] : []),
      ...options,
    );
    this.#list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    this.#activate(isFirstActive ? 0 : -1);
  }

  hide() {
    this.#items = [];
    this.#active = -1;
    this.#list.hidden = true;
    this.#list.replaceChildren();
    this.#input?.setAttribute('aria-expanded', 'false');
    this.#input?.removeAttribute('aria-activedescendant');
  }

  /** Handles a key. Returns whether it did, so that nothing else acts on the key. */
  takesKey({ key, shiftKey }) {
    if (!this.isOpen) return false;
    if (key === 'ArrowDown') this.#activate((this.#active + 1) % this.#items.length);
    else if (key === 'ArrowUp') this.#activate((this.#active <= 0 ? this.#items.length : this.#active) - 1);
    else if (key === 'Escape') this.hide();
    else if (this.hasActive && !shiftKey && (key === 'Enter' || key === 'Tab')) this.#choose(this.#active);
    else return false;
    return true;
  }

  #option({ title, detail }, index) {
    const option = element(
      'div.option',
      { id: `option-${index}`, role: 'option', aria: { selected: 'false' } },
      element('span.option-title', {}, title),
      detail && element('span.option-detail', {}, detail),
    );
    option.addEventListener('mousedown', (event) => event.preventDefault()); // keep the focus in the input
    option.addEventListener('click', () => this.#choose(index));
    return option;
  }

  #activate(index) {
    this.#active = index;
    for (const option of this.#list.querySelectorAll('.option')) {
      const isActive = option.id === `option-${index}`;
      option.setAttribute('aria-selected', String(isActive));
      if (isActive) option.scrollIntoView({ block: 'nearest' });
    }
    if (index === -1) this.#input.removeAttribute('aria-activedescendant');
    else this.#input.setAttribute('aria-activedescendant', `option-${index}`);
  }

  #choose(index) {
    const item = this.#items[index];
    const onChoose = this.#onChoose;
    this.hide();
    onChoose(item);
  }
}

/**
 * Opens the menu of a message.
 *
 * @param {{ left: number, right: number, top: number, bottom: number }} anchor Position in the window.
 * @param {{ label: string, act: () => void }[]} items
 */
export function openMenu(anchor, items) {
  document.querySelector('.menu')?.remove();
  const giveBack = rememberFocus();
  const buttons = items.map(({ label, act }) =>
    element('button', { type: 'button', role: 'menuitem', on: { click: () => (close(), giveBack(), act()) } }, label),
  );
  const menu = element('div.menu', { role: 'menu' }, ...buttons);
  const close = () => {
    menu.remove();
    document.removeEventListener('pointerdown', closeOutside, true);
  };
  const closeOutside = ({ target }) => menu.contains(target) || close();

  menu.addEventListener('keydown', (event) => {
    const at = buttons.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) buttons.at((at + step) % buttons.length).focus();
    else if (event.key === 'Escape' || event.key === 'Tab') {
      close();
      giveBack();
    } else return;
    event.preventDefault();
  });
  document.addEventListener('pointerdown', closeOutside, true);
  document.querySelector('main').append(menu);
  const { offsetWidth: width, offsetHeight: height } = menu;
  const left = anchor.left + width + 8 > innerWidth ? anchor.right - width : anchor.left;
  menu.style.left = `${Math.max(8, left)}px`;
  menu.style.top = `${anchor.bottom + height + 8 > innerHeight ? Math.max(8, anchor.top - height) : anchor.bottom}px`;
  buttons[0]?.focus();
}

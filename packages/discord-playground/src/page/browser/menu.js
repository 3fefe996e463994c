/** The menu of a message. */
import { element } from './element.js';

/**
 * @param {{ left: number, right: number, top: number, bottom: number }} anchor In the window.
 * @param {{ label: string, act: () => void }[]} items
 */
export function openMenu(anchor, items) {
  document.querySelector('.menu')?.remove();
  const opener = document.activeElement;
  const buttons = items.map(({ label, act }) =>
    element('button', { type: 'button', role: 'menuitem', on: { click: () => (close(), act()) } }, label),
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
      opener?.focus();
    } else return;
    event.preventDefault();
  });
  document.addEventListener('pointerdown', closeOutside, true);
  document.body.append(menu);
  const { offsetWidth: width, offsetHeight: height } = menu;
  menu.style.left = `${Math.max(8, Math.min(anchor.right - width, innerWidth - width - 8))}px`;
  menu.style.top = `${anchor.bottom + height + 8 > innerHeight ? Math.max(8, anchor.top - height) : anchor.bottom}px`;
  buttons[0]?.focus();
}

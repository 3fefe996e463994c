/**
 * Creates an element. Text from people and the bot is inserted as text, never as HTML.
 *
 * @param {string} tag A tag name, with classes after dots: `button.link`.
 * @param {Record<string, unknown>} props Properties of the element; `on` = listeners, `data` = data attributes, `aria`
 * = ARIA attributes.
 * @param {...(Node | string | false | null | undefined)} children
 */
export function element(tag, { on = {}, data = {}, aria = {}, ...props } = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElement(name);
  node.classList.add(...classes);
  for (const [key, value] of Object.entries(props)) if (value !== undefined) node[key] = value;
  for (const [type, listener] of Object.entries(on)) node.addEventListener(type, listener);
  Object.assign(node.dataset, data);
  for (const [key, value] of Object.entries(aria)) if (value !== undefined) node.setAttribute(`aria-${key}`, value);
  node.append(...children.filter((child) => child !== false && child !== null && child !== undefined));
  return node;
}

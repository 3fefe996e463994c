/** Components of messages, by type. See https://discord.com/developers/docs/components/reference */
import { element } from '../base/element.js';
import { fileView } from './files.js';
import { pictureView } from './pictureView.js';
import { renderMarkdown } from './renderMarkdown.js';
import { chosenIn, labelOf, selectView } from './selectView.js';

const STYLES = { 1: 'primary', 2: 'secondary', 3: 'success', 4: 'danger', 5: 'link', 6: 'primary' };

const VIEWS = {
  1: (row, context) => element('div.row', {}, ...all(row.components, context)),
  2: buttonView,
  3: selectPart,
  5: selectPart,
  6: selectPart,
  7: selectPart,
  8: selectPart,
  9: (section, context) =>
    element(
      'div.section',
      {},
      element('div', {}, ...all(section.components, context)),
      one(section.accessory, context),
    ),
  10: (text, { known }) => renderMarkdown(text.content, known),
  11: (thumbnail, { message }) => mediaView(thumbnail, message, 'thumbnail'),
  12: (gallery, { message }) =>
    element(
      `div.gallery${gallery.items.length > 1 ? '.many' : ''}`,
      {},
      ...gallery.items.map((item) => mediaView(item, message, 'picture')),
    ),
  13: ({ file, name, size }, { message }) => fileView({ name, size, url: file.url }, message),
  14: (separator) => element(`hr.spacing-${separator.spacing ?? 1}${separator.divider === false ? '.invisible' : ''}`),
  17: containerView,
};

/**
 * @param {readonly object[]} components
 * @param {{ message: object, known: object, offered: object, onClick: Function, onChoose: Function }} context
 */
export function componentsView(components, context) {
  return element('div.components', {}, ...all(components, context));
}

const all = (components, context) => (components ?? []).map((component) => one(component, context));

function one(component, context) {
  const view = VIEWS[component?.type];
  return view
    ? view(component, context)
    : element('p.subtext', {}, `The playground cannot show components of type ${component?.type} yet.`);
}

function containerView(container, context) {
  const view = element('div.container', {}, ...all(container.components, context));
  const color = container.accent_color;
  if (typeof color === 'number') view.style.borderLeftColor = `#${color.toString(16).padStart(6, '0')}`;
  return container.spoiler ? hidden(view) : view;
}

function buttonView(button, { message, onClick }) {
  const face = [button.emoji?.name && element('span.emoji', {}, button.emoji.name), button.label];
  const look = `button.style-${STYLES[button.style] ?? 'secondary'}`;
  if (button.url !== undefined && /^(https?|discord):/.test(button.url)) {
    return element(
      `a.${look}`,
      { href: button.url, target: '_blank', rel: 'noopener noreferrer', title: button.url },
      ...face,
      ' ↗',
    );
  }
  const view = element(
    `button.${look}`,
    { type: 'button', disabled: button.disabled ?? false, data: { customId: button.custom_id ?? '' } },
    ...face,
  );
  view.addEventListener('click', () => void whileBusy(view, onClick(message, button.custom_id)));
  return view;
}

function selectPart(select, { message, offered, onChoose }) {
  const props = {
    disabled: select.disabled ?? false,
    data: { customId: select.custom_id },
    aria: { label: labelOf(select) },
  };
  const view = selectView(select, offered, props);
  const choose = () => void whileBusy(view, onChoose(message, select.custom_id, chosenIn(view)));
  if (!view.multiple) {
    view.addEventListener('change', choose);
    return view;
  }
  // Discord sends several choices when the menu closes. A list that stays open needs a button.
  const button = element(
    'button.button.style-secondary',
    { type: 'button', disabled: view.disabled, data: { customId: `choose ${select.custom_id}` } },
    'Choose',
  );
  button.addEventListener('click', choose);
  // Nor does it show what to choose while nothing is chosen.
  return element('div.choice', {}, element('label', {}, labelOf(select), view), button);
}

async function whileBusy(view, work) {
  view.setAttribute('aria-busy', 'true');
  await work;
  view.removeAttribute('aria-busy');
}

function mediaView({ media, description, spoiler }, message, kind) {
  const view = pictureView({ url: media.url, alt: description }, message, kind);
  return spoiler ? hidden(view) : view;
}

function hidden(view) {
  const cover = element('button.cover', { type: 'button', aria: { label: 'Spoiler: click to show' } }, 'SPOILER');
  cover.addEventListener('click', () => cover.replaceWith(view));
  return cover;
}

/** Embeds. See https://discord.com/developers/docs/resources/message#embed-object */
import { element } from '../base/element.js';
import { pictureView } from './pictureView.js';
import { renderMarkdown } from './renderMarkdown.js';

export function embedView(embed, message, known) {
  const { author, title, url, description, fields = [], image, thumbnail, footer, color } = embed;
  const picture = image ?? thumbnail;
  const isLink = /^https?:/.test(url ?? '');
  const view = element(
    'div.container',
    {},
    author?.name && element('p.subtext', {}, author.name),
    title &&
      element(
        'h3.heading-3',
        {},
        isLink ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, title) : title,
      ),
    description && renderMarkdown(description, known),
    ...fields.map(({ name, value }) =>
      element('div.field', {}, element('strong', {}, name), renderMarkdown(value, known)),
    ),
    picture?.url && pictureView({ url: picture.url, alt: picture.description }, message, 'picture'),
    footer?.text && element('p.subtext', {}, footer.text),
  );
  if (typeof color === 'number') view.style.borderLeftColor = `#${color.toString(16).padStart(6, '0')}`;
  return view;
}

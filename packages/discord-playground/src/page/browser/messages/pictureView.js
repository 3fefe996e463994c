/** Images: small in the message, at full size in a dialog. */
import { openDialog } from '../base/openDialog.js';
import { element } from '../base/element.js';
import { mediaUrl } from './files.js';

/**
 * An image that opens at full size when it is pressed. The page loads nothing from elsewhere: an image on the web is a
 * link with its alt text.
 *
 * @param {{ url: string, alt?: string | null }} image
 * @param {object} message
 * @param {'picture' | 'thumbnail'} kind
 */
export function pictureView({ url, alt }, message, kind) {
  const src = mediaUrl(url, message.attachments);
  if (!src.startsWith('/')) return elsewhere(src, alt);
  const image = element(`img.${kind}`, { src, alt: alt || 'Image without a description', title: alt ?? '' });
  const view = element('button.media', { type: 'button', aria: { haspopup: 'dialog' } }, image);
  view.addEventListener('click', () => openPicture(src, alt));
  return view;
}

function elsewhere(href, alt) {
  const label = `🖼 ${alt || 'Image'}`;
  if (href === '') return element('span.media-link', {}, label);
  const { host } = new URL(href);
  return element('a.media-link', { href, target: '_blank', rel: 'noopener noreferrer' }, `${label} (${host}) ↗`);
}

function openPicture(src, alt) {
  const link = element(
    'a.text-link',
    { href: src, target: '_blank', rel: 'noopener noreferrer' },
    'Open in a new tab ↗',
  );
  openDialog('lightbox', {
    title: alt || 'Image without a description',
    body: [element('img', { src, alt: alt ?? '' }), element('p', {}, link)],
  });
}

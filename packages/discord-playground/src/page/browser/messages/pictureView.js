/** Images: small in the message, larger in a dialog. */
import { openDialog } from '../base/openDialog.js';
import { element } from '../base/element.js';
import { mediaUrl } from './files.js';

/**
 * An image that opens when it is pressed. The page loads nothing from elsewhere: an image on the web is a
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
  const size = element('button.button.style-secondary', { type: 'button', hidden: true });
  const close = element('button.button.style-secondary', { type: 'button' }, 'Close');
  const image = element('img', { src, alt: alt ?? '' });
  const dialog = openDialog('lightbox', {
    title: alt || 'Image without a description',
    body: [image],
    buttons: [link, size, close],
  });
  const show = (isFull) => {
    dialog.classList.toggle('full', isFull);
    size.textContent = isFull ? 'Fit' : 'Full size';
  };
  show(false);
  image.addEventListener('load', () => (size.hidden = image.naturalWidth <= image.clientWidth));
  size.addEventListener('click', () => show(!dialog.classList.contains('full')));
  close.addEventListener('click', () => dialog.close());
}

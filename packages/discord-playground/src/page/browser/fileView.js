/** A file as a link that downloads it. */
import { element } from './element.js';
import { mediaUrl } from './mediaUrl.js';

const KIB = 1_024;

/**
 * @param {{ name?: string, url: string, size?: number }} file
 * @param {object} message The one that it came with.
 */
export function fileView({ name, url, size }, message) {
  const shown = name ?? decodeURIComponent(url.split('/').at(-1) ?? 'file');
  return element(
    'a.file',
    { href: mediaUrl(url, message.attachments), download: shown },
    shown,
    size !== undefined && element('span.file-size', {}, sizeText(size)),
  );
}

/** @param {number} bytes */
function sizeText(bytes) {
  if (bytes < KIB) return `${bytes} bytes`;
  return bytes < KIB * KIB ? `${(bytes / KIB).toFixed(1)} KB` : `${(bytes / KIB / KIB).toFixed(1)} MB`;
}

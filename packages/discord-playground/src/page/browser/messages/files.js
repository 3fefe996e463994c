/** Addresses of files, and links to them. */
import { element } from '../base/element.js';

/**
 * The address that the browser loads an image from. Finds files of the message by name, and makes addresses on this
 * playground relative, whichever of its host names they contain.
 */
export function mediaUrl(url, attachments) {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  const found = name === undefined ? url : attachments.find((attachment) => attachment.name === name)?.url;
  const parsed = URL.parse(found ?? '');
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return '';
  const isOwn = ['127.0.0.1', 'localhost'].includes(parsed.hostname) && parsed.port === location.port;
  return isOwn ? parsed.pathname + parsed.search : parsed.href;
}

const KIB = 1_024;

/**
 * A link that downloads a file.
 *
 * @param {{ name?: string, url: string, size?: number }} file
 * @param {object} message The message that it belongs to.
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

/**
 * @param {readonly string[] | null | undefined} types Discord's file types: extensions, or `image`, `video`, `audio`.
 * @returns {string} The same for the `accept` attribute.
 */
export const acceptOf = (types) => (types ?? []).map((type) => (type.startsWith('.') ? type : `${type}/*`)).join(',');

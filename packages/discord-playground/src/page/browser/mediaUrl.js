/**
 * Where the browser finds a picture: a file that came with the message by its name, and what this playground serves
 * below the page's own address, whichever of its names was typed.
 */
export function mediaUrl(url, attachments) {
  const name = /^attachment:\/\/(.+)$/.exec(url)?.[1];
  const found = name === undefined ? url : attachments.find((attachment) => attachment.name === name)?.url;
  const parsed = URL.parse(found ?? '');
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return '';
  const isOwn = ['127.0.0.1', 'localhost'].includes(parsed.hostname) && parsed.port === location.port;
  return isOwn ? parsed.pathname + parsed.search : parsed.href;
}

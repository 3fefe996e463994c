import { UNSEEN } from '../../knowledge/checks/unseen.ts';

/** Hosts whose every address is an invitation, or is known to lead to one. */
const HOSTS = ['discord.gg', 'dsc.gg', 'discord.me', 'invite.gg'];

/** Discord's own hosts, where only some paths are. */
const DISCORD = ['discord.com', 'discordapp.com'];

const either = (hosts: readonly string[]): string => hosts.join('|').replaceAll('.', String.raw`\.`);

/** As people read it, with or without a scheme. */
const INVITATION = new RegExp(
  String.raw`(?:(?:${either(DISCORD)})(?::\d{1,5})?/[./]*invite|${either(HOSTS)})/?[\w-]*`,
  'i',
);

/** Up to the next one, so that no character is looked at twice. */
const ADDRESS = /https?:\/\/(?:(?!https?:\/\/)[^\s<>])+/gi;

/** What Discord leaves out at the end of an address, and what ends one that stands as words in `[words](address)`. */
const END = /(?<![)\]"'*_~|,;:.!?])[)\]"'*_~|,;:.!?]+$/;
const WORDS_END = /[)\]"'*|].*$/s;

/** Signs of formatting, and characters that are drawn as nothing: who reads the text does not see them. */
const NOT_READ = new RegExp(String.raw`[*_~|\\${UNSEEN}]`, 'gu');

/**
 * The first invitation to a Discord server in a text that is not code. It is looked for as people read it, and in what
 * browsers make of each address: `https://discord.com/%69nvite/x` and `https://discord。gg/x` lead to one as well.
 *
 * @returns How it is written, or read.
 */
export function invitationIn(text: string): string | undefined {
  const read = text.replaceAll(NOT_READ, '').normalize('NFKC').replaceAll('。', '.');
  const found = INVITATION.exec(read)?.[0];
  if (found !== undefined) return found;
  for (const form of [text, read]) {
    for (const [address] of form.matchAll(ADDRESS)) {
      const invitation = [address.replace(END, ''), address.replace(WORDS_END, '')].find(isInvitation);
      if (invitation !== undefined) return invitation;
    }
  }
  return undefined;
}

function isInvitation(address: string): boolean {
  const url = URL.parse(address);
  if (!url) return false;
  const isOn = (hosts: readonly string[]): boolean =>
    hosts.some((host) => `.${url.hostname.replace(/\.$/, '')}`.endsWith(`.${host}`));
  return isOn(HOSTS) || (isOn(DISCORD) && /^(?:app\/)?invite/.test(plainPath(url.pathname)));
}

/** `/%69nvite//abc` as `invite/abc` */
function plainPath(path: string): string {
  const decoded = path.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  const steps = decoded.toLowerCase().split(/[/\\]/);
  return steps.filter((step) => step !== '' && step !== '.').join('/');
}

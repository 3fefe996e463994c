import { beginsWithName } from '../../../src/knowledge/Answer.ts';
import { type Fault, sound } from '../../../src/knowledge/faults.ts';
import type { ParsedKnowledge } from '../../../src/knowledge/parse.ts';
import type { MakerRecord } from '../../../src/knowledge/schemas/entries.ts';

/** Every source is a page of its own, and one that names a maker as its publisher is where that maker publishes. */
export function* checkSourcePages({ sources, makers }: ParsedKnowledge): Generator<Fault, void> {
  const ids = new Map<string, string>();
  for (const [parsed, { url, publisher }] of sound(sources?.values() ?? [])) {
    const address = new URL(url);
    const why = whyNoPage(address);
    if (why !== undefined) yield parsed.fault(['url'], `"${url}" is ${why}`);

    const page = withoutLastSlash(address.href);
    const other = ids.get(page);
    if (other === undefined) ids.set(page, parsed.id);
    else {
      const what = `"${url}" is also the address of source "${other}": keep one of them, and rename its uses`;
      yield parsed.fault(['url'], what);
    }

    const [name, maker] = [...makers].find(([one]) => beginsWithName(publisher, one)) ?? [];
    if (!maker?.data || publishesAt(address, maker.data)) continue;
    const what = `${address.host} is not where ${name} publishes: name the publisher of this page instead of "${publisher}", or add the host to makers.yaml`;
    yield parsed.fault(['publisher'], what);
  }
}

/** Hosts on which an owner's name and a repository's name lead to the repository. */
const REPOSITORY_HOSTS = new Set(['github.com', 'gitlab.com']);

/** Parts of these hosts that are no owners: https://github.com/features/copilot */
const NO_OWNERS = new Set(['about', 'customer-stories', 'features', 'pricing', 'resources', 'solutions']);

/** What people search with, in the query of a home page. */
const SEARCH_PARAMETERS = ['q', 's', 'search', 'query'];

/**
 * Why an address is not that of a page on which a fact can be looked up, and what to cite instead. A home page with a
 * query may be a page: `/?p=2567`.
 */
function whyNoPage({ host, pathname, search, searchParams }: URL): string | undefined {
  const path = withoutLastSlash(pathname);
  const isHome = path === '';
  if (
    search !== '' &&
    (path.endsWith('/search') || (isHome && SEARCH_PARAMETERS.some((name) => searchParams.has(name))))
  ) {
    return 'a search page: cite the page that the search found';
  }
  if (isHome && search === '') return 'a home page: cite the page that says it';
  const [, owner = '', ...inside] = path.split('/');
  if (REPOSITORY_HOSTS.has(host) && inside.length < 2 && !NO_OWNERS.has(owner)) {
    return 'the home page of a repository: cite a file in it, such as its blob/HEAD/README.md';
  }
  return undefined;
}

const withoutLastSlash = (text: string): string => text.replace(/\/$/, '');

/** A maker without hosts may publish anywhere. */
function publishesAt({ host, pathname }: URL, { hosts }: MakerRecord): boolean {
  const place = `${host}${withoutLastSlash(pathname)}/`.toLowerCase();
  const isPart = (one: string): boolean => place.startsWith(`${one}/`) || host.endsWith(`.${one}`);
  return hosts.length === 0 || hosts.some((one) => isPart(one.toLowerCase()));
}

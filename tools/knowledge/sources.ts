import { parseArgs } from 'node:util';
import { folderIn, folderOption } from './curatedSet.ts';
import { printColumns, type Subcommand } from '../../src/cli/run.ts';
import type { Answer, Source } from '../../src/knowledge/Answer.ts';
import type { Knowledge } from '../../src/knowledge/Knowledge.ts';
import { readKnowledge } from '../../src/knowledge/readKnowledge.ts';
import { counted } from '../../src/shared/text.ts';

/** The result of requesting an address. */
export type Asked =
  | { readonly kind: 'alive' }
  /** It redirects; `to` is the final address. */
  | { readonly kind: 'moved'; readonly to: string }
  /** It exists but only answers browsers: check it by hand. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'dead'; readonly why: string };

/** Statuses with which servers block programs: "unauthorized", "forbidden" and "too many requests". */
const REFUSALS = new Set([401, 403, 429]);

/**
 * Checks whether an address still works: with HEAD, then with GET if that fails, because many servers answer HEAD
 * wrongly.
 *
 * @param timeoutMs - For each of the two requests.
 */
async function askAddress(address: string, timeoutMs: number): Promise<Asked> {
  try {
    const head = await ask(address, 'HEAD', timeoutMs).catch(() => undefined);
    return meaningOf(address, head?.ok ? head : await ask(address, 'GET', timeoutMs));
  } catch (error) {
    return { kind: 'dead', why: reason(error, timeoutMs) };
  }
}

async function ask(address: string, method: 'HEAD' | 'GET', timeoutMs: number): Promise<Response> {
  const response = await fetch(address, { method, signal: AbortSignal.timeout(timeoutMs) });
  // An unread body would keep its connection open.
  await response.body?.cancel();
  return response;
}

function meaningOf(address: string, { ok, status, url }: Response): Asked {
  if (REFUSALS.has(status)) return { kind: 'refused', why: `status ${status}` };
  if (!ok) return { kind: 'dead', why: `status ${status}` };
  return url === withoutFragment(address) ? { kind: 'alive' } : { kind: 'moved', to: url };
}

/** The address as a response gives it. */
function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

/** `fetch` only says "fetch failed"; its cause says why. */
function reason(error: unknown, timeoutMs: number): string {
  if (error instanceof DOMException && error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1_000} s`;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause ? String(cause.code) : cause.message;
}

export interface AskOptions {
  /** How many requests to send at the same time. Default: 4. */
  readonly concurrency?: number;
  /** How long to wait for a server. Default: 10,000. */
  readonly timeoutMs?: number;
}

/**
 * Requests each address once, however often it is listed.
 *
 * @returns Results by address, in the order of the list.
 */
export async function askAddresses(
  addresses: readonly string[],
  { concurrency = 4, timeoutMs = 10_000 }: AskOptions = {},
): Promise<ReadonlyMap<string, Asked>> {
  const distinct = [...new Set(addresses)];
  const asked = new Map<string, Asked>();
  // All workers share one iterator, so that each takes the next address when it is free.
  const waiting = distinct.values();
  const work = async (): Promise<void> => {
    for (const address of waiting) asked.set(address, await askAddress(address, timeoutMs));
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return new Map(distinct.map((address) => [address, asked.get(address)!]));
}

/** How many answers, models and timeline entries name each source, by its id; 0 for unused ones. */
function usesOfSources({ answers, models, assistants, sources }: Knowledge): ReadonlyMap<string, number> {
  const uses = new Map(Array.from(sources.keys(), (id) => [id, 0]));
  const named = [
    ...Array.from(answers.values(), sourcesOf),
    ...[...models.values(), ...assistants.values(), ...[...assistants.values()].flatMap(({ runsOn }) => runsOn)].map(
      (user) => user.sources,
    ),
  ];
  for (const { id } of named.flatMap((list) => Array.from(new Set(list)))) uses.set(id, uses.get(id)! + 1);
  return uses;
}

/** The sources of its text and of its table cells. */
function sourcesOf(answer: Answer): readonly Source[] {
  const cells = answer.table?.rows.flat() ?? [];
  return [answer.sources, ...cells.map((cell) => cell.sources)].flat();
}

export const sources: Subcommand = {
  usage: '[--check] [--folder DIR]',
  summary: 'list every source and how often it is used; --check requests each address, and exits with 1 if one is dead',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { folder: folderOption, check: { type: 'boolean', default: false } },
    });
    const knowledge = await readKnowledge(folderIn(values.folder));
    if (values.check) return await checkAddresses([...knowledge.sources.values()]);
    printSources(knowledge);
    return 0;
  },
};

function printSources(knowledge: Knowledge): void {
  const uses = usesOfSources(knowledge);
  printColumns([...knowledge.sources.values()].map(({ id, url }) => [id, counted(uses.get(id)!, 'use'), url]));
  const unused = [...uses].filter(([, count]) => count === 0).map(([id]) => id);
  console.log(
    `\n${counted(uses.size, 'source')}. ${unused.length === 0 ? 'All are used.' : `Unused: ${unused.join(', ')}`}`,
  );
}

/** What a person should check, worst first. */
const GROUPS: readonly (readonly [Asked['kind'], string])[] = [
  ['dead', 'Dead'],
  ['moved', 'Moved'],
  ['refused', 'Turned away, so look with a browser'],
];

async function checkAddresses(all: readonly Source[]): Promise<number> {
  const asked = await askAddresses(all.map(({ url }) => url));
  const answers = all.map(({ id, url }) => ({ id, url, asked: asked.get(url)! }));
  for (const [kind, heading] of GROUPS) {
    const group = answers.filter((answer) => answer.asked.kind === kind);
    if (group.length === 0) continue;
    console.log(heading);
    printColumns(group.map((answer) => [answer.id, answer.url, detail(answer.asked)]));
    console.log();
  }
  const alive = answers.filter((answer) => answer.asked.kind === 'alive').length;
  console.log(`${alive} of ${counted(all.length, 'source')} respond at their own address.`);
  const dead = answers.filter((answer) => answer.asked.kind === 'dead').length;
  if (dead === 0) return 0;
  console.error(`${counted(dead, 'source')} cannot be reached: find the new address, or cite another page.`);
  return 1;
}

function detail(asked: Asked): string {
  if (asked.kind === 'alive') return '';
  return asked.kind === 'moved' ? `to ${asked.to}` : asked.why;
}

import type { Steps } from '../../../matching/Steps.ts';
import { hidesCurated } from '../../servers/ServerAnswers.ts';
import { quoted } from '../quoted.ts';
import type { PlanEntry } from './ImportPlan.ts';
import type { CuratedAnswer, ImportedServer, ImportRules } from './ImportRules.ts';
import { type Clash, PhrasingOwners } from './PhrasingOwners.ts';
import { Room } from './Room.ts';

type Written = Extract<PlanEntry, { outcome: 'added' | 'changed' }>;

/**
 * Turns entries into conflicts whose phrasings another answer has, as the server would be after the import, and refuses
 * those for which there is no room. Of two entries the first one has the better right.
 *
 *     file:   a takes "x" from b     b now has "y"     which c has and keeps
 *     then    b is a conflict, so it keeps "x", and so a is a conflict too
 *
 * @param entries - In the order of the file; changed in place.
 */
export function* resolveClashes(
  entries: PlanEntry[],
  server: ImportedServer,
  limits: ImportRules['limits'],
): Steps<void> {
  const owners = new PhrasingOwners();
  const places = new Map<string, number>();
  for (const [place, entry] of entries.entries()) if (isAccepted(entry)) places.set(entry.id, place);
  for (const id of new Set([...server.existing.keys(), ...server.curated.keys()])) {
    const present = places.has(id) ? undefined : presentAnswer(id, server);
    if (present) owners.insist(id, present);
    yield;
  }

  const room = new Room(server, limits);
  for (const [place, entry] of entries.entries()) {
    if (entry.outcome === 'hidden') room.take(entry.id, null);
    if (!isWritten(entry)) continue;
    yield;
    const full = room.take(entry.id, entry.content);
    const clash = full === undefined ? owners.claim(entry.id, entry.content) : undefined;
    if (full !== undefined) entries[place] = refusal(entry, full);
    else if (clash) entries[place] = conflict(entry, clash);
    if (full !== undefined || clash) yield* keepPresent(entry.id);
  }

  /** The answer stays as it is, with the phrasings that it has: whoever was given one of them has to give it back. */
  function* keepPresent(first: string): Steps<void> {
    const staying = [first];
    for (const id of staying) {
      yield;
      const present = presentAnswer(id, server);
      room.giveBack(id);
      for (const { text, owner } of present ? owners.insist(id, present) : []) {
        const place = places.get(owner);
        const entry = place === undefined ? undefined : entries[place];
        if (!entry || !isWritten(entry)) continue;
        owners.release(owner, entry.content);
        entries[place!] = conflict(entry, { text, owner: id });
        staying.push(owner);
      }
    }
  }
}

/** What members get of this id now. */
function presentAnswer(id: string, { existing, curated }: ImportedServer): CuratedAnswer | undefined {
  const version = existing.get(id);
  if (version?.content) return version.content;
  return version && hidesCurated(version) ? undefined : curated.get(id);
}

const isWritten = (entry: PlanEntry): entry is Written => entry.outcome === 'added' || entry.outcome === 'changed';

const isAccepted = (entry: PlanEntry): entry is Written | Extract<PlanEntry, { outcome: 'hidden' }> =>
  isWritten(entry) || entry.outcome === 'hidden';

function conflict({ place, id }: Written, { text, owner }: Clash): PlanEntry {
  const why = `the phrasing ${quoted(text)} belongs to ${owner}: take it out of one of them`;
  return { place, warnings: [], outcome: 'conflict', id, conflict: 'phrasing', why };
}

const refusal = ({ place, id }: Written, why: string): PlanEntry => ({
  place,
  warnings: [],
  outcome: 'refused',
  id,
  why,
});

import type { Cooperative } from '../../shared/concurrency.ts';
import { type Phrased, PhrasingOwners, questionTaken, type ServerLimits, ServerRoom } from '../editing/rules.ts';
import type { ServerState } from '../servers/serverAnswer.ts';
import { conflictEntry, isWritten, type PlanEntry, refusedEntry } from './planEntry.ts';

/**
 * Checks entries against each other and the rest of the server, as it would be after the import. Entries whose phrasings
 * belong to another answer become conflicts; those for which there is no room are refused. The first of two entries in the
 * file takes precedence.
 *
 *     file:   a takes "x" from b     b now has "y"     which c has and keeps
 *     then    b is a conflict, so it keeps "x", and so a is a conflict too
 *
 * @param entries - In the order of the file; changed in place.
 */
export function* resolveConflicts(entries: PlanEntry[], state: ServerState, limits?: ServerLimits): Cooperative<void> {
  const owners = new PhrasingOwners();
  const indexes = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    if (isWritten(entry) || entry.outcome === 'hidden') indexes.set(entry.id, index);
  }

  for (const id of new Set([...state.own.keys(), ...state.curated.keys()])) {
    const current = indexes.has(id) ? undefined : currentAnswer(id, state);
    if (current) owners.insist(current);
    yield;
  }

  const room = new ServerRoom(state, limits);
  for (const [index, entry] of entries.entries()) {
    if (entry.outcome === 'hidden') room.take(entry.id, undefined);
    if (!isWritten(entry)) continue;
    yield;
    const answer = { ...entry.content, id: entry.id };
    const noRoom = room.take(entry.id, answer);
    const conflict = noRoom ? undefined : owners.claim(answer);
    if (noRoom) entries[index] = refusedEntry(entry, noRoom.message);
    else if (conflict) entries[index] = conflictEntry(entry, 'phrasing', questionTaken(conflict).message);
    if (noRoom || conflict) yield* keepCurrent(entry.id);
  }

  /** The answer stays as it is and keeps its phrasings. Entries that were given one of them become conflicts. */
  function* keepCurrent(first: string): Cooperative<void> {
    const staying = [first];
    for (const id of staying) {
      yield;
      const current = currentAnswer(id, state);
      room.giveBack(id);
      for (const { owner: loser } of current ? owners.insist(current) : []) {
        const index = indexes.get(loser.id);
        const entry = index === undefined ? undefined : entries[index];
        if (!entry || !isWritten(entry)) continue;
        owners.release(loser);
        const [conflict] = owners.conflicts(loser);
        entries[index!] = conflictEntry(entry, 'phrasing', questionTaken(conflict!).message);
        staying.push(loser.id);
      }
    }
  }
}

/** What members get with this id now. */
function currentAnswer(id: string, { own, hidden, curated }: ServerState): Phrased | undefined {
  return own.get(id) ?? (hidden.has(id) ? undefined : curated.get(id));
}

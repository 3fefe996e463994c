import type { Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';

/** No model is made, by however many steps, from itself. Each circle is reported once, at its first id. */
export function checkMadeFrom({ models }: Drafts): Fault[] {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const start of [...models.keys()].toSorted()) {
    const way: string[] = [];
    let id: string | undefined = start;
    while (id !== undefined && !seen.has(id)) {
      seen.add(id);
      way.push(id);
      id = models.get(id)?.record?.madeFrom.model;
    }
    // Only where the way comes back to itself: one that joins an earlier way has been looked at already.
    const circle = id === undefined || !way.includes(id) ? [] : way.slice(way.indexOf(id));
    const [first] = circle.toSorted();
    if (first === undefined) continue;
    const turned = [...circle.slice(circle.indexOf(first)), ...circle.slice(0, circle.indexOf(first)), first];
    const what = `is made from itself, ${turned.join(' from ')}: correct one of them`;
    faults.push(models.get(first)!.fault(['madeFrom', 'model'], `"${first}" ${what}`));
  }
  return faults;
}

import { writtenDays } from '../dates.ts';
import type { Fault } from '../faults.ts';
import type { Path } from '../files.ts';
import { nameFinder } from '../../shared/nameFinder.ts';
import type { AnswerPage, ParsedKnowledge } from '../parse.ts';
import { References } from '../references.ts';

/** More would make the message hard to read. */
const MAX_OFFERED = 3;

/**
 * No answer writes out a day that a reference stands for, so that correcting the fact corrects the answer as well.
 * Only a day that belongs to something named beside it counts: in the same line or table row, or, if that names nothing, in
 * the title. Months and years don't count, because different
 * things happen in the same month.
 *
 * @param records - With their references not yet filled in.
 */
export function checkWrittenDates(records: ParsedKnowledge): Fault[] {
  const references = new References(records);
  const byName = new Map<string, string>();
  for (const { id, data } of [...records.models.values(), ...records.assistants.values()]) {
    if (data) byName.set(data.name, id);
  }
  const findNames = nameFinder(byName.keys());
  const namedIn = (text: string): ReadonlySet<string> => {
    const spelledOut = text.replaceAll(/\{\{([^{}]+)\}\}/g, (_, inner: string) => nameBefore(inner.trim(), records));
    return new Set(findNames(spelledOut).map((name) => byName.get(name)!));
  };

  return [...records.answers.values()].flatMap((parsed) => {
    if (!parsed.data) return [];
    const { title } = parsed.data;
    return linesOf(parsed.data).flatMap(({ text, path, row = text }) => {
      const days = writtenDays(text);
      if (days.length === 0) return [];
      const named = [row, title].map(namedIn).find((ids) => ids.size > 0) ?? [];
      const dates = [...named].flatMap((id) => references.datesOf(id));
      return days.flatMap(({ written, date, index }) => {
        const meant = dates.filter((known) => known[1] === date).map(([reference]) => `{{${reference}}}`);
        if (meant.length === 0) return [];
        const what = `"${written}" is written down elsewhere: refer to it as ${meant.slice(0, MAX_OFFERED).join(' or ')}`;
        return parsed.fault(path, what, written, text.slice(0, index));
      });
    });
  });
}

/** The name of the model that a reference such as `gpt-4.released` begins with. */
function nameBefore(reference: string, { models }: ParsedKnowledge): string {
  for (let end = reference.lastIndexOf('.'); end > 0; end = reference.lastIndexOf('.', end - 1)) {
    const name = models.get(reference.slice(0, end))?.data?.name;
    if (name !== undefined) return name;
  }
  return '';
}

interface Line {
  readonly text: string;
  readonly path: Path;
  /** Of a cell, its whole row. */
  readonly row?: string;
}

function linesOf({ title, short, body, table }: AnswerPage): readonly Line[] {
  return [
    { text: title, path: ['title'] },
    { text: short, path: ['short'] },
    ...(table?.rows ?? []).flatMap((cells, row) =>
      cells.map(({ text }, index) => ({
        text,
        path: ['table', 'rows', row, index],
        row: cells.map((cell) => cell.text).join('\n'),
      })),
    ),
    ...body.split('\n').map((text) => ({ text, path: ['body'] })),
  ];
}

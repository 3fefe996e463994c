import type { Drafts } from '../Drafts.ts';
import type { Fault } from '../Fault.ts';
import type { Path } from '../YamlText.ts';

const MASKED_LINK = /\[[^\]\n]*\]\(\s*<?([^)\s>]*)[^)\n]*\)/g;

/** Links whose address is hidden behind text lead to https: readers cannot see what they click. */
export function checkMaskedLinks({ answers }: Drafts): Fault[] {
  return [...answers.values()].flatMap((draft) => {
    const { title, short, body, table } = draft.record ?? {};
    const cells = (table?.rows ?? []).flatMap((row, rowIndex) =>
      row.map(({ text }, index): [Path, string] => [['table', 'rows', rowIndex, index], text]),
    );
    const texts: [Path, string | undefined][] = [[['title'], title], [['short'], short], [['body'], body], ...cells];
    return texts.flatMap(([path, text = '']) =>
      [...text.matchAll(MASKED_LINK)]
        .filter(([, address]) => !address?.startsWith('https://'))
        .map(([link, address]) =>
          draft.fault(path, `the link to "${address}" does not lead to https: write its full https address`, link),
        ),
    );
  });
}

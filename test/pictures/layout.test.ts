import { describe, expect, test } from 'vitest';
import { openBook } from '../../src/answers/openBook.ts';
import { layoutPicture, measureFor } from '../../src/pictures/draw.ts';
import { type Drawing, type Measure, type TextShape, wrapped } from '../../src/pictures/Drawing.ts';
import { rowsOf } from '../../src/pictures/layoutTree.ts';
import { type Font, FONTS } from '../../src/pictures/theme.ts';
import type { Picture, TimelineLane, TreeNode } from '../../src/shared/Picture.ts';

/** As if every letter were half as wide as the font is high. */
const half: Measure = (text, font) => (Array.from(text).length * FONTS[font].size) / 2;

const textsOf = ({ shapes }: Drawing): readonly TextShape[] => shapes.filter((shape) => shape.kind === 'text');

const lines = (drawing: Drawing): readonly string[] =>
  textsOf(drawing).map(({ text, x, y }) => `${Math.round(x)},${Math.round(y)} ${text.replaceAll('\u00A0', ' ')}`);

describe('lines', () => {
  const font: Font = 'text';
  test.each([
    ['breaks between words', 'one two three', 8, ['one two', 'three']],
    ['keeps a date whole', 'until 13 May 2024', 14, ['until', '13\u00A0May\u00A02024']],
    ['keeps a month whole', 'since September 2024', 14, ['since', 'September\u00A02024']],
    ['breaks a long word after hyphens', 'text-davinci-003', 9, ['text-', 'davinci-', '003']],
    ['breaks a longer one anywhere', 'abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['keeps what people see as one letter', '👩‍💻👩‍💻', 2, ['👩‍💻', '👩‍💻']],
    ['has none for no text', '', 4, []],
  ])('%s', (_what, text, letters, expected) => {
    expect(wrapped(text, font, (letters * FONTS[font].size) / 2, half)).toEqual(expected);
  });
});

const node = (
  id: string,
  from?: string,
  how: 'disclosed' | 'release-order' | 'product' = 'release-order',
): TreeNode => ({
  id,
  name: id,
  when: '',
  fact: '',
  ...(from !== undefined && { from: { id: from, how } }),
});
const rows = (nodes: readonly TreeNode[], to?: string) =>
  rowsOf(nodes, to).map(({ node: { id }, column }) => `${'  '.repeat(column)}${id}`);

describe('rows of a tree', () => {
  test('put branches below their parent, and then the child with the most descendants in the same column', () => {
    const nodes = [node('a'), node('b', 'a'), node('c', 'a'), node('d', 'c'), node('e', 'b'), node('f', 'e')];
    expect(rows(nodes)).toEqual(['a', '  c', '  d', 'b', 'e', 'f']);
  });

  test('continue to the model that the picture is about', () => {
    const nodes = [node('a'), node('b', 'a'), node('c', 'a'), node('d', 'b')];
    expect(rows(nodes, 'c')).toEqual(['a', '  b', '  d', 'c']);
  });

  test('put products first, then what was made from it, so that no lines cross', () => {
    const nodes = [
      node('a'),
      node('next', 'a'),
      node('made', 'a', 'disclosed'),
      node('also next', 'a'),
      node('app', 'a', 'product'),
    ];
    expect(rows(nodes)).toEqual(['a', '  app', '  made', '  next', 'also next']);
  });

  test('begin a tree with a node whose parent is not there', () => {
    expect(rows([node('a', 'gone'), node('b')])).toEqual(['a', 'b']);
  });
});

test('a comparison has its columns side by side', () => {
  const drawing = layoutPicture(
    {
      kind: 'comparison',
      title: 'A and B',
      alt: '',
      checked: '2026-11-22',
      columns: ['A', 'B'],
      rows: [{ label: 'Size', cells: ['1', '2'] }],
      more: '2 more differ',
    },
    half,
  );
  expect(drawing).toMatchObject({ width: 360, height: 120, scale: 2 });
  expect(lines(drawing)).toEqual([
    '18,14 A',
    '187,14 B',
    '18,46 Size',
    '18,63 1',
    '187,63 2',
    '18,92 Whence · checked 22 Nov 2026 · 2 more differ',
  ]);
});

test('a table gives its columns what keeps words whole, and the rest to where it saves most lines', () => {
  const cells = ['Enterprise', 'as many messages as you like, within reason', '28 Aug 2023'];
  const columns = ['Plan', 'Limit', 'Since'];
  const drawing = layoutPicture(
    { kind: 'comparison', title: '', alt: '', checked: '2026-11-22', columns, rows: [{ label: '', cells }], more: '' },
    half,
  );
  expect(lines(drawing).map((line) => line.split(' ').slice(1).join(' '))).toEqual([
    ...columns,
    'Enterprise',
    'as many messages as you',
    'like, within reason',
    '28 Aug 2023',
    'Whence · checked 22 Nov 2026',
  ]);
});

test('a table that would be tall for a phone is drawn wider, with fewer lines', () => {
  const cells = ['Mistral', 'GPT-6.2 Astra and Sol', 'Sep 2026 (reported)'];
  const columns = ['Maker', 'Newest model', 'Released'];
  const tableOf = (count: number) => {
    const table = { kind: 'comparison', title: '', alt: '', checked: '2026-11-22', columns, more: '' } as const;
    const all = Array.from({ length: count }, () => ({ label: '', cells }));
    return layoutPicture({ ...table, rows: all }, (text) => text.length * 8);
  };
  expect(tableOf(2).width).toBe(400);
  expect(tableOf(10)).toMatchObject({ width: 460, height: 372 });
});

const timelineOf = (lanes: readonly TimelineLane[]) =>
  layoutPicture(
    { kind: 'timeline', title: 'T', alt: '', checked: '2026-11-22', today: '2026-11-22', undated: '', lanes },
    half,
  );

test('a timeline has a line for each month, and each model between its months', () => {
  const drawing = timelineOf([
    {
      label: 'Free',
      note: '',
      spans: [
        { label: 'Old', from: '2026-09-01', to: '2026-10-01' },
        { label: 'New', from: '2026-10-01' },
      ],
    },
    { label: 'Plus', note: '', spans: [{ label: 'Best', from: '2026-09-12', isEndUnknown: true }] },
  ]);
  const boxes = drawing.shapes.filter((shape) => shape.kind === 'box');
  expect(boxes.map((box) => [box.x, box.y, box.width, box.height].map(Math.round))).toEqual([
    [74, 72, 150, 21],
    [74, 96, 150, 21],
    [232, 72, 150, 21],
  ]);
  expect(datesOf(drawing)).toEqual(['Sep 2026', 'Oct 2026', 'today']);
});

test('a timeline has the days of a month in which one plan changed twice', () => {
  const spans = [
    { label: 'One', from: '2026-09-01', to: '2026-10-01' },
    { label: 'Two', from: '2026-10-01', to: '2026-10-08' },
    { label: 'Three', from: '2026-10-08' },
  ];
  expect(datesOf(timelineOf([{ label: 'Free', note: '', spans }]))).toEqual([
    'Sep 2026',
    '1 Oct 2026',
    '8 Oct 2026',
    'today',
  ]);
});

const datesOf = (drawing: Drawing): readonly string[] => {
  const small = textsOf(drawing).filter(({ x, font }) => x === 18 && font === 'small');
  const texts = small.map(({ text }) => text.replaceAll('\u00A0', ' '));
  return texts.slice(0, texts.indexOf('today') + 1);
};

test('in a tree, lines of different kinds never overlap', () => {
  const kinds = ['disclosed', 'release-order', 'product'] as const;
  const subject: TreeNode = { ...node('b', 'a', 'disclosed'), isSubject: true };
  const nodes = [node('a'), ...kinds.map((how) => node(how, 'a', how)), subject];
  const drawing = layoutPicture({ kind: 'tree', title: 'T', alt: '', checked: '2026-11-22', earlier: '', nodes }, half);
  const rails = drawing.shapes
    .filter((shape) => shape.kind === 'line')
    .map(({ color, points }) => ({ color, x: points[0]![0] }));
  const kindsAt = Map.groupBy(rails.slice(kinds.length), ({ x }) => x);
  expect([...kindsAt.values()].map((at) => new Set(at.map(({ color }) => color)).size)).toEqual([1, 1, 1, 1]);
});

test('in a tree, how many come later stays on one line', () => {
  const fact = 'a fact that fills a whole line of its node but for a few';
  const nodes = [{ ...node('a'), fact, leftOut: 5 }, node('b', 'a')];
  const drawing = layoutPicture({ kind: 'tree', title: 'T', alt: '', checked: '2026-11-22', earlier: '', nodes }, half);
  const words = textsOf(drawing).map(({ text }) => text);
  expect(words.filter((text) => /more|after|later/.test(text))).toEqual(['5\u00A0more\u00A0after\u00A0it']);
});

describe('of the curated set', async () => {
  const book = await openBook();
  const ids = [
    'lineage:chatgpt',
    'lineage:all',
    ...book.models.search('', Infinity).flatMap(({ id }) => [`lineage:${id}`]),
  ];
  const newest = book.models.search('', Infinity).map(({ id }) => id);
  const compared = [2, 3, 4].flatMap((count) =>
    Array.from({ length: 12 }, (_, index) => `compare:${newest.slice(index * count, (index + 1) * count).join('+')}`),
  );
  const pictures = [...ids, ...compared].flatMap((id): Picture | readonly Picture[] => book.answer(id)?.picture ?? []);

  test('there are pictures of every kind', () => {
    expect(new Set(pictures.map(({ kind }) => kind))).toEqual(new Set(['comparison', 'tree', 'timeline', 'poster']));
    expect(pictures.length).toBeGreaterThan(200);
  });

  test('no text lies on another or outside, and a phone can show all but the poster', () => {
    const faults: string[] = [];
    for (const picture of pictures) {
      const drawing = layoutPicture(picture, measureFor(picture));
      const isTooWide = picture.kind !== 'poster' && drawing.width * drawing.scale > 1_200;
      if (isTooWide) faults.push(`${picture.title}: ${drawing.width} wide`);
      faults.push(...faultsIn(drawing).map((fault) => `${picture.title}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});

/** Texts that overlap, and what reaches over the edge. */
function faultsIn(drawing: Drawing): readonly string[] {
  const boxes = textsOf(drawing).map(inkOf);
  const outside = boxes.filter(({ left, right, top, bottom }) => {
    return left < 0 || top < 0 || right > drawing.width || bottom > drawing.height;
  });
  const over = boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
      )
      .map((other) => `"${one.text}" on "${other.text}"`),
  );
  return [...outside.map(({ text }) => `"${text}" is outside`), ...over];
}

/** Where the letters of a line are; above and below them, the line is empty. */
function inkOf({ text, x, y, width, font }: TextShape) {
  const { size } = FONTS[font];
  const middle = y + Math.round(size * 1.35) / 2;
  return { text, left: x, right: x + width, top: middle - size / 2, bottom: middle + size / 2 };
}

/**
 * What a picture shows, as plain data. Facts become pictures in `lineage/`; `pictures/` draws them.
 *
 * All texts are plain, without Markdown.
 */
export type Picture = Undated & {
  /** The day on which its facts were last checked: `YYYY-MM-DD`. */
  readonly checked: string;
};

/** As its facts make it, before the answer that carries it is dated. */
export type Undated = ComparisonPicture | TreePicture | PosterPicture | TimelinePicture | DaysPicture;

interface PictureFrame {
  readonly title: string;
  /** The same in words, for people who don't see it. */
  readonly alt: string;
}

/** Models side by side, or a table. */
export interface ComparisonPicture extends PictureFrame {
  readonly kind: 'comparison';
  /** Two to four names. */
  readonly columns: readonly string[];
  /** The facts that differ, those that say most first, each with one cell for each column. Rows of a table have no label. */
  readonly rows: readonly { readonly label: string; readonly cells: readonly string[] }[];
  /** How many more facts differ, as a phrase; empty if none do. */
  readonly more: string;
}

/** How a node follows from its parent. `product`: an assistant that runs on the model. */
export type EdgeKind = 'disclosed' | 'release-order' | 'product';

export interface TreeNode {
  readonly id: string;
  readonly name: string;
  /** `May 2024`; empty if no date is known. */
  readonly when: string;
  /** One fact, as a phrase; may be empty. */
  readonly fact: string;
  /** What it follows from, and how. A node without one begins a tree. */
  readonly from?: { readonly id: string; readonly how: EdgeKind };
  /** Whether the picture is about this one. */
  readonly isSubject?: true;
  /** How many models that follow from it are left out. */
  readonly leftOut?: number;
}

/** The models around one model. */
export interface TreePicture extends PictureFrame {
  readonly kind: 'tree';
  /** What came before the first node, as a phrase; empty if nothing did. */
  readonly earlier: string;
  /** Parents before their children. */
  readonly nodes: readonly TreeNode[];
}

/** All makers' trees. */
export interface PosterPicture extends PictureFrame {
  readonly kind: 'poster';
  readonly groups: readonly { readonly label: string; readonly nodes: readonly TreeNode[] }[];
}

export interface TimelineSpan {
  readonly label: string;
  /** A partial date. */
  readonly from: string;
  /** A partial date, not before `from`. Absent: it lasts until today, or nobody knows its end. */
  readonly to?: string;
  readonly isEndUnknown?: true;
}

/** What an assistant has run on. */
export interface TimelinePicture extends PictureFrame {
  readonly kind: 'timeline';
  /** `YYYY-MM-DD`: where it ends. */
  readonly today: string;
  /** Usually one for each plan, cheapest first. */
  readonly lanes: readonly TimelineLane[];
  /** What has no date, as a sentence; may be empty. */
  readonly undated: string;
}

export interface TimelineLane {
  readonly label: string;
  /** A second line: `Go since Nov 2025`; may be empty. */
  readonly note: string;
  /** In the order of `from`. */
  readonly spans: readonly TimelineSpan[];
}

/** What was counted, day by day. */
export interface DaysPicture extends PictureFrame {
  readonly kind: 'days';
  /** Names of up to three, from the lower end of a bar. */
  readonly parts: readonly string[];
  /** One after another, `YYYY-MM-DD`, each with a number for each part. */
  readonly days: readonly { readonly day: string; readonly counts: readonly number[] }[];
}

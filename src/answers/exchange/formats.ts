/** The export formats. Each keeps everything that an import can bring back. */
export const EXPORT_FORMATS = ['json', 'csv', 'md'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The limit for attachments: about five hundred answers. Parsing the worst text of this size takes two seconds. */
export const MAX_FILE_BYTES = 1_048_576;

/** A file as somebody brings it. */
export interface BroughtFile {
  readonly bytes: Uint8Array;
  /** Its ending tells the format, unless the text tells it better. */
  readonly name: string;
}

/** The export formats. Each keeps everything that an import can bring back. */
export const EXPORT_FORMATS = ['json', 'csv', 'md'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The limit for attachments: about five hundred answers. Reading the worst text of this size takes a second or two, in a thread. */
export const MAX_FILE_BYTES = 1_048_576;

export interface ImportRequest {
  /** One, or several that belong together. The endings of their names tell the formats, unless the texts tell them better. */
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Whether the file wins over what moderators removed, changed or wrote. */
  readonly overwrite: boolean;
  /** Default: the limit for attachments. */
  readonly maxBytes?: number;
  /** Which columns or fields mean what: `question=Frage,answer=Antwort`. Default: what their names say. */
  readonly map?: string;
}

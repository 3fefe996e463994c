import type { SourceRecord } from './schemas/entries.ts';

export interface Source extends SourceRecord {
  readonly id: string;
}

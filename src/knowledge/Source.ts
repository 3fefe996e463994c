import type { SourceRecord } from './schemas/source.ts';

export interface Source extends SourceRecord {
  readonly id: string;
}

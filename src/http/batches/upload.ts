import type { UploadParameters } from './read-upload-parameters.ts';
import type { SpooledFile } from './spool-file.ts';

/** A roster that someone sent, and what was said of it. Whoever has it closes its file. */
export interface Upload extends UploadParameters {
  file: SpooledFile;
  /** For people. */
  fileName: string | null;
}

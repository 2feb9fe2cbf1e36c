/** A file to be written. `path` is relative, with `/` between its parts. */
export interface OutputFile {
  readonly path: string;
  readonly text: string;
}

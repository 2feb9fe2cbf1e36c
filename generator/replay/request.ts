/** What a run of `generate` is asked for, as far as it decides what the run gives. */
export interface ReplayRequest {
  /** The folder that the command runs in. */
  readonly root: string;
  /** The folder or file that is read. */
  readonly specs: string;
  /** The folder of the settings, where one is named. */
  readonly settings?: string;
  /** The absolute path of the client package. */
  readonly out: string;
  readonly format: boolean;
}

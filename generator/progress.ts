import { hasErrors, type Diagnostic, type Outcome } from "./diagnostics/diagnostic.js";
import { weighed, type Weights } from "./diagnostics/weights.js";

/**
 * What the stages so far have given, by name, and all they have reported. `stopped` once a stage has
 * reported an error: the stages after it are then passed over.
 */
export type Progress<Results> = {
  readonly diagnostics: readonly Diagnostic[];
  /** Told the name of each stage as it begins. */
  readonly onStage: (stage: string) => void;
  /** How much the findings weigh, where that is not what their codes say. */
  readonly weights: Weights;
} & (
  | { readonly stopped: false; readonly results: Results }
  | { readonly stopped: true; readonly results: Partial<Results> }
);

/** Before the first stage. */
export function begin(onStage: (stage: string) => void = () => undefined): Progress<object> {
  return { stopped: false, results: {}, diagnostics: [], onStage, weights: {} };
}

/** Runs a stage on what the stages before it have given, unless one of them reported an error. */
export async function andThen<Before extends object, Name extends string, Given>(
  progress: Progress<Before>,
  name: Name,
  stage: (before: Before) => Outcome<Given> | Promise<Outcome<Given>>,
): Promise<Progress<Before & Readonly<Record<Name, Given>>>> {
  type After = Before & Readonly<Record<Name, Given>>;
  if (progress.stopped) {
    // What is there of the results before is there of the results after.
    return { ...progress, results: progress.results as Partial<After> };
  }
  progress.onStage(name);
  const { value, diagnostics } = await stage(progress.results);
  const found = weighed(diagnostics, progress.weights);
  // A computed key widens to `string`.
  const results = { ...progress.results, [name]: value } as After;
  const all = [...progress.diagnostics, ...found];
  return { ...progress, diagnostics: all, results, stopped: hasErrors(found) };
}

/** Weighs what has been found so far, and what will be, as the results say. */
export function weighing<Results>(
  progress: Progress<Results>,
  weightsIn: (results: Partial<Results>) => Weights | undefined,
): Progress<Results> {
  const weights = weightsIn(progress.results) ?? {};
  const diagnostics = weighed(progress.diagnostics, weights);
  if (progress.stopped || !hasErrors(diagnostics)) return { ...progress, weights, diagnostics };
  return { ...progress, weights, diagnostics, stopped: true };
}

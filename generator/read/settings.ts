import { join } from "node:path";
import { diagnostic, type Diagnostic, hasErrors, type Outcome } from "../diagnostics/diagnostic.js";
import { pointerTo } from "../diagnostics/origins.js";
import {
  isTypePlace,
  type NamesFile,
  type Overlay,
  type PackageSettings,
  type ProjectSettings,
  type Settings,
} from "../settings.js";
import { checkClient } from "./check-client.js";
import { readText } from "./file-bytes.js";
import { bytesOf, defaultLimits, limitsOf } from "../limits.js";
import { readSettingsFile, type SettingsFile } from "./settings-file.js";
import { settingsFiles } from "./settings-names.js";

/**
 * Reads `client.yaml`, `overlay.yaml` and `names.yaml` of the settings folder; each may be absent,
 * and without a folder all are. `display` makes of a path what messages call the file.
 * Reports what does not fit the JSON Schemas; the value then holds defaults in its place.
 */
export async function readSettings(
  folder: string | undefined,
  display: (path: string) => string = (path) => path,
): Promise<Outcome<ProjectSettings>> {
  if (folder === undefined) {
    return { value: { settings: defaults, names: noNames }, diagnostics: [] };
  }
  const read = async (kind: keyof typeof settingsFiles): Promise<Outcome<SettingsFile>> => {
    const path = join(folder, settingsFiles[kind]);
    return await readSettingsFile(path, display(path), `generator/read/${kind}.schema.json`);
  };
  const [client, overlay, names] = await Promise.all([
    read("client"),
    read("overlay"),
    read("names"),
  ]);

  const settings = hasErrors(client.diagnostics) ? defaults : settingsOf(client.value);
  const pins = hasErrors(names.diagnostics) ? new Map<string, string>() : pinsOf(names.value);
  const license = await readLicense(settings.package.licenseFile, folder, client.value);
  const repairs = hasErrors(overlay.diagnostics) ? undefined : overlayOf(overlay.value, settings);
  return {
    value: {
      settings,
      ...(repairs && { overlay: repairs }),
      ...(license.value !== undefined && { licenseText: license.value }),
      names: {
        path: join(folder, settingsFiles.names),
        text: names.value.text,
        pins,
        locate: (pointer) => names.value.locate(pointer),
      },
      file: { path: join(folder, settingsFiles.client), text: client.value.text },
    },
    diagnostics: [
      ...client.diagnostics,
      ...checkClient(settings, client.value.locate),
      ...license.diagnostics,
      ...overlay.diagnostics,
      ...(repairs ? newerActions(overlay.value) : []),
      ...names.diagnostics,
      ...namesPinnedTwice(pins, names.value),
    ],
  };
}

const defaults: Settings = { package: {}, output: { keep: [] } };

const noNames: NamesFile = {
  text: "",
  pins: new Map(),
  locate: () => ({ file: settingsFiles.names, line: 1, column: 1 }),
};

function settingsOf({ value }: SettingsFile): Settings {
  // The JSON Schema has been checked, and says the same as this type.
  const client = (value ?? {}) as Pick<
    Settings,
    | "api"
    | "apis"
    | "diagnostics"
    | "envelope"
    | "idempotency"
    | "limits"
    | "pagination"
    | "release"
    | "types"
    | "webhooks"
  > & {
    readonly package?: PackageSettings;
    readonly output?: { readonly keep?: readonly string[] };
  };
  return {
    ...(client.api !== undefined && { api: client.api }),
    ...(client.apis !== undefined && { apis: client.apis }),
    ...(client.diagnostics !== undefined && { diagnostics: client.diagnostics }),
    ...(client.types !== undefined && { types: client.types }),
    ...(client.envelope !== undefined && { envelope: client.envelope }),
    ...(client.idempotency !== undefined && { idempotency: client.idempotency }),
    ...(client.limits !== undefined && { limits: client.limits }),
    ...(client.pagination !== undefined && { pagination: client.pagination }),
    ...(client.release !== undefined && { release: client.release }),
    ...(client.webhooks !== undefined && { webhooks: client.webhooks }),
    package: client.package ?? {},
    output: { keep: client.output?.keep ?? [] },
  };
}

/** The text of the license is the people's own: only that it can be read is seen to. */
async function readLicense(
  path: string | undefined,
  folder: string,
  { locate }: SettingsFile,
): Promise<Outcome<string | undefined>> {
  if (path === undefined) return { value: undefined, diagnostics: [] };
  try {
    return { value: await readText(join(folder, path), bytesOf(defaultLimits)), diagnostics: [] };
  } catch {
    const problem = diagnostic("invalid-setting", `there is no file ${path} to be read`, {
      place: locate("/package/licenseFile", "value"),
      hint: "licenseFile is relative to client.yaml: beside the specs folder, ../LICENSE.",
    });
    return { value: undefined, diagnostics: [problem] };
  }
}

function overlayOf({ value, locate }: SettingsFile, { limits }: Settings): Overlay | undefined {
  if (value === undefined) return undefined;
  // The JSON Schema has been checked, and says the same as this type.
  const { actions } = value as Pick<Overlay, "actions">;
  return { actions, limits: limitsOf(limits), locate: (pointer) => locate(pointer) };
}

/** `copy` came with Overlay 1.1 (section 4.4.3); other tools may pass over it in an overlay of 1.0. */
function newerActions({ value, locate }: SettingsFile): readonly Diagnostic[] {
  if (value === undefined) return [];
  // The JSON Schema has been checked, and says the same as this type.
  const { overlay, actions } = value as Pick<Overlay, "actions"> & { readonly overlay: string };
  if (!overlay.startsWith("1.0.")) return [];
  return actions.flatMap((action, index) =>
    action.copy === undefined
      ? []
      : diagnostic(
          "overlay-version",
          `copy is of Overlay 1.1, and this overlay says ${overlay}; it is applied all the same`,
          { place: locate(pointerTo("/actions", index, "copy")), hint: "Write overlay: 1.1.0" },
        ),
  );
}

function pinsOf({ value }: SettingsFile): ReadonlyMap<string, string> {
  // The JSON Schema has been checked: a map of strings.
  return new Map(Object.entries((value ?? {}) as Readonly<Record<string, string>>));
}

function namesPinnedTwice(
  pins: ReadonlyMap<string, string>,
  { locate }: SettingsFile,
): readonly Diagnostic[] {
  const first = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  for (const [key, name] of pins) {
    // Inline objects may have one type.
    if (isTypePlace(key)) continue;
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, key);
      continue;
    }
    diagnostics.push(
      diagnostic("duplicate-pinned-name", `${key} and ${earlier} are both pinned to "${name}"`, {
        place: locate(pointerTo("", key), "value"),
        related: [{ message: "the first", place: locate(pointerTo("", earlier), "value") }],
        hint: "Give one of them another name.",
      }),
    );
  }
  return diagnostics;
}

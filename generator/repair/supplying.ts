import { quoted } from "../diagnostics/visible.js";

/** The actions of an overlay, as the YAML file to be pasted. */
export function overlayOf(actions: readonly string[]): string {
  return [
    "overlay: 1.0.0",
    "info: { title: Repairs, version: 1.0.0 }",
    "actions:",
    ...actions,
  ].join("\n");
}

/** The action that defines a security scheme; `definition` is YAML on one line. */
export function definingScheme(
  name: string,
  definition: string,
  components: { readonly securitySchemes?: unknown } | undefined,
): readonly string[] {
  const key = /^(?!(?:true|false|null)$)[a-z_][\w-]*$/i.test(name) ? name : quoted(name);
  const entry = `${key}: ${definition}`;
  if (components?.securitySchemes !== undefined) {
    return ["  - target: $.components.securitySchemes", "    update:", `      ${entry}`];
  }
  return [
    "  - target: $",
    "    update:",
    "      components:",
    "        securitySchemes:",
    `          ${entry}`,
  ];
}

/** The files of the settings folder; everything else in the folder is an input. */
export const settingsFiles = {
  client: "client.yaml",
  overlay: "overlay.yaml",
  names: "names.yaml",
} as const;

export function isSettingsFile(name: string): boolean {
  return Object.values<string>(settingsFiles).includes(name);
}

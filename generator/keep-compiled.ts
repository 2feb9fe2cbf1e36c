import module from "node:module";

/** Since Node 22.1: modules of megabytes are compiled once and not by every run. Each thread says so. */
export function keepCompiled(): void {
  if ("enableCompileCache" in module && typeof module.enableCompileCache === "function") {
    module.enableCompileCache();
  }
}

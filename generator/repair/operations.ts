import { type Changing, mapRecord, withFields } from "../map-values.js";
import {
  methods,
  type Document,
  type Method,
  type Operation,
  type PathItem,
  type Spec,
} from "../openapi.js";
import { pointerTo } from "../diagnostics/origins.js";

/** An operation, and where it stands in the document. */
export interface OperationSite {
  readonly path: string;
  readonly method: Method;
  readonly pointer: string;
  readonly operation: Operation;
}

/** The operations of `paths`, in document order. */
export function operationsOf(document: Document): readonly OperationSite[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation
        ? [{ path, method, pointer: pointerTo("/paths", path, method), operation }]
        : [];
    }),
  );
}

/** The spec with every operation of `paths` replaced by what `change` makes of it. */
export function mapOperations(spec: Spec, change: (site: OperationSite) => Operation): Spec {
  const paths = mapRecord(spec.document.paths, (item, path) => {
    const fields: Changing<PathItem> = {};
    for (const method of methods) {
      const operation = item[method];
      if (!operation) continue;
      const pointer = pointerTo("/paths", path, method);
      fields[method] = change({ path, method, pointer, operation });
    }
    return withFields(item, fields);
  });
  return withFields(spec, { document: withFields(spec.document, { paths }) });
}

/** What messages call an operation. */
export function nameOf({ method, path }: OperationSite): string {
  return `${method.toUpperCase()} ${path}`;
}

/** `1 operation needs`, `3 operations need`. */
export function counted(count: number, one: string, several: string): string {
  return count === 1 ? `1 operation ${one}` : `${count} operations ${several}`;
}

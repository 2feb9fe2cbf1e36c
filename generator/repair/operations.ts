import { methods, type Document, type Method, type Operation, type Spec } from "../openapi.js";
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
  const changed = new Map(
    operationsOf(spec.document).map((site) => [site.pointer, change(site)] as const),
  );
  const paths = Object.entries(spec.document.paths).map(([path, item]) => {
    const operations = methods.flatMap((method) => {
      const operation = changed.get(pointerTo("/paths", path, method));
      return operation ? [[method, operation]] : [];
    });
    return [path, { ...item, ...Object.fromEntries(operations) }] as const;
  });
  return { ...spec, document: { ...spec.document, paths: Object.fromEntries(paths) } };
}

/** What messages call an operation. */
export function nameOf({ method, path }: OperationSite): string {
  return `${method.toUpperCase()} ${path}`;
}

/** `1 operation needs`, `3 operations need`. */
export function counted(count: number, one: string, several: string): string {
  return count === 1 ? `1 operation ${one}` : `${count} operations ${several}`;
}

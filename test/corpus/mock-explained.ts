/** Why Prism refuses a request that is right; undefined where nothing explains it. */
export function explanationOf({ said }: { readonly said: string }): string | undefined {
  return explanations.find(([pattern]) => pattern.test(said))?.[1];
}

const explanations: readonly (readonly [RegExp, string])[] = [];

/** Made when first asked for, then kept: what only some servers are ever asked for does not delay the start of all. */
export function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Makes the value on first use and keeps it: for what is dear to build and the same for everybody. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

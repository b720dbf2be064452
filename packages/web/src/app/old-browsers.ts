/**
 * What the libraries use and Chromium 87 lacks. The build translates syntax only; these are functions. Imported before
 * everything else.
 */
function missing(target: object, name: string, value: unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true })
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0
  return this[whole < 0 ? whole + this.length : whole]
}

function findLastIndex<T>(this: ArrayLike<T>, test: (value: T, index: number) => boolean): number {
  for (let index = this.length - 1; index >= 0; index--) if (test(this[index] as T, index)) return index
  return -1
}

function findLast<T>(this: ArrayLike<T>, test: (value: T, index: number) => boolean): T | undefined {
  return this[findLastIndex.call(this as ArrayLike<unknown>, test as (value: unknown) => boolean)]
}

missing(Array.prototype, 'at', at)
missing(String.prototype, 'at', at)
missing(Array.prototype, 'findLast', findLast)
missing(Array.prototype, 'findLastIndex', findLastIndex)
missing(Array.prototype, 'toSorted', function toSorted<T>(this: T[], compare?: (a: T, b: T) => number) {
  return [...this].sort(compare)
})
missing(Array.prototype, 'toReversed', function toReversed<T>(this: T[]) {
  return [...this].reverse()
})
missing(Object, 'hasOwn', (target: object, key: PropertyKey) => Object.hasOwn(target, key))
missing(globalThis, 'structuredClone', (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown)
missing(crypto, 'randomUUID', () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
})

/** Says that the functions are there; importing the file for its effect alone would be easy to lose. */
export const OLD_BROWSERS_SERVED = true

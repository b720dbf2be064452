import type { Extension, Parameter } from './types.ts'

/** The value of an element of choice type (`valueCode`, `valueBoolean` …), whatever its type; undefined without one. */
export function choiceValue(element: object): unknown {
  for (const [key, value] of Object.entries(element)) {
    if (key.startsWith('value') && key.length > 5 && value !== undefined) return value
  }
  return undefined
}

/** The type of the value: `Code` of `valueCode`. */
export function choiceType(element: object): string | undefined {
  return Object.keys(element)
    .find((key) => key.startsWith('value') && key.length > 5)
    ?.slice(5)
}

export function extensionOf(extensions: readonly Extension[] | undefined, url: string): Extension | undefined {
  return extensions?.find((extension) => extension.url === url)
}

/** The value of the extension as text, where it is a primitive. */
export function extensionText(extensions: readonly Extension[] | undefined, url: string): string | undefined {
  const found = extensionOf(extensions, url)
  const value = found === undefined ? undefined : choiceValue(found)
  return value === undefined || typeof value === 'object' ? undefined : String(value)
}

export function parameterNamed(parameters: readonly Parameter[], name: string): Parameter | undefined {
  return parameters.find((parameter) => parameter.name === name)
}

/** A canonical with its version, `url|version`, taken apart. */
export function splitCanonical(canonical: string): { readonly url: string; readonly version: string } {
  const bar = canonical.indexOf('|')
  if (bar < 0) return { url: canonical, version: '' }
  return { url: canonical.slice(0, bar), version: canonical.slice(bar + 1) }
}

export function joinCanonical(url: string, version: string | undefined): string {
  return version ? `${url}|${version}` : url
}

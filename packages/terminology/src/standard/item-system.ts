import { type Edition, extensionUri, schemeUri } from '@yingma/core'

/** The code system that a code of an item belongs to; `own` is that of the institution's own items. */
export function itemSystem(code: string, edition: Pick<Edition, 'byCode'>, own: string, base?: string): string {
  const item = edition.byCode.get(code.toUpperCase())
  if (item !== undefined) return item.origin === 'extension' ? extensionUri(base) : schemeUri(item.scheme, base)
  // A code with a suffix is an item of the institution's own; the others that are no items are codes of one device.
  return code.includes('-') ? own : schemeUri('radiology', base)
}

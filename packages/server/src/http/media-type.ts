/** A parameter of a media type, without its quotation marks. */
export function mediaParameter(type: string, name: string): string | undefined {
  if (!type.includes(';')) return undefined
  const found = new RegExp(`;\\s*${name}\\s*=\\s*("[^"]*"|[^;\\s]+)`, 'i').exec(type)?.[1]
  return found?.replaceAll('"', '')
}

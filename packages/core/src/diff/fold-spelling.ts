/** A name as compared between editions and within one: width, letter case and spaces do not make a name another. */
export function foldSpelling(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '')
}

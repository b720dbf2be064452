import { foldSpelling } from '../diff/fold-spelling.ts'
import type { Item } from '../model/edition.ts'
import { type Check, clashes, refOf } from './check.ts'
import type { Finding } from './finding.ts'

/** One item, one Chinese name: none empty, none with the `*` of hospital systems, no two alike but for width, case, spaces and signs that nobody sees. */
export const checkChineseNames: Check = (edition) => {
  const starred = edition.items.filter(({ name }) => /^[*＊]/.test(name))
  const findings: Finding[] = starred.map((item) => ({ code: 'finding-name-starred', item: refOf(item) }))
  return {
    examined: edition.items.length,
    findings: [...findings, ...nameFindings(edition.items, 'zh', ({ name }) => name)],
  }
}

/** One item, one English name, on the same terms. */
export const checkEnglishNames: Check = (edition) => ({
  examined: edition.items.length,
  findings: nameFindings(edition.items, 'en', ({ nameEn }) => nameEn),
})

function nameFindings(
  items: readonly Item[],
  language: 'zh' | 'en',
  nameOf: (item: Item) => string,
): readonly Finding[] {
  const empty = items.filter((item) => lookOf(nameOf(item)) === '')
  const named = items.filter((item) => lookOf(nameOf(item)) !== '')
  return [
    ...empty.map((item): Finding => ({ code: 'finding-name-empty', item: refOf(item), language })),
    ...clashes(named, (item) => lookOf(nameOf(item))).map(
      (group): Finding => ({
        code: 'finding-name-twice',
        language,
        items: group.map((item) => ({ code: item.code, name: nameOf(item) })),
      }),
    ),
  ]
}

/** What people see of a name: signs without a shape, such as those that turn the direction of writing, make no name another. */
function lookOf(name: string): string {
  return foldSpelling(name.replaceAll(/[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/gu, ''))
}

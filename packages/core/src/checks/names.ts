import { foldSpelling } from '../diff/fold-spelling.ts'
import type { Item } from '../model/edition.ts'
import { type Check, clashes, refOf } from './check.ts'
import type { Finding } from './finding.ts'

/** One item, one Chinese name: none empty, none with the `*` of hospital systems, no two alike but for width, case and spaces. */
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
  const empty = items.filter((item) => nameOf(item).trim() === '')
  const named = items.filter((item) => nameOf(item).trim() !== '')
  return [
    ...empty.map((item): Finding => ({ code: 'finding-name-empty', item: refOf(item), language })),
    ...clashes(named, (item) => foldSpelling(nameOf(item))).map(
      (group): Finding => ({
        code: 'finding-name-twice',
        language,
        items: group.map((item) => ({ code: item.code, name: nameOf(item) })),
      }),
    ),
  ]
}

import type { ChangeLogEntry, Crossed, DictionaryItem } from '../model/dictionary.ts'

/** What the change does to each old code, and what the new dictionary has besides. */
export function changeLog(crossed: readonly Crossed[], items: readonly DictionaryItem[]): readonly ChangeLogEntry[] {
  const sharing = new Map<string, number>()
  for (const { answer } of crossed) {
    if (answer.kind !== 'items') continue
    for (const code of answer.codes) sharing.set(code, (sharing.get(code) ?? 0) + 1)
  }
  const olds = crossed.map((one) => entryOf(one, sharing))
  const added = items
    .filter(({ from, oldCodes, exams }) => from !== 'volume' && oldCodes.length === 0 && exams === 0)
    .map(
      ({ code, kind }): ChangeLogEntry => ({
        kind: kind === 'local' ? 'local' : 'added',
        old: '',
        oldName: '',
        items: [code],
        exams: 0,
      }),
    )
  return [...olds, ...added]
}

function entryOf({ entry, answer }: Crossed, sharing: ReadonlyMap<string, number>): ChangeLogEntry {
  const common = { old: entry.code, oldName: entry.name, exams: entry.exams }
  switch (answer.kind) {
    case 'items': {
      const [only = ''] = answer.codes
      const kind = answer.codes.length > 1 ? 'split' : (sharing.get(only) ?? 0) > 1 ? 'merged' : 'renamed'
      return { ...common, kind, items: answer.codes }
    }
    case 'by-column':
      return { ...common, kind: 'by-order', items: [...new Set(answer.choices.flatMap(({ codes }) => codes))] }
    case 'not-exam':
      return { ...common, kind: 'retired', items: [] }
    case 'no-item':
    case 'open':
      return { ...common, kind: 'kept-out', items: [] }
  }
}

/** One item of an exam that is quoted: how often, and what was special about it. */
export interface ExamItem {
  readonly code: string
  readonly count: number
  readonly modifiers: Readonly<Record<string, number | true>>
}

const MOST_ITEMS = 40

/** An exam as it stands in an address: `CODE*2+bedside+fetuses=2,CODE`. */
export function examToText(items: readonly ExamItem[]): string {
  return items
    .map(({ code, count, modifiers }) => {
      const facts = Object.entries(modifiers).map(([name, value]) => `+${name}${value === true ? '' : `=${value}`}`)
      return `${code}${count === 1 ? '' : `*${count}`}${facts.join('')}`
    })
    .join(',')
}

/** Reads what `examToText` wrote; what somebody else wrote into an address and makes no sense is left out. */
export function examFromText(text: string): readonly ExamItem[] {
  return text
    .split(',')
    .slice(0, MOST_ITEMS)
    .flatMap((one) => {
      const [head = '', ...facts] = one.split('+')
      const [, code, count] = /^([0-9A-Za-z]{4,24})(?:\*(\d{1,2}))?$/.exec(head) ?? []
      if (code === undefined) return []
      const modifiers = Object.fromEntries(
        facts.flatMap((fact): [string, number | true][] => {
          const [, name, value] = /^([a-z]+(?:-[a-z]+)*)(?:=(\d{1,2}))?$/.exec(fact) ?? []
          return name === undefined ? [] : [[name, value === undefined ? true : Number(value)]]
        }),
      )
      return [{ code, count: Math.max(1, Number(count ?? 1)), modifiers }]
    })
}

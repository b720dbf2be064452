import type { Impact } from '../../../api/operations.ts'

/** A title in both languages from what a proposal does: its first item, and how many more. */
export function suggestedTitle({ added, retired, reworded }: Impact): { zh: string; en: string } | undefined {
  const more = (n: number) => (n < 2 ? { zh: '', en: '' } : { zh: ` 等 ${n} 项`, en: ` and ${n - 1} more` })
  const [fresh, gone, said] = [added[0], retired[0], reworded[0]]
  if (gone !== undefined) {
    const rest = more(retired.length)
    return { zh: `停用 ${gone.name}${rest.zh}`, en: `Retire ${gone.nameEn}${rest.en}` }
  }
  if (fresh !== undefined) {
    const rest = more(added.length)
    return { zh: `新增 ${fresh.name}${rest.zh}`, en: `Add ${fresh.nameEn}${rest.en}` }
  }
  return said === undefined ? undefined : { zh: `改写 ${said.before}`, en: `Re-word ${said.before}` }
}

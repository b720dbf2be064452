import type { Edition, FacetValue } from '@yingma/core'

const RANGE = '(?:以下|以上|及以下|及以上|\\+)?'
const ROWS = new RegExp(`(\\d{1,3})\\s*(?:排|层螺旋|-?slice|-?row)(${RANGE})`, 'i')
const TESLA = new RegExp(`(\\d(?:\\.\\d{1,2})?)\\s*t(?![a-z])(${RANGE})`, 'i')

/**
 * The device of an any-device head that a text says, as its code: 64排 is above 16 slices, 1.5T is 1.5T. Null where it
 * says none, or a range that no one device covers (1.5T及以上). What the devices are is told by their dictionary.
 */
export function deviceSaid(text: string, base: string, edition: Pick<Edition, 'dictionaries'>): string | null {
  const values = [...(edition.dictionaries.get('radiology-devices')?.values.values() ?? [])].filter(
    ({ parent }) => parent === base,
  )
  if (values.length === 0) return null
  const folded = text.normalize('NFKC')
  if (/双源|dual[- ]?source/i.test(folded)) {
    const dual = values.find(({ name }) => name.includes('双源'))
    if (dual !== undefined) return dual.code
  }
  return byNumber(ROWS.exec(folded), 'detectorRows', values) ?? byNumber(TESLA.exec(folded), 'fieldStrength', values)
}

/** `16` is exact, `<16` and `>16` are what lies beyond it; 以下 and 以上 point there too. */
function byNumber(said: RegExpExecArray | null, field: string, values: readonly FacetValue[]): string | null {
  if (said === null) return null
  const [, digits = '', range = ''] = said
  const number = Number(digits)
  const limits = values.flatMap(({ code, sheet }) => {
    const limit = sheet[field]
    return limit === undefined
      ? []
      : [{ code, sign: /^[<>]/.exec(limit)?.[0] ?? '', limit: Number.parseFloat(limit.replace(/^[<>]/, '')) }]
  })
  if (range !== '') {
    const sign = range === '以下' ? '<' : range === '以上' ? '>' : null
    return limits.find((one) => one.sign === sign && one.limit === number)?.code ?? null
  }
  const exact = limits.find(({ sign, limit }) => sign === '' && limit === number)
  const beyond = limits.find(({ sign, limit }) => (sign === '<' && number < limit) || (sign === '>' && number > limit))
  return (exact ?? beyond)?.code ?? null
}

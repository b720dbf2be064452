import { quantities } from '../build/field-value.ts'
import type { DictionaryItem } from '../model/dictionary.ts'
import type { FaultKind } from './fault.ts'

export interface ChargeFault {
  readonly code: FaultKind & `charge-${string}`
  readonly expected: string
  readonly found: string
}

/** Compares the charge lines of an item with those of the live table (`code*quantity` joined by `+`), line by line. */
export function compareCharges(item: Pick<DictionaryItem, 'charges'>, text: string): readonly ChargeFault[] {
  const faults: ChargeFault[] = []
  const live = new Map<string, number>()
  for (const line of text
    .split(/[+;；]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const match = /^([0-9A-Za-z-]+)(?:[*×xX](\d+(?:\.\d+)?))?$/.exec(line)
    const [, code = '', quantity = '1'] = match ?? []
    if (match === null) faults.push({ code: 'charge-unreadable', expected: '', found: line })
    else if (live.has(code)) faults.push({ code: 'charge-double', expected: code, found: line })
    else live.set(code, Number(quantity))
  }
  for (const [code, quantity] of quantities(item.charges)) {
    const found = live.get(code)
    if (found === undefined) faults.push({ code: 'charge-missing', expected: `${code}*${quantity}`, found: '' })
    else if (found !== quantity) {
      faults.push({ code: 'charge-quantity', expected: `${code}*${quantity}`, found: `${code}*${found}` })
    }
    live.delete(code)
  }
  for (const [code, quantity] of live) faults.push({ code: 'charge-stray', expected: '', found: `${code}*${quantity}` })
  return faults
}

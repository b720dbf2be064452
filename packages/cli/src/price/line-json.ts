import type { PriceLine } from '@yingma/charge'
import { yuan } from './money-json.ts'

/** A price line for machines; amounts in yuan with two digits. */
export function lineJson(line: PriceLine): unknown {
  return {
    code: line.code,
    name: line.name,
    kind: line.kind,
    unit: line.unit,
    quantity: line.quantity,
    unitPrice: yuan(line.unitCents),
    percent: line.percent,
    amount: yuan(line.amountCents),
    insuranceClass: line.insuranceClass,
    counted: line.counted.map(({ zh }) => zh),
    rules: line.rules,
    certainty: line.certainty,
  }
}

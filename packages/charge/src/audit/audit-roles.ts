import type { PriceSchedule } from '../model/schedule.ts'

/** What kind of thing the price items of a schedule are, read off its mapping and rules: no code is written down here. */
export interface AuditRoles {
  /** Modality group of a main item: CT, MR, XR, US … */
  groupOf(code: string): string | undefined
  /** Items that a rule says are billed beside others at their old price: fluoroscopy. */
  readonly fluoroscopy: ReadonlySet<string>
  /** Surcharges of a modifier. */
  surchargesOf(modifier: string): ReadonlySet<string>
  /** The grey-scale twins of the ultrasound items. */
  readonly greyScale: ReadonlySet<string>
  /** Items that came to be inside the price of the scan. */
  readonly abolished: ReadonlySet<string>
  /** Main items counted by vessel under MR, and the plain region items they are warned about. */
  readonly caps: ReadonlyMap<string, { readonly rule: string; readonly max: number }>
}

/** `former` are the schedules that came before; their items inside the price now are abolished. */
export function auditRoles(schedule: PriceSchedule, former: readonly PriceSchedule[]): AuditRoles {
  const groups = new Map<string, string>()
  for (const row of schedule.mapping.scans) for (const service of row.services) groups.set(service.main, row.group)
  for (const row of schedule.mapping.modifiers) {
    const group = groups.get(row.main)
    if (group !== undefined && row.effect === 'replace' && !groups.has(row.code)) groups.set(row.code, group)
  }
  for (const item of schedule.items) {
    const group = item.parent === null ? undefined : groups.get(item.parent)
    if (group !== undefined && item.kind === 'extension') groups.set(item.code, group)
  }
  const family = (code: string): readonly string[] => [
    code,
    ...schedule.items.filter((i) => i.parent === code && i.kind === 'extension').map((i) => i.code),
  ]
  const caps = new Map<string, { rule: string; max: number }>()
  for (const rule of schedule.rules) {
    if (rule.kind === 'cap')
      for (const target of rule.targets)
        for (const code of family(target)) caps.set(code, { rule: rule.id, max: rule.max })
  }
  const grey = schedule.mapping.modifiers.filter((row) => row.modifier === 'grey-scale' && row.effect === 'replace')
  return {
    groupOf: (code) => groups.get(code),
    fluoroscopy: new Set(schedule.rules.flatMap((rule) => (rule.kind === 'kept-items' ? rule.targets : []))),
    surchargesOf: (modifier) =>
      new Set(
        schedule.mapping.modifiers
          .filter((row) => row.modifier === modifier && row.effect === 'surcharge')
          .map((row) => row.code),
      ),
    greyScale: new Set(grey.flatMap((row) => family(row.code))),
    abolished: new Set(
      former.flatMap((s) => s.items.filter((i) => i.withoutSuccessor === 'inside-price').map((i) => i.code)),
    ),
    caps,
  }
}

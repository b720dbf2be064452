import type { Condition } from '../model/mapping.ts'

/** Reads `setting=value`; '' means always. */
export function parseCondition(text: string): Condition | null {
  const at = text.indexOf('=')
  return at < 0 ? null : { setting: text.slice(0, at), value: text.slice(at + 1) }
}

/** Whether a row or rule holds under the settings of a schedule. */
export function holds(when: Condition | null, settings: Readonly<Record<string, string>>): boolean {
  return when === null || settings[when.setting] === when.value
}

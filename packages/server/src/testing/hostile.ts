import type { Random } from './generate-value.ts'

const HOSTILE: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  0.1,
  '',
  ' ',
  '\0',
  '\u0007',
  '\ud800',
  'x'.repeat(5000),
  [],
  {},
  [[]],
  { a: { b: {} } },
  "' OR 1=1 --",
  '"; DROP TABLE decisions; --',
  '../../etc/passwd',
  '%00',
  `$${'{7*7}'}`,
  '{{7*7}}',
  '<script>alert(1)</script>',
  '00000000-0000-0000-0000-000000000000',
  '__proto__',
  'constructor',
  '９９９',
  'ＣＴ',
  '\u202e',
  Number.MAX_SAFE_INTEGER,
  'NaN',
  '1e400',
]

/** Spoils one place of a value: another type, something hostile, a missing or an unknown field. */
export function spoil(value: unknown, random: Random): unknown {
  if (typeof value !== 'object' || value === null || random.next() < 0.15) return random.pick(HOSTILE)
  if (Array.isArray(value)) {
    if (value.length === 0) return [random.pick(HOSTILE)]
    const at = random.below(value.length)
    return value.map((item, index) => (index === at ? spoil(item, random) : item))
  }
  const fields = Object.keys(value)
  const chance = random.next()
  if (chance < 0.2 || fields.length === 0)
    return { ...value, [random.pick(['extra', '__proto__x', 'id', 'role', ''])]: random.pick(HOSTILE) }
  const field = random.pick(fields)
  if (chance < 0.4) return Object.fromEntries(Object.entries(value).filter(([key]) => key !== field))
  return { ...value, [field]: spoil((value as Record<string, unknown>)[field], random) }
}

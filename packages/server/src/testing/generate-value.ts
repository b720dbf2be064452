/** A JSON Schema as the OpenAPI document has it; only what our own schemas use. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
}

/** A source of chance that repeats for the same seed (mulberry32). */
export interface Random {
  next(): number
  below(limit: number): number
  pick<T>(values: readonly T[]): T
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { next, below, pick: (values) => values[below(values.length)]! }
}

/** Values for a field by its name (`undefined`: make one from the schema). */
export type Known = (field: string) => unknown

const WORDS = [
  '胸部CT平扫',
  '左膝关节MR平扫',
  '头颅',
  'CT',
  'Chest PA',
  '=1+1',
  '-5',
  '@x',
  '𠮷野',
  "O'Brien",
  '%',
  '腹部 彩超',
  'a;b',
  '"q"',
  '\\',
  '<b>',
  '\t',
  '٣',
  'é',
]

/** A value that the schema allows. Patterns are those of fields.ts: one line or plain text unless `known` says otherwise. */
export function generateValue(root: Schema, schema: Schema, random: Random, known: Known, field = ''): unknown {
  const given = known(field)
  if (given !== undefined) return given
  const make = (inner: Schema, name = field) => generateValue(root, inner, random, known, name)
  if (schema.$ref) return make(resolve(root, schema.$ref))
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  const choice = schema.anyOf ?? schema.oneOf
  if (choice) return make(random.pick(choice))
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => make(part)))
  switch (schema.type) {
    case 'string':
      return generateText(schema, random)
    case 'integer':
    case 'number': {
      const low = Math.max(schema.minimum ?? 0, -1e6)
      const high = Math.min(schema.maximum ?? 1000, low + 1e6)
      const value = random.next() < 0.2 ? random.pick([low, high]) : low + random.next() * (high - low)
      return schema.type === 'integer' ? Math.round(value) : value
    }
    case 'boolean':
      return random.next() < 0.5
    case 'null':
      return null
    case 'array': {
      const least = schema.minItems ?? 0
      const length = least + random.below(Math.min((schema.maxItems ?? 3) - least, 3) + 1)
      return Array.from({ length }, () => make(schema.items ?? {}))
    }
    case 'object':
      return generateObject(schema, random, make, known)
    default:
      return random.pick(WORDS)
  }
}

export function resolve(root: Schema, reference: string): Schema {
  let at: unknown = root
  for (const step of reference.replace(/^#\//, '').split('/')) at = (at as Record<string, unknown>)[step]
  return at as Schema
}

function generateObject(
  schema: Schema,
  random: Random,
  make: (inner: Schema, name: string) => unknown,
  known: Known,
): unknown {
  const made: Record<string, unknown> = {}
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    if (schema.required?.includes(name) || known(name) !== undefined || random.next() < 0.4)
      made[name] = make(inner, name)
  }
  if (typeof schema.additionalProperties === 'object') {
    for (let turn = random.below(3); turn > 0; turn--)
      made[`k${random.below(50)}`] = make(schema.additionalProperties, '')
  }
  return made
}

function generateText(schema: Schema, random: Random): string {
  switch (schema.format) {
    case 'uuid':
      return crypto.randomUUID()
    case 'date':
      return `20${10 + random.below(30)}-0${1 + random.below(9)}-1${random.below(10)}`
    case 'date-time':
      return `20${40 + random.below(30)}-0${1 + random.below(9)}-1${random.below(10)}T08:00:00Z`
    case 'email':
      return `u${random.below(1000)}@example.org`
    default:
  }
  // A part with its dictionary.
  if (schema.pattern?.includes(':[0-9A-Za-z]')) return `radiology-parts:0${1 + random.below(8)}`
  const least = schema.minLength ?? 0
  const most = Math.min(schema.maxLength ?? 40, 200)
  if (schema.pattern?.includes('0-9A-Za-z'))
    return Math.floor(random.next() * 36 ** 6)
      .toString(36)
      .padStart(6, 'k')
  // A factor on prices, as a text of digits.
  if (schema.pattern?.includes('0\\.\\d')) return `0.${1 + random.below(9)}`
  let text = ''
  do text += random.pick(WORDS).replace('\t', '')
  while (text.length < Math.max(least, 1) || (random.next() < 0.3 && text.length < most))
  return sliced(text, most)
}

/** Cuts without leaving half a surrogate pair. */
function sliced(text: string, most: number): string {
  return [...text].reduce((kept, character) => (kept.length + character.length <= most ? kept + character : kept), '')
}

/** A JSON Schema as far as the OpenAPI document of the server uses it. */
interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>
}

interface Operation {
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: Schema }[]
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> }
}

const HEAD = `// Made from the server's OpenAPI document by \`npm run types:web\`: change the schemas of the server, not this file.
// One line a type: it is read by the compiler.
`

/**
 * TypeScript of the named operations (\`GET /items/{code}\`, without the prefix of the API) and of the schemas that they
 * mention. Throws when the document has no such operation: the web application asks for something that is not there.
 */
export function typesOf(document: OpenApi, used: readonly string[], prefix: string): string {
  const schemas = document.components?.schemas ?? {}
  const mentioned = new Set<string>()
  const operations = [...new Set(used)].sort().map((name) => {
    const [method = '', path = ''] = name.split(' ')
    const operation = document.paths[prefix + path]?.[method.toLowerCase()]
    if (operation === undefined) throw new Error(`the server has no operation ${name}`)
    return `  '${name}': ${operationType(operation, mentioned, /\/upload(?:-preview)?$/.test(path))}`
  })
  const interfaces = new Map<string, string>()
  for (let names = [...mentioned]; names.length > 0; names = [...mentioned].filter((name) => !interfaces.has(name))) {
    for (const name of names) interfaces.set(name, typeOf(schemas[name] ?? {}, mentioned))
  }
  const declared = [...interfaces].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    HEAD,
    ...declared.map(([name, type]) => `export type ${name} = ${type}\n`),
    `export interface Operations {\n${operations.join('\n')}\n}\n`,
  ].join('\n')
}

/** The document does not describe the parts of an upload: its body is a form. */
function operationType(operation: Operation, mentioned: Set<string>, isUpload: boolean): string {
  const parts: string[] = []
  for (const [place, name] of [
    ['path', 'params'],
    ['query', 'query'],
  ] as const) {
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === place)
    if (parameters.length === 0) continue
    const needed = parameters.some(({ required }) => required)
    const fields = parameters.map(
      (parameter) => `${key(parameter.name)}${parameter.required ? '' : '?'}: ${typeOf(parameter.schema, mentioned)}`,
    )
    parts.push(`${name}${needed ? '' : '?'}: { ${fields.join('; ')} }`)
  }
  const body = operation.requestBody?.content
  if (isUpload) parts.push('body: FormData')
  else if (body?.['application/json']) parts.push(`body: ${typeOf(body['application/json'].schema ?? {}, mentioned)}`)
  const success = Object.entries(operation.responses).find(([status]) => /^2/.test(status))?.[1]
  const answer = success?.content?.['application/json']?.schema
  parts.push(`answer: ${answer === undefined ? 'unknown' : typeOf(answer, mentioned)}`)
  return `{ ${parts.join('; ')} }`
}

function typeOf(schema: Schema, mentioned: Set<string>): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? ''
    mentioned.add(name)
    return name
  }
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)))
  const alternatives = schema.anyOf ?? schema.oneOf
  if (alternatives) return union(alternatives.map((one) => typeOf(one, mentioned)))
  if (schema.allOf) return schema.allOf.map((one) => `(${typeOf(one, mentioned)})`).join(' & ')
  if (Array.isArray(schema.type))
    return union(schema.type.map((type: string) => typeOf({ ...schema, type }, mentioned)))
  switch (schema.type) {
    case 'string':
      return 'string'
    case 'number':
    case 'integer':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return `readonly (${typeOf(schema.items ?? {}, mentioned)})[]`
    case 'object':
      return objectType(schema, mentioned)
    default:
      return 'unknown'
  }
}

function objectType(schema: Schema, mentioned: Set<string>): string {
  const { properties, additionalProperties } = schema
  if (properties === undefined) {
    const value = typeof additionalProperties === 'object' ? typeOf(additionalProperties, mentioned) : 'unknown'
    return `Readonly<Record<string, ${value}>>`
  }
  const fields = Object.entries(properties).map(
    ([name, field]) => `${key(name)}${schema.required?.includes(name) ? '' : '?'}: ${typeOf(field, mentioned)}`,
  )
  return `{ ${fields.join('; ')} }`
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ')
}

function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`
}

import { resolve, type Schema } from './generate-value.ts'
import type { ServerWorld } from './server-world.ts'

/** One operation of the OpenAPI document. */
export interface Operation {
  /** `POST /api/v1/names/{id}/decisions`. */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly {
    readonly name: string
    readonly in: 'path' | 'query' | 'header'
    readonly required: boolean
    readonly schema: Schema
  }[]
  readonly body: Schema | undefined
  readonly isMultipart: boolean
  /** Statuses other than `default`: what the operation answers when it did what it was asked. */
  readonly successes: readonly number[]
}

export interface Document {
  readonly root: Schema
  readonly operations: readonly Operation[]
}

interface RawOperation {
  readonly parameters?: readonly { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: Schema }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, unknown>>
}

/** Every operation, as the server itself documents it: a new one is covered without anybody adding it. */
export async function readOperations(world: ServerWorld): Promise<Document> {
  const root = (await world.app.inject('/openapi.json')).json() as Schema & {
    paths: Record<string, Record<string, RawOperation>>
  }
  const operations = Object.entries(root.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, raw]): Operation => {
      const content = raw.requestBody?.content ?? {}
      const schema = content['application/json']?.schema
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        parameters: (raw.parameters ?? []).map((parameter) => ({
          ...parameter,
          required: parameter.required ?? false,
        })),
        body: schema?.$ref ? resolve(root, schema.$ref) : schema,
        isMultipart: /\/upload(?:-preview)?$/.test(path),
        successes: Object.keys(raw.responses).map(Number).filter(Number.isFinite),
      }
    }),
  )
  return { root, operations }
}

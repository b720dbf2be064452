import { type Decoded, type Item, type Language, neighbours } from '@yingma/core'
import { z } from 'zod'
import type { Standard } from '../../http/context.ts'
import { HttpProblem, renderServerProblem } from '../../problems/server-problem.ts'

export const MODALITIES = ['CT', 'MR', 'DR', 'MDR', 'CR', 'MG', 'RF', 'US', 'PET/CT', 'PET/MR', 'SPECT'] as const

export const itemRow = z
  .object({
    code: z.string(),
    checkForm: z.string().nullable(),
    conceptId: z.string(),
    name: z.string(),
    nameEn: z.string(),
    scheme: z.string(),
    modality: z.string(),
    origin: z.string(),
    status: z.string(),
    facets: z.record(z.string(), z.unknown()),
    successors: z.array(z.string()),
  })
  .meta({ id: 'Item' })

export const brief = z.object({ code: z.string(), name: z.string(), nameEn: z.string() })

export const decodedCode = z
  .object({
    input: z.string(),
    kind: z.enum(['item', 'derived', 'well-formed', 'local', 'invalid']),
    code: z.string().optional(),
    checkForm: z.string().nullable().optional(),
    name: z.string().optional(),
    nameEn: z.string().optional(),
    modality: z.string().optional(),
    conceptId: z.string().optional(),
    facets: z.record(z.string(), z.unknown()).optional(),
    parent: z.string().optional(),
    problems: z.array(z.object({ code: z.string(), detail: z.string() })),
    nearest: z.array(brief),
    neighbours: z.array(brief).optional().describe('items one keystroke away, when asked for'),
  })
  .meta({ id: 'DecodedCode' })

export type ItemRow = z.infer<typeof itemRow>

/** The item with this code; one that is not in the edition is refused. */
export function mustItem({ edition }: Pick<Standard, 'edition'>, code: string): Item {
  const item = edition.byCode.get(code.toUpperCase())
  if (!item) throw new HttpProblem({ code: 'item-unknown', value: code, edition: edition.version })
  return item
}

/** An item as the API shows it. */
export function itemOf(item: Item, { codec }: Standard): ItemRow {
  const decoded = codec.decode(item.code)
  return {
    code: item.code,
    checkForm: 'checkForm' in decoded ? decoded.checkForm : null,
    conceptId: item.conceptId,
    name: item.name,
    nameEn: item.nameEn,
    scheme: item.scheme,
    modality: item.modality,
    origin: item.origin,
    status: item.status,
    facets: { ...item.facets },
    successors: [...item.successors],
  }
}

export function briefOf(item: Item): z.infer<typeof brief> {
  return { code: item.code, name: item.name, nameEn: item.nameEn }
}

/** Says what a code says, problems in the asker's language. */
export function createDecode({ codec, edition }: Standard) {
  return (input: string, language: Language, withNeighbours: boolean): z.infer<typeof decodedCode> => {
    const decoded = codec.decode(input)
    return {
      input,
      kind: decoded.kind,
      ...readingOf(decoded),
      problems:
        'problems' in decoded
          ? decoded.problems.map((problem) => ({ code: problem.code, detail: renderServerProblem(problem, language) }))
          : [],
      nearest: 'nearest' in decoded ? decoded.nearest.map(briefOf) : [],
      ...(withNeighbours && 'code' in decoded
        ? { neighbours: neighbours(decoded.code, edition).map((neighbour) => briefOf(neighbour.item)) }
        : {}),
    }
  }
}

function readingOf(decoded: Decoded): Partial<z.infer<typeof decodedCode>> {
  if (decoded.kind === 'invalid') return {}
  if (decoded.kind === 'local')
    return {
      code: decoded.code,
      parent: decoded.parent.code,
      name: decoded.parent.name,
      modality: decoded.parent.modality,
    }
  const { code, checkForm, name, nameEn, modality, facets } = decoded
  return {
    code,
    checkForm,
    name,
    nameEn,
    modality,
    facets: { ...facets },
    ...(decoded.kind === 'item' ? { conceptId: decoded.item.conceptId } : {}),
  }
}

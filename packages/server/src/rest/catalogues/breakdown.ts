import { getCatalogue, type Transaction } from '@yingma/store'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { actorIn, must } from '../../http/authentication.ts'
import type { Context, Standard } from '../../http/context.ts'
import { idParams } from '../../http/fields.ts'
import { partKey } from '../part-key.ts'

const share = z
  .object({
    key: z.string().describe('modality, or dictionary and code of a part; empty where there is no item'),
    name: z.string(),
    nameEn: z.string(),
    names: z.number().int(),
    exams: z.number().int(),
    settledNames: z.number().int().describe('with a standing decision'),
    settledExams: z.number().int(),
  })
  .meta({ id: 'Share' })

type Share = z.infer<typeof share>

interface Row {
  readonly settled: boolean
  readonly code: string | null
  readonly names: number
  readonly exams: number
}

const NOTHING = { key: '', name: '无对应项目', nameEn: 'no item' }

/** How far a catalogue is, by what its names are: the figures of the dashboard. */
export function registerBreakdown(instance: FastifyInstance, { store, standard }: Context): void {
  const app = instance.withTypeProvider<ZodTypeProvider>()
  app.get(
    '/catalogues/:id/breakdown',
    {
      schema: {
        tags: ['catalogues'],
        summary: 'Names and exams by modality and by part, and how many of them are decided',
        description: 'A name with several items counts where its first item belongs.',
        params: idParams,
        response: { 200: z.object({ modalities: z.array(share), parts: z.array(share) }) },
      },
    },
    (request) =>
      store.readAsTenant(actorIn(request), async (transaction) => {
        const { path, id } = await getCatalogue(transaction, request.params.id)
        must(request, 'catalogue.read', path)
        const rows = await rowsOf(transaction, id)
        return {
          modalities: sharesOf(rows, (code) => modalityOf(code, standard)),
          parts: sharesOf(rows, (code) => partOf(code, standard)),
        }
      }),
  )
}

function rowsOf(transaction: Transaction, catalogueId: string): Promise<Row[]> {
  return transaction.rows<Row>(
    `SELECT s.status IN ('accepted', 'changed', 'rejected', 'verified') AS settled,
       (coalesce(s.codes, s.suggested_codes))[1] AS code, count(*) AS names, sum(s.exams)::bigint AS exams
     FROM name_states AS s WHERE s.catalogue_id = $1 GROUP BY 1, 2`,
    [catalogueId],
  )
}

function sharesOf(
  rows: readonly Row[],
  classOf: (code: string | null) => Pick<Share, 'key' | 'name' | 'nameEn'>,
): Share[] {
  const shares = new Map<string, Share>()
  for (const { settled, code, names, exams } of rows) {
    const { key, name, nameEn } = classOf(code)
    const found = shares.get(key) ?? { key, name, nameEn, names: 0, exams: 0, settledNames: 0, settledExams: 0 }
    found.names += names
    found.exams += exams
    if (settled) {
      found.settledNames += names
      found.settledExams += exams
    }
    shares.set(key, found)
  }
  return [...shares.values()].sort((a, b) => b.exams - a.exams || (a.key < b.key ? -1 : 1))
}

function modalityOf(code: string | null, { edition }: Standard) {
  const item = code === null ? undefined : edition.byCode.get(code.toUpperCase())
  return item === undefined ? NOTHING : { key: item.modality, name: item.modality, nameEn: item.modality }
}

/** The broadest part over the item's: 头部, 胸部, 浅表小器官 … */
function partOf(code: string | null, { edition }: Standard) {
  const item = code === null ? undefined : edition.byCode.get(code.toUpperCase())
  if (item === undefined) return NOTHING
  const { dictionary, path } = partKey(item)
  const value = edition.dictionaries.get(dictionary)?.values.get(path)
  return { key: `${dictionary}:${path}`, name: value?.name ?? path, nameEn: value?.nameEn ?? path }
}

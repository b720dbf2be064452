import { setTimeout as wait } from 'node:timers/promises'
import { type Ingredients, nothing } from './ingredients.ts'
import type { Operation } from './operations.ts'
import { filledCatalogue, type ServerWorld } from './server-world.ts'
import { paramsFrom, type Stock } from './stock.ts'

const CHEST = '20040100110000'
const BUILDS = 'POST /institutions/{id}/dictionary/builds'
const BUILD = '/institutions/{id}/dictionary/builds/{buildId}'

/** Columns of the system that built dictionaries are for. */
const TARGETS = [{ id: 'his', table: 'exams', columns: { code: { name: '代码' }, name: { name: '名称' } } }]

/** What the operations of dictionaries and the roll-out need to succeed; undefined for the others. */
export async function dictionaryIngredients(
  world: ServerWorld,
  stock: Stock,
  operation: Operation,
): Promise<Ingredients | undefined> {
  const { institution, manager } = stock.hospital
  const base = { who: manager, params: paramsFrom(stock, operation) }
  const built = async () => ({ ...base.params, ...(await aBuild(world, stock)) })
  switch (operation.name.replace('/api/v1', '')) {
    case 'GET /institutions/{id}/dictionary/settings/{section}':
      return { ...base, params: { ...base.params, section: 'general' } }
    case 'PUT /institutions/{id}/dictionary/settings/{section}': {
      const { body } = await world.ask(manager, 'GET', `/institutions/${institution.id}/dictionary/settings`)
      const devices = body.find((one: { section: string }) => one.section === 'devices')
      const written = { devices: [{ id: 'ct1', name: 'CT 1', modality: 'CT' }] }
      return {
        ...base,
        params: { ...base.params, section: 'devices' },
        fields: { version: devices?.version ?? 0, body: written },
      }
    }
    case BUILDS: {
      const { catalogueId } = await aBuild(world, stock)
      return { ...base, fields: { catalogueId, pdf: false, ...nothing('schedule', 'date') } }
    }
    case `GET ${BUILD}/folder`:
      return { ...base, params: await built() }
    case `GET ${BUILD}/files/{name}`:
      return { ...base, params: { ...(await built()), name: 'dictionary.json' } }
    case `POST ${BUILD}/verify/upload`:
      return {
        ...base,
        params: await built(),
        fields: { target: 'his' },
        file: `代码,名称\n${CHEST},CT胸部(平扫)\n20040100120000,CT胸部(增强)\n`,
      }
    case `POST ${BUILD}/watch/upload`:
      return {
        ...base,
        params: await built(),
        fields: { date: '日期' },
        file: `日期,项目代码,项目名称\n2026-01-02,${CHEST},CT胸部(平扫)\n2026-02-03,X9,上肢血管造影\n`,
      }
    case 'GET /rollout':
    case 'GET /rollout/export':
      return { ...base, fields: { institutionId: institution.id } }
    case 'PUT /institutions/{id}/rollout/marks/{step}': {
      const { body } = await world.ask(manager, 'GET', `/rollout?institutionId=${institution.id}`)
      const imported = body.rows[0].steps.find((one: { step: string }) => one.step === 'imported')
      return { ...base, params: { ...base.params, step: 'imported' }, fields: { version: imported.version } }
    }
    default:
      return undefined
  }
}

interface Built {
  readonly buildId: string
  readonly catalogueId: string
}

const builds = new Map<string, Promise<Built>>()

/** A finished dictionary of one name whose files are still kept: made anew when later ones have pushed them out. */
async function aBuild(world: ServerWorld, stock: Stock): Promise<Built> {
  const { manager, institution } = stock.hospital
  const known = builds.get(institution.id) ?? buildOne(world, stock)
  builds.set(institution.id, known)
  const built = await known
  const path = `/institutions/${institution.id}/dictionary/builds`
  const file = await world.ask(manager, 'GET', `${path}/${built.buildId}/files/dictionary.json`)
  if (file.status === 200) return built
  const again = startBuild(world, stock, built.catalogueId)
  builds.set(institution.id, again)
  return await again
}

async function buildOne(world: ServerWorld, stock: Stock): Promise<Built> {
  const { hospital } = stock
  const { manager, institution } = hospital
  const path = `/institutions/${institution.id}/dictionary`
  const rows = [{ name: '胸部CT平扫', modality: 'CT', localCode: 'D1', count: 5 }]
  const { id: catalogueId } = await filledCatalogue(world, hospital, '新字典', rows)
  const put = await world.ask(manager, 'PUT', `${path}/settings/general`, { version: 0, body: { targets: TARGETS } })
  if (put.status !== 201) throw new Error(put.text)
  return await startBuild(world, stock, catalogueId)
}

async function startBuild(world: ServerWorld, { hospital }: Stock, catalogueId: string): Promise<Built> {
  const { manager, institution } = hospital
  const order = { catalogueId, acceptMapped: true }
  const started = await world.ask(manager, 'POST', `/institutions/${institution.id}/dictionary/builds`, order)
  if (started.status !== 202) throw new Error(started.text)
  for (;;) {
    const { body: job } = await world.ask(manager, 'GET', `/jobs/${started.body.id}`)
    if (job.status === 'done') return { buildId: job.result.buildId as string, catalogueId }
    if (job.finishedAt !== null) throw new Error(JSON.stringify(job))
    await wait(100)
  }
}

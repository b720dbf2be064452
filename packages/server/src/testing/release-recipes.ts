import { emptyCatalogue } from './fresh-rows.ts'
import { readyProposal, releasedVersion } from './govern-stock.ts'
import { type Ingredients, nothing } from './ingredients.ts'
import type { Operation } from './operations.ts'
import { jobEnded, type ServerWorld } from './server-world.ts'
import { paramsFrom, type Stock } from './stock.ts'

/** What the operations of releases and of those who are told of them need to succeed; undefined for the others. */
export async function releaseIngredients(
  world: ServerWorld,
  stock: Stock,
  operation: Operation,
  fresh: string,
): Promise<Ingredients | undefined> {
  const { manager, institution } = stock.hospital
  const { version } = world.context.standard.edition
  const base = { who: manager, params: paramsFrom(stock, operation) }
  // Nobody listens there.
  const url = `http://127.0.0.1:9/${fresh}`
  switch (operation.name.replace('/api/v1', '')) {
    case 'POST /releases':
      await readyProposal(world, fresh)
      return { who: world.admin, fields: { date: '2026-03-01', ...nothing('version', 'proposals') } }
    case 'GET /release-preview':
      await readyProposal(world, fresh)
      return { who: world.admin, fields: { date: '2026-03-01', ...nothing('version') } }
    case 'POST /releases/{version}/rollback': {
      await readyProposal(world, fresh)
      const { body } = await world.ask(world.admin, 'POST', '/releases', { date: '2026-03-01' })
      return { who: world.admin, params: { version: body.version }, fields: { date: '2026-03-01', reason: fresh } }
    }
    case 'GET /releases/{version}':
    case 'GET /releases/{version}/migration':
      return { ...base, params: { version: await releasedVersion(world, fresh) } }
    case 'GET /catalogues/{id}/release':
      return { ...base, fields: { version } }
    case 'GET /catalogues/{id}/release-preview':
      return { ...base, fields: { version, ...nothing('fate') } }
    case 'POST /catalogues/{id}/release':
      return { ...base, params: { id: await emptyCatalogue(world.store, stock, fresh) }, fields: { version } }
    case 'POST /catalogues/{id}/release/undo': {
      const id = await emptyCatalogue(world.store, stock, fresh)
      const { body } = await world.ask(manager, 'POST', `/catalogues/${id}/release`, { version })
      await jobEnded(world, manager, body.id)
      return { ...base, params: { id }, fields: { jobId: body.id } }
    }
    case 'POST /standard-imports/upload-preview':
    case 'POST /standard-imports/upload': {
      const { body } = await world.ask(world.admin, 'GET', '/standard-imports')
      const fields = { version: body.total, date: '2026-03-01', ...nothing('code', 'name') }
      return { who: world.admin, fields, file: '项目编码,项目名称\n20040100410000,CT肺灌注成像\n' }
    }
    case 'POST /institutions/{id}/local-items/{code}/retire':
    case 'DELETE /institutions/{id}/local-items/{code}': {
      const [item] = world.context.standard.edition.items
      const code = `${item?.code}-${fresh.split('-')[0]}`
      await world.ask(manager, 'POST', `/institutions/${institution.id}/local-items`, { code, name: fresh })
      return { ...base, params: { ...base.params, code }, fields: { version: 1, ...nothing('successor') } }
    }
    case 'GET /webhooks':
      return { ...base, fields: { institutionId: institution.id } }
    case 'POST /webhooks':
      return { ...base, fields: { url, institutionId: institution.id } }
    case 'DELETE /webhooks/{id}': {
      const { body } = await world.ask(manager, 'POST', '/webhooks', { url, institutionId: institution.id })
      return { ...base, params: { id: body.id } }
    }
    default:
      return undefined
  }
}

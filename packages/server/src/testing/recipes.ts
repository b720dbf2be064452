import { createAccount, grantRole } from '@yingma/store'
import { chargeIngredients } from './charge-recipes.ts'
import { dictionaryIngredients } from './dictionary-recipes.ts'
import { emptyCatalogue, institutionToErase, link, somebody, stalledJob, unreadName, versionOf } from './fresh-rows.ts'
import type { Random } from './generate-value.ts'
import { newProposal, proposalContent } from './govern-stock.ts'
import { type Ingredients, nothing } from './ingredients.ts'
import type { Operation } from './operations.ts'
import { releaseIngredients } from './release-recipes.ts'
import type { ServerWorld } from './server-world.ts'
import { paramsFrom, type Stock } from './stock.ts'

let serial = 0

/** What each operation needs to succeed; those not listed need only a stock and the manager. */
export async function ingredients(
  world: ServerWorld,
  stock: Stock,
  operation: Operation,
  random: Random,
): Promise<Ingredients> {
  const { manager, reviewer, mapper, institution } = stock.hospital
  const { edition } = world.context.standard
  const item = () => random.pick(edition.items).code
  const params = paramsFrom(stock, operation)
  const base = { who: manager, params }
  const fresh = `f${++serial}-${Date.now().toString(36)}`
  switch (operation.name.replace('/api/v1', '')) {
    case 'GET /items/{code}':
    case 'GET /items/{code}/history':
    case 'GET /items/{code}/mappings':
    case 'GET /decode/{code}':
      return { params: { code: item() } }
    case 'GET /items/{code}/local-names':
      return { ...base, params: { code: item() } }
    case 'POST /items/export':
      return { fields: { codes: [item(), item()] } }
    case 'GET /items':
      return { fields: { part: random.pick(['04', '0722', 'U1']) } }
    case 'GET /facets/{dictionary}':
      return { params: { dictionary: random.pick([...edition.dictionaries.keys()]) } }
    case 'POST /encode':
      return {
        fields: {
          modality: 'CT',
          part: random.pick(['胸部', '颅脑', '左膝关节']),
          scan: random.pick(['平扫', '增强']),
          ...nothing('device', 'side', 'processing', 'position', 'route', 'detail', 'image', 'process', 'dose'),
        },
      }
    case 'POST /session':
      return { fields: { login: 'fuzz-login', password: 'fuzz password 42' } }
    case 'GET /session/provider/callback':
      return { headers: { cookie: 'yingma_sign_in=memory' } }
    case 'DELETE /session':
      return { who: await somebody(world.store, stock, fresh, 'reader') }
    case 'PUT /session/password':
      return { who: world.admin, fields: { current: 'fuzz password 42', next: 'fuzz password 42' } }
    case 'POST /links/redeem':
      return { fields: { token: await link(world.store, stock.hospital.reader.id), password: 'fuzz password 42' } }
    case 'POST /users':
      return { who: world.admin, fields: { login: fresh } }
    case 'GET /catalogues/{id}/names':
    case 'GET /catalogues/{id}/export':
    case 'GET /catalogues/{id}/queue':
      // Lists in a query are comma separated.
      return { ...base, fields: { status: random.pick(['open', 'open,suggested']), state: 'mapped,review' } }
    case 'GET /audit':
      return { who: world.admin, fields: nothing('action', 'subject') }
    case 'PATCH /users/{id}':
    case 'POST /users/{id}/reset':
    case 'POST /users/{id}/roles':
      return { who: world.admin, params: { id: (await somebody(world.store, stock, fresh, 'reader')).id } }
    case 'DELETE /users/{id}/roles/{membershipId}': {
      const { id } = await somebody(world.store, stock, fresh, 'reader')
      const granted = await world.store.asRegistry(undefined, (transaction) =>
        grantRole(transaction, { userId: id, institutionId: null, role: 'editor' }),
      )
      return { who: world.admin, params: { id, membershipId: granted.id } }
    }
    case 'POST /keys':
      return { ...base, fields: { institutionId: institution.id } }
    case 'POST /institutions':
      return { who: world.admin, fields: { kind: 'institution', parentId: world.region.id, code: fresh } }
    case 'DELETE /institutions/{id}':
      return { who: world.admin, params: { id: await institutionToErase(world, fresh) } }
    case 'POST /institutions/{id}/members': {
      const invite = { login: fresh, name: fresh }
      if (random.next() < 0.3) return { ...base, fields: { role: 'reader', invite, ...nothing('userId') } }
      const { id } = await somebody(world.store, stock, fresh, 'expert')
      return { ...base, fields: { role: 'reader', userId: id, ...nothing('invite') } }
    }
    case 'DELETE /institutions/{id}/members/{membershipId}': {
      const { id } = await somebody(world.store, stock, fresh, 'reader')
      const granted = await world.store.asRegistry(undefined, (transaction) =>
        grantRole(transaction, { userId: id, institutionId: institution.id, role: 'expert' }),
      )
      return { ...base, params: { ...params, membershipId: granted.id } }
    }
    case 'POST /institutions/{id}/catalogues':
      return { ...base, fields: { title: fresh } }
    case 'POST /catalogues/{id}/names':
    case 'POST /catalogues/{id}/upload': {
      const target = await emptyCatalogue(world.store, stock, fresh)
      const fields = { firstSeen: '2025-01-01', lastSeen: '2025-02-01', columns: 'name:1,count:2' }
      return { ...base, params: { id: target }, fields }
    }
    case 'POST /institutions/{id}/catalogues/upload':
      return { ...base, fields: { title: fresh, columns: 'name:1' } }
    case 'PATCH /catalogues/{id}':
      return {
        ...base,
        params: { id: await emptyCatalogue(world.store, stock, fresh) },
        fields: { edition: edition.version },
      }
    case 'POST /catalogues/{id}/jobs': {
      const target = await emptyCatalogue(world.store, stock, fresh)
      return { ...base, params: { id: target }, fields: { codes: [item()], code: item(), assignedTo: mapper.id } }
    }
    case 'PUT /catalogues/{id}/assignments':
      return { ...base, fields: { cluster: stock.cluster, userId: random.pick([mapper.id, null]) } }
    case 'POST /catalogues/{id}/samples':
      return { ...base, fields: { firstReader: reviewer.id, secondReader: mapper.id } }
    case 'POST /catalogues/{id}/decisions': {
      const nameId = random.pick(stock.nameIds)
      return {
        ...base,
        fields: {
          decisions: [{ nameId, version: await versionOf(world.store, nameId), kind: 'change', codes: [item()] }],
        },
      }
    }
    case 'POST /names/{id}/decisions': {
      const id = random.pick(stock.nameIds)
      return {
        ...base,
        params: { id },
        headers: { 'if-match': `"${await versionOf(world.store, id)}"` },
        fields: { kind: random.pick(['change', 'split']), codes: [item()] },
      }
    }
    case 'POST /names/{id}/undo': {
      const id = stock.nameIds[random.below(5)]!
      return { ...base, params: { id }, headers: { 'if-match': `"${await versionOf(world.store, id)}"` } }
    }
    case 'POST /samples/{id}/readings': {
      const unread = await unreadName(world.store, stock)
      return {
        who: unread.reader === reviewer.id ? reviewer : mapper,
        params: { id: unread.sampleId },
        fields: { nameId: unread.nameId, codes: [item()] },
      }
    }
    case 'PUT /institutions/{id}/rules/{key}':
      return { ...base, params: { ...params, key: fresh }, fields: { version: 0 } }
    case 'POST /price-schedules':
      return {
        ...base,
        fields: { institutionId: institution.id, region: fresh, validFrom: '2025-01-01', validTo: '2026-01-01' },
      }
    case 'POST /insight/figures/{figure}':
    case 'POST /insight/figures/{figure}/rows': {
      const figure = random.pick(['volume', 'waiting-time', 'plausibility', 'bad-input'])
      return { ...base, params: { figure }, fields: { institutionId: institution.id, ...nothing('by', 'filters') } }
    }
    case 'POST /insight/indicators/{indicator}/chart':
    case 'POST /insight/findings':
      return { ...base, fields: { institutionId: institution.id } }
    case 'POST /recognise':
      return { ...base, fields: { institutionId: institution.id, token: TOKEN, at: DAY, codes: [item()] } }
    case 'POST /institutions/{id}/order-sets/{set}/orders':
      return { ...base, params: { ...params, set: 'chest-pain' }, fields: { at: DAY, code: item() } }
    case 'POST /orders/check':
      return { ...base, fields: { at: DAY, code: item() } }
    case 'POST /cds-services/yingma-order-select':
    case 'POST /cds-services/yingma-order-sign':
      return {
        ...base,
        fields: { ...cdsCall(operation.path.split('yingma-')[1] ?? '', item()), ...nothing('prefetch') },
      }
    case 'GET /proposals/{proposal}':
    case 'GET /proposals/{proposal}/history':
    case 'GET /proposals/{proposal}/impact':
      return { ...base, params: { proposal: await newProposal(world, fresh) } }
    case 'POST /proposals':
      return { ...base, fields: { content: proposalContent(edition, fresh) } }
    case 'POST /proposals/{proposal}/acts':
      return {
        ...base,
        params: { proposal: await newProposal(world, fresh) },
        fields: { version: 1, act: { kind: 'comment', text: fresh } },
      }
    case 'POST /impact':
      return { ...base, fields: { changes: proposalContent(edition, fresh).changes } }
    case 'POST /draft/normalise':
      return { ...base, fields: { names: ['胸部CT平扫', '左膝关节MR平扫'] } }
    case 'POST /institutions/{id}/local-items':
      return { ...base, fields: { code: `${item()}-${fresh.split('-')[0]?.toUpperCase()}`, ...nothing('version') } }
    case 'GET /reviewers':
      return { who: world.admin }
    case 'GET /standard-tables/rows':
      return { ...base, fields: { file: random.pick(['facets/scans-ct.tsv', 'lexicon/scans.tsv']) } }
    case 'POST /jobs/{id}/cancel': {
      const id = await stalledJob(world.store, stock)
      return { ...base, params: { id } }
    }
    default:
      return (
        (await dictionaryIngredients(world, stock, operation)) ??
        (await releaseIngredients(world, stock, operation, fresh)) ??
        (await chargeIngredients(world, stock, operation, { fresh, code: item(), charged: random.below(400) })) ??
        base
      )
  }
}

const DAY = '2025-06-20'
const TOKEN = `y1.${'a'.repeat(43)}`

/** An order of one item, as a record system sends it. */
function cdsCall(hook: string, code: string): Record<string, unknown> {
  const resource = { resourceType: 'ServiceRequest', id: 'o1', code: { coding: [{ code }] } }
  const draftOrders = { resourceType: 'Bundle', entry: [{ resource }] }
  return { hook, hookInstance: 'h', context: { patientId: 'p', selections: ['ServiceRequest/o1'], draftOrders } }
}

/** An account with a known password, for the operations that want one. */
export async function createLogin(world: ServerWorld, passwordHash: string): Promise<void> {
  await world.store.asRegistry(undefined, async (transaction) => {
    const { id } = await createAccount(transaction, { login: 'fuzz-login', name: 'fuzz' })
    await transaction.rows('UPDATE users SET password_hash = $2 WHERE id = ANY ($1)', [
      [id, world.admin.id],
      passwordHash,
    ])
  })
}

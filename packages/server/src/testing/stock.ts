import type { Operation } from './operations.ts'
import { filledCatalogue, type Hospital, type ServerWorld } from './server-world.ts'

/** A hospital's own rows that requests can be about. */
export interface Stock {
  readonly hospital: Hospital
  readonly catalogueId: string
  readonly nameIds: readonly string[]
  readonly cluster: string
  readonly sampleId: string
  readonly jobId: string
  readonly batchId: string
  readonly ruleKey: string
  readonly scheduleId: string
  readonly keyId: string
  readonly membershipId: string
  readonly auditId: string
  readonly suspicionId: string
  readonly webhookId: string
}

/** Marks every text of a stock, so that a leak shows in any answer. */
export async function createStock(world: ServerWorld, hospital: Hospital, mark: string, names = 60): Promise<Stock> {
  const { mapper, reviewer, manager, institution } = hospital
  const kinds = ['胸部CT平扫', '左膝关节MR平扫', '头颅CT平扫', '胶片', '膝关节CT']
  const rows = Array.from({ length: names }, (_, index) => ({
    name: `${kinds[index % kinds.length]} ${mark}${index}`,
    localCode: `${mark}-${index}`,
    count: index,
  }))
  const { id: catalogueId } = await filledCatalogue(world, hospital, `字典${mark}`, rows)
  const { body: list } = await world.ask(mapper, 'GET', `/catalogues/${catalogueId}/names?limit=500`)
  const nameIds = list.rows.map((row: { id: string }) => row.id) as string[]
  const made = await world.ask(mapper, 'POST', `/catalogues/${catalogueId}/decisions`, {
    decisions: nameIds.slice(0, 5).map((nameId) => ({ nameId, version: 0, kind: 'none', reason: `理由${mark}` })),
  })
  const sample = await world.ask(reviewer, 'POST', `/catalogues/${catalogueId}/samples`, {
    size: names,
    seed: `种子${mark}`,
    firstReader: reviewer.id,
    secondReader: mapper.id,
  })
  const rule = await world.ask(reviewer, 'PUT', `/institutions/${institution.id}/rules/rule-${mark}`, {
    kind: 'term',
    body: { means: `规则${mark}` },
    reason: '试',
    version: 0,
  })
  const schedule = await world.ask(manager, 'POST', '/price-schedules', {
    institutionId: institution.id,
    region: `地区${mark}`,
    title: `目录${mark}`,
    validFrom: '2025-01-01',
    lines: [{ code: 'x', name: `价格${mark}`, cents: 5 }],
  })
  const key = await world.ask(manager, 'POST', '/keys', {
    name: `钥匙${mark}`,
    scopes: ['read'],
    institutionId: institution.id,
  })
  const audit = await world.ask(manager, 'POST', `/institutions/${institution.id}/charge-audits`, {
    title: `稽核${mark}`,
    exams: [suspectExam(`单号${mark}`)],
  })
  const webhook = await world.ask(manager, 'POST', '/webhooks', {
    url: `http://127.0.0.1:9/${mark}`,
    institutionId: institution.id,
  })
  const members = await world.ask(manager, 'GET', `/institutions/${institution.id}/members`)
  const jobs = await world.ask(mapper, 'GET', `/jobs?institutionId=${institution.id}`)
  for (const answer of [made, sample, rule, schedule, key, audit, webhook, members, jobs]) {
    if (answer.status >= 300) throw new Error(JSON.stringify(answer.body))
  }
  return {
    hospital,
    catalogueId,
    nameIds,
    cluster: list.rows[0].cluster,
    sampleId: sample.body.id,
    jobId: jobs.body.rows[0].id,
    batchId: made.body.batchId,
    ruleKey: `rule-${mark}`,
    scheduleId: schedule.body.id,
    keyId: key.body.id,
    membershipId: members.body[0].id,
    auditId: audit.body.audit.id,
    suspicionId: audit.body.suspicions[0].id,
    webhookId: webhook.body.id,
  }
}

/** A chest CT charged above the listed price: one suspicion, 40 yuan at stake. */
export function suspectExam(id: string) {
  return {
    id,
    date: '2025-06-02',
    items: [{ name: 'CT胸部(平扫)' }],
    lines: [{ id: '1', code: '012301020010000', quantity: 1, amountCents: 25_000 }],
  }
}

/** Ids for the path of an operation out of a stock. */
export function paramsFrom(stock: Stock, operation: Operation): Record<string, string> {
  const [, , , collection] = operation.path.split('/')
  const ids: Record<string, string> = {
    institutions: stock.hospital.institution.id,
    catalogues: stock.catalogueId,
    names: stock.nameIds[0]!,
    samples: stock.sampleId,
    jobs: stock.jobId,
    'price-schedules': stock.scheduleId,
    keys: stock.keyId,
    users: stock.hospital.reader.id,
    'charge-audits': stock.auditId,
    suspicions: stock.suspicionId,
    webhooks: stock.webhookId,
  }
  return {
    id: ids[collection ?? ''] ?? '',
    key: stock.ruleKey,
    schedule: 'jiangxi-2025',
    membershipId: stock.membershipId,
  }
}

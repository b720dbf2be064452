import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Person, type ServerWorld, startServerWorld } from '../testing/server-world.ts'

let world: ServerWorld
beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

const SYSTEM = 'https://w3id.org/yingma/radiology'
const CHEST = '20040100110000'

/** A draft as an R4 record system writes it. */
const request = (id: string, code: string | undefined, text: string, more: object = {}) => ({
  resource: {
    resourceType: 'ServiceRequest',
    id,
    status: 'draft',
    intent: 'order',
    priority: 'routine',
    category: [{ coding: [{ system: 'http://snomed.info/sct', code: '363679005', display: 'Imaging' }] }],
    subject: { reference: 'Patient/p-1' },
    encounter: { reference: 'Encounter/e-7' },
    authoredOn: '2026-11-24T09:12:00+08:00',
    requester: { reference: 'Practitioner/d-3' },
    code: { ...(code === undefined ? {} : { coding: [{ system: SYSTEM, code, display: text }] }), text },
    ...more,
  },
})
const bundle = (...entry: object[]) => ({ resourceType: 'Bundle', type: 'collection', entry })

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 19)
const report = (id: string, code: string, days: number, more: object = {}) => ({
  resource: {
    resourceType: 'DiagnosticReport',
    id,
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD' }] }],
    code: { coding: [{ system: SYSTEM, code }] },
    subject: { reference: 'Patient/p-1' },
    effectiveDateTime: `${daysAgo(days)}+08:00`,
    performer: [{ reference: 'Organization/o-2', display: '第二医院' }],
    conclusion: '未见明显异常',
    ...more,
  },
})
const patient = { resourceType: 'Patient', id: 'p-1', gender: 'female', birthDate: '1975-03-09' }

interface Call {
  readonly hook?: 'order-select' | 'order-sign'
  readonly drafts: object
  readonly prefetch?: object
  readonly selections?: readonly string[]
  readonly who?: Person | undefined
  readonly language?: string
}

async function call({ hook = 'order-sign', drafts, prefetch, selections, who = world.a.reader, language }: Call) {
  const body = {
    hook,
    hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
    fhirServer: 'https://ehr.example.org/fhir',
    fhirAuthorization: {
      access_token: 'secret',
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'user/*.read',
      subject: 'c',
    },
    context: {
      userId: 'Practitioner/d-3',
      patientId: 'p-1',
      encounterId: 'e-7',
      draftOrders: drafts,
      ...(selections === undefined ? {} : { selections }),
    },
    ...(prefetch === undefined ? {} : { prefetch }),
  }
  const headers = language === undefined ? {} : { 'accept-language': language }
  return await world.ask(who, 'POST', `//cds-services/yingma-${hook}`, body, headers)
}

const topics = (body: { cards: { source: { topic: { code: string } } }[] }) =>
  body.cards.map(({ source }) => source.topic.code)

test('the services are found by anybody, with what they want prefetched', async () => {
  const { status, body } = await world.ask(undefined, 'GET', '//cds-services')
  expect(status).toBe(200)
  expect(body.services.map(({ hook, id }: { hook: string; id: string }) => [hook, id])).toEqual([
    ['order-select', 'yingma-order-select'],
    ['order-sign', 'yingma-order-sign'],
  ])
  expect(body.services[0].prefetch.earlier).toContain('{{context.patientId}}')
})

describe('an order that is signed', () => {
  test('for what another hospital did last week gets a card with the six reasons to repeat', async () => {
    const prefetch = { patient, earlier: bundle(report('r-1', '20040100220000', 7)), pending: bundle() }
    const { body } = await call({ drafts: bundle(request('o-1', CHEST, 'CT胸部(平扫)')), prefetch })
    expect(topics(body)).toEqual(['order.recognisable'])
    const [card] = body.cards
    expect(card.detail).toContain('第二医院')
    expect(card.indicator).toBe('warning')
    expect(card.overrideReasons).toHaveLength(6)
    expect([...card.summary].length).toBeLessThan(140)
  })

  test('with one of the reasons said gets none', async () => {
    const reasonCode = [{ coding: [{ system: 'https://w3id.org/yingma/repeat-reason', code: 'condition-changed' }] }]
    const drafts = bundle(request('o-1', CHEST, 'CT胸部(平扫)', { reasonCode }))
    const { body } = await call({ drafts, prefetch: { patient, earlier: bundle(report('r-1', CHEST, 7)) } })
    expect(body.cards).toEqual([])
  })

  test('whose earlier report carries the mark of another region only is not recognised, but a duplicate', async () => {
    const tag = [{ system: 'https://w3id.org/yingma/recognition-mark', code: '西区HR' }]
    const earlier = bundle(report('r-1', CHEST, 7, { meta: { tag } }))
    const { body } = await call({ drafts: bundle(request('o-1', CHEST, 'CT胸部(平扫)')), prefetch: { earlier } })
    expect(topics(body)).toEqual(['order.duplicate'])
  })

  test('beside one that waits already is told that both are one exam', async () => {
    const pending = bundle(request('o-0', '20040100210000', 'CT胸部(增强)', { status: 'active' }))
    const drafts = bundle(request('o-1', CHEST, 'CT胸部(平扫)'))
    const { body } = await call({ drafts, prefetch: { patient, pending }, language: 'en' })
    expect(topics(body)).toEqual(['order.combine'])
    expect(body.cards[0].detail).toContain('20040100220000')
    expect(body.cards[0].indicator).toBe('info')
  })

  test('in words alone is asked for the side, unless a body site says it', async () => {
    const words = await call({ drafts: bundle(request('o-1', undefined, '膝关节MR平扫')) })
    expect(topics(words.body)).toEqual(['order.side-missing'])
    const bodySite = [{ coding: [{ system: 'http://snomed.info/sct', code: '7771000' }], text: '左侧' }]
    const sided = await call({ drafts: bundle(request('o-1', undefined, '膝关节MR平扫', { bodySite })) })
    expect(sided.body.cards).toEqual([])
  })

  test('with the code of the other knee is warned of', async () => {
    const { body } = await call({ drafts: bundle(request('o-1', '30072202110000', '左膝关节MR平扫')) })
    expect(topics(body)).toEqual(['order.confusable-code'])
  })

  test('in R5, whose code is a concept below, is read alike', async () => {
    const concept = { coding: [{ system: SYSTEM, code: CHEST }], text: 'CT胸部(平扫)' }
    const drafts = bundle(request('o-1', CHEST, 'x', { code: { concept } }), request('o-2', CHEST, 'CT胸部(平扫)'))
    expect(topics((await call({ drafts })).body)).toEqual(['order.twice'])
  })
})

test('of several drafts only the selected are advised on', async () => {
  const drafts = bundle(request('o-1', undefined, '膝关节MR平扫'), request('o-2', CHEST, 'CT胸部(平扫)'))
  const chosen = (id: string) => call({ hook: 'order-select', drafts, selections: [`ServiceRequest/${id}`] })
  expect(topics((await chosen('o-1')).body)).toEqual(['order.side-missing'])
  expect((await chosen('o-2')).body.cards).toEqual([])
})

describe('an order set that is begun', () => {
  const head = () => bundle(request('o-1', '20010100110000', 'CT颅脑(平扫)'))
  const selections = ['ServiceRequest/o-1']
  const visit = (text: string) => ({ resourceType: 'Encounter', id: 'e-7', serviceType: { text } })

  test('is offered to its specialty with drafts of what is left', async () => {
    const prefetch = { encounter: visit('神经内科') }
    const { body } = await call({ hook: 'order-select', drafts: head(), selections, prefetch })
    expect(topics(body)).toEqual(['order.set'])
    const [{ suggestions, selectionBehavior }] = body.cards
    expect(selectionBehavior).toBe('any')
    expect(suggestions[0].actions).toHaveLength(2)
    expect(suggestions[0].actions[0].resource).toMatchObject({
      resourceType: 'ServiceRequest',
      subject: { reference: 'Patient/p-1' },
      code: { coding: [{ system: SYSTEM }] },
    })
  })

  test('is not offered to others, nor when the order is signed', async () => {
    const user = { resourceType: 'PractitionerRole', id: 'd-3', specialty: [{ text: '泌尿外科' }] }
    const other = await call({ hook: 'order-select', drafts: head(), selections, prefetch: { user } })
    expect(topics(other.body)).toEqual([])
    expect(topics((await call({ drafts: head(), prefetch: { encounter: visit('神经内科') } })).body)).toEqual([])
  })
})

test.each([
  ['no drafts', { draftOrders: { resourceType: 'Bundle' } }, 200],
  ['drafts that are no bundle', { draftOrders: [] }, 400],
  ['an entry without a resource', { draftOrders: bundle({}) }, 200],
  ['a request without a code', { draftOrders: bundle({ resource: { resourceType: 'ServiceRequest' } }) }, 200],
  ['a code that is a text', { draftOrders: bundle({ resource: { resourceType: 'ServiceRequest', code: 'CT' } }) }, 400],
  ['more entries than are read', { draftOrders: bundle(...Array.from({ length: 501 }, () => ({}))) }, 400],
])('a call with %s is answered or refused, never broken', async (_what, context, status) => {
  const body = { hook: 'order-select', hookInstance: 'x', context, prefetch: { patient: null, earlier: null } }
  const answer = await world.ask(world.a.reader, 'POST', '//cds-services/yingma-order-select', body)
  expect(answer.status).toBe(status)
})

test('a prefetched history is read whatever it holds', async () => {
  const odd = [
    report('r-1', CHEST, -400),
    report('r-2', CHEST, 3, { effectiveDateTime: 'yesterday' }),
    report('r-3', 'nothing', 3),
    report('r-4', CHEST, 3, { performer: [] }),
    { resource: { resourceType: 'Observation', id: 'x' } },
  ]
  const prefetch = { patient: { resourceType: 'Patient', birthDate: '2999-13-40' }, earlier: bundle(...odd) }
  const { status, body } = await call({ drafts: bundle(request('o-1', CHEST, 'CT胸部(平扫)')), prefetch })
  expect(status).toBe(200)
  expect(topics(body)).toEqual(['order.recognisable'])
})

test('calls need a key, the right hook, and drafts', async () => {
  const drafts = bundle(request('o-1', CHEST, 'CT胸部(平扫)'))
  const nobody = await world.ask(undefined, 'POST', '//cds-services/yingma-order-sign', { hook: 'order-sign' })
  expect(nobody.status).toBeGreaterThanOrEqual(400)
  const wrong = await world.ask(world.a.reader, 'POST', '//cds-services/yingma-order-sign', {
    hook: 'order-select',
    hookInstance: 'x',
    context: { draftOrders: drafts },
  })
  expect(wrong.body.errors).toMatchObject([{ field: 'hook' }])
})

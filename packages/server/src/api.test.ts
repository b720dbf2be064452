import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { filledCatalogue, jobEnded, type ServerWorld, startServerWorld } from './testing/server-world.ts'

let world: ServerWorld

beforeAll(async () => {
  world = await startServerWorld()
})
afterAll(async () => {
  await world?.stop()
  expect(world.errors).toEqual([])
})

describe('the standard over HTTP', () => {
  test('search answers pinyin, initials, words and codes; decode says what a code means and what is near', async () => {
    for (const q of ['xbct', '胸部 平扫', '200401', 'xiongbu']) {
      const { status, body } = await world.ask(undefined, 'GET', `/search?q=${encodeURIComponent(q)}&modality=CT`)
      expect(status).toBe(200)
      expect(body.map((hit: { code: string }) => hit.code)).toContain('20040100110000')
    }
    const decoded = await world.ask(undefined, 'GET', '/decode/20040100110000?neighbours=true')
    expect(decoded.body).toMatchObject({ kind: 'item', name: 'CT胸部(平扫)', problems: [] })
    expect(decoded.body.neighbours.length).toBeGreaterThan(0)
    const wrong = await world.ask(undefined, 'GET', '/decode/20040100190000', undefined, { 'accept-language': 'en' })
    expect(wrong.body).toMatchObject({ kind: 'invalid', problems: [{ code: 'code-unknown-value' }] })
    expect(wrong.body.problems[0].detail).toContain('is not a value of the field')
  })

  test('an exam in words becomes a code; a word that fits nothing is named with what would fit', async () => {
    const found = await world.ask(undefined, 'POST', '/encode', { modality: 'CT', part: '胸部', scan: '平扫' })
    expect(found.body).toMatchObject({ code: '20040100110000' })
    const none = await world.ask(undefined, 'POST', '/encode', { modality: 'CT', part: '翅膀', scan: '平扫' })
    expect(none).toMatchObject({
      status: 400,
      body: { code: 'request-invalid', errors: [{ in: 'body', field: 'part' }] },
    })
  })

  test('a batch of names is read in order', async () => {
    const names = [{ name: '左膝关节MR平扫' }, { name: '胶片' }]
    const { body } = await world.ask(undefined, 'POST', '/normalise/batch', { names })
    expect(body.map((one: { state: string }) => one.state)).toEqual(['mapped', 'not-exam'])
  })
})

describe('errors', () => {
  test('name the field and the rule, in the language asked for, with a stable code and the request id', async () => {
    const { status, body, headers } = await world.ask(
      undefined,
      'POST',
      '/normalise',
      { name: 5, colour: 'red' },
      { 'accept-language': 'en' },
    )
    expect(status).toBe(400)
    expect(headers['content-type']).toContain('application/problem+json')
    expect(body).toMatchObject({
      type: 'https://w3id.org/yingma/problems/request-invalid',
      code: 'request-invalid',
      instance: headers['x-request-id'],
      errors: [
        { in: 'body', field: 'name', rule: 'invalid_type' },
        { in: 'body', field: 'colour', rule: 'unknown-field' },
      ],
    })
    expect(body.detail).toMatch(/breaks 2 rule/)
  })

  test('are worded in the language of the reader, down to the kind of thing and the rule of a field', async () => {
    const say = async (path: string, language: string) => {
      const { body } = await world.ask(world.a.mapper, 'GET', path, undefined, { 'accept-language': language })
      return body.detail as string
    }
    const nowhere = '00000000-0000-4000-8000-000000000000'
    expect(await say(`/catalogues/${nowhere}`, 'zh')).toBe(`没有找到表格 ${nowhere}`)
    expect(await say('/catalogues/x', 'zh')).toBe('请求有 1 处不合规则：id（无效UUID）')
    expect(await say('/catalogues/x', 'en')).toContain('Invalid UUID')
    expect(await say(`/institutions/${world.a.institution.id}/audit`, 'zh')).toMatch(/^无权查看审计记录；.*复核员/)
  })

  test.each([
    ['an unknown query field', 'GET', '/search?q=a&page=2', undefined, 400],
    ['a body where none belongs', 'POST', '/jobs/00000000-0000-4000-8000-000000000000/cancel', { why: 1 }, 400],
    ['a control character', 'POST', '/normalise', { name: 'a\u0000b' }, 400],
    ['half a surrogate pair', 'POST', '/normalise', { name: '\ud800' }, 400],
    ['an id that is none', 'GET', '/names/1%27%20OR%201=1', undefined, 400],
    ['a path out of the folder', 'GET', '/items/..%2F..%2Fetc%2Fpasswd', undefined, 400],
    ['an unknown operation', 'GET', '/nothing', undefined, 404],
    ['a body that is no JSON', 'POST', '/normalise', '{"name":', 400],
  ])('%s is refused', async (_what, method, path, body, status) => {
    const answer = await world.ask(
      world.admin,
      method,
      path,
      body,
      typeof body === 'string' ? { 'content-type': 'application/json' } : {},
    )
    expect(answer.status).toBe(status)
    expect(answer.body.code).toMatch(/^(request-|route-)/)
  })

  test('a body over the limit is refused by its size', async () => {
    const { status, body } = await world.ask(undefined, 'POST', '/normalise', { name: 'x'.repeat(1024 * 1024) })
    expect({ status, code: body.code, limit: body.limit }).toEqual({
      status: 413,
      code: 'request-too-large',
      limit: 1024 * 1024,
    })
  })
})

describe('mapping work', () => {
  test('from names to a verified decision, with conflicts shown and an undo', async () => {
    const { mapper, reviewer, institution, reader } = world.a
    const made = await world.ask(mapper, 'POST', `/institutions/${institution.id}/catalogues`, {
      kind: 'exam-dictionary',
      title: '字典',
    })
    expect(made.status).toBe(201)
    const added = await world.ask(mapper, 'POST', `/catalogues/${made.body.id}/names`, {
      names: [
        { name: '左膝关节MR平扫', count: 12 },
        { name: '左膝关节MR平扫', count: 3 },
        { name: '胶片', count: 1 },
      ],
    })
    expect(added).toMatchObject({ status: 202, body: { rows: 3, added: 2, merged: 0 } })
    await jobEnded(world, mapper, added.body.job.id)

    const list = await world.ask(reader, 'GET', `/catalogues/${made.body.id}/names?status=suggested&limit=1`)
    expect(list.body).toMatchObject({ total: 2, exams: 16, rows: [{ name: '左膝关节MR平扫', exams: 15, version: 0 }] })
    const [name] = list.body.rows
    const seen = await world.ask(mapper, 'GET', `/names/${name.id}`)
    expect(seen.headers.etag).toBe('"0"')

    const decide = (who: typeof mapper, tag: string | undefined, body: object) =>
      world.ask(who, 'POST', `/names/${name.id}/decisions`, body, tag === undefined ? {} : { 'if-match': tag })
    expect((await decide(reader, '"0"', { kind: 'accept' })).body).toMatchObject({ status: 403, code: 'forbidden' })
    expect((await decide(mapper, undefined, { kind: 'accept' })).body).toMatchObject({
      status: 428,
      code: 'version-needed',
    })
    expect(await decide(mapper, '"0"', { kind: 'accept' })).toMatchObject({
      status: 201,
      body: { version: 1, status: 'accepted' },
    })
    const late = await decide(reviewer, '"0"', { kind: 'none', reason: '迟到' })
    expect(late).toMatchObject({
      status: 412,
      body: {
        code: 'decision-conflict',
        expected: 0,
        actual: 1,
        current: { status: 'accepted' },
        yours: { reason: '迟到' },
      },
    })
    expect((await decide(mapper, '"1"', { kind: 'verify' })).body).toMatchObject({ code: 'forbidden' })
    expect(await decide(reviewer, '"1"', { kind: 'verify' })).toMatchObject({ status: 201, headers: { etag: '"2"' } })
    const undone = await world.ask(
      reviewer,
      'POST',
      `/names/${name.id}/undo`,
      { reason: '再看' },
      { 'if-match': '"2"' },
    )
    expect(undone).toMatchObject({ status: 201, body: { version: 3, status: 'accepted' } })
    const history = await world.ask(reader, 'GET', `/names/${name.id}/decisions`)
    expect(history.body.map((one: { kind: string }) => one.kind)).toEqual(['undo', 'verify', 'accept'])
  })

  test('many are decided at once, each with its own answer; the batch is undone as one', async () => {
    const { mapper, reviewer } = world.a
    const { id } = await filledCatalogue(world, world.a, '成批', [
      { name: '胸部CT平扫' },
      { name: '头颅CT平扫' },
      { name: '胶片' },
    ])
    const { body: list } = await world.ask(mapper, 'GET', `/catalogues/${id}/names?order=name`)
    const decisions = list.rows.map((row: { id: string; version: number }) => ({
      nameId: row.id,
      version: row.version,
      kind: 'accept',
    }))
    const made = await world.ask(mapper, 'POST', `/catalogues/${id}/decisions`, { decisions })
    expect(made.body.outcomes.map((one: { ok: boolean }) => one.ok).sort()).toEqual([false, true, true])
    expect(made.body.outcomes.find((one: { ok: boolean }) => !one.ok).problem.code).toBe('decision-without-suggestion')
    const job = await world.ask(reviewer, 'POST', `/catalogues/${id}/jobs`, {
      kind: 'undo',
      batchId: made.body.batchId,
    })
    expect(await jobEnded(world, reviewer, job.body.id)).toMatchObject({ status: 'done', result: { written: 2 } })
  })

  test('the whole filter is decided by a job whose progress comes as events', async () => {
    const { mapper } = world.a
    const { id } = await filledCatalogue(world, world.a, '全部', [{ name: '胸部CT平扫' }, { name: '头颅CT平扫' }])
    const job = await world.ask(mapper, 'POST', `/catalogues/${id}/jobs`, {
      kind: 'decide',
      filter: { text: '胸部' },
      decision: 'accept',
    })
    expect(job.status).toBe(202)
    const events = await world.ask(mapper, 'GET', `/jobs/${job.body.id}/events`)
    expect(events.text).toMatch(/event: end\ndata: \{.*"status":"done".*\}\n\n$/s)
    const { body } = await world.ask(mapper, 'GET', `/catalogues/${id}`)
    expect(body.progress.byStatus).toMatchObject({ accepted: { names: 1 }, suggested: { names: 1 } })
  })

  test('queue, sample and audit show the work', async () => {
    const { mapper, reviewer, institution } = world.a
    const { id } = await filledCatalogue(world, world.a, '复核', [
      { name: '胸部CT平扫', count: 4 },
      { name: 'CT胸部平扫', count: 2 },
    ])
    const queue = await world.ask(reviewer, 'GET', `/catalogues/${id}/queue`)
    expect(queue.body).toMatchObject({ total: 1, rows: [{ names: 2, exams: 6 }] })
    const assigned = await world.ask(reviewer, 'PUT', `/catalogues/${id}/assignments`, {
      cluster: queue.body.rows[0].cluster,
      userId: mapper.id,
    })
    expect(assigned.status).toBe(204)
    const give = (who: typeof mapper, userId: string | null) =>
      world.ask(who, 'PUT', `/catalogues/${id}/assignments`, { cluster: queue.body.rows[0].cluster, userId })
    expect((await give(mapper, null)).status).toBe(204)
    expect((await give(mapper, mapper.id)).status).toBe(204)
    expect((await give(mapper, reviewer.id)).body).toMatchObject({ status: 403, code: 'forbidden' })
    expect((await give(reviewer, reviewer.id)).status).toBe(204)
    expect((await give(mapper, mapper.id)).body).toMatchObject({ status: 403, code: 'forbidden' })
    expect((await give(reviewer, mapper.id)).status).toBe(204)
    const sample = await world.ask(reviewer, 'POST', `/catalogues/${id}/samples`, {
      size: 2,
      seed: 'x',
      firstReader: reviewer.id,
      secondReader: mapper.id,
    })
    const { body: mine } = await world.ask(reviewer, 'GET', `/samples/${sample.body.id}`)
    for (const who of [reviewer, mapper]) {
      for (const { nameId } of mine.readings) {
        const read = await world.ask(who, 'POST', `/samples/${sample.body.id}/readings`, {
          nameId,
          codes: ['20040100110000'],
        })
        expect(read.status).toBe(204)
      }
    }
    const agreement = await world.ask(mapper, 'GET', `/samples/${sample.body.id}/agreement`)
    expect(agreement.body).toMatchObject({ names: 2, agreed: 2, observed: 1, kappa: null, disagreements: [] })
    const audit = await world.ask(reviewer, 'GET', `/institutions/${institution.id}/audit?action=samples.insert`)
    expect(audit.body.rows[0]).toMatchObject({ actor: reviewer.id, subject: sample.body.id })
    expect((await world.ask(mapper, 'GET', `/institutions/${institution.id}/audit`)).status).toBe(403)
  })
})

describe('people', () => {
  test('an invitation, a password, a session and its end', async () => {
    const { manager, institution } = world.a
    const invited = await world.ask(manager, 'POST', `/institutions/${institution.id}/members`, {
      role: 'mapper',
      invite: { login: 'li.lei', name: '李雷' },
    })
    const token = invited.body.link.url.split('#')[1]
    const redeem = (password: string) => world.ask(undefined, 'POST', '/links/redeem', { token, password })
    expect((await redeem('short')).body).toMatchObject({ status: 422, code: 'password-weak' })
    expect((await redeem('correct horse battery')).status).toBe(201)
    expect((await redeem('correct horse battery')).body.code).toBe('link-invalid')
    const signIn = (password: string) => world.ask(undefined, 'POST', '/session', { login: 'Li.Lei', password })
    expect((await signIn('wrong')).body.code).toBe('sign-in-refused')
    const session = await signIn('correct horse battery')
    const cookie = String(session.headers['set-cookie'])
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/)
    const own = { cookie: cookie.split(';')[0]! }
    const me = await world.ask(undefined, 'GET', '/session', undefined, own)
    expect(me.body).toMatchObject({ login: 'li.lei', grants: [{ role: 'mapper', institutionId: institution.id }] })
    const foreign = await world.ask(undefined, 'DELETE', '/session', undefined, {
      ...own,
      origin: 'https://evil.example',
    })
    expect(foreign.body.code).toBe('origin-foreign')
    expect((await world.ask(undefined, 'DELETE', '/session', undefined, own)).status).toBe(204)
    expect((await world.ask(undefined, 'GET', '/session', undefined, own)).status).toBe(401)
  })

  test('after six wrong passwords in a row the account rests', async () => {
    const login = world.b.reader.login
    const answers: string[] = []
    for (let turn = 0; turn < 7; turn++) {
      answers.push((await world.ask(undefined, 'POST', '/session', { login, password: 'x' })).body.code)
    }
    expect(answers).toEqual([...Array(6).fill('sign-in-refused'), 'account-resting'])
  })

  test('a key does what its scopes say and no more, and nothing once revoked', async () => {
    const { reviewer, institution } = world.a
    const made = await world.ask(reviewer, 'POST', '/keys', { name: 'export', scopes: ['read'] })
    const key = { authorization: `Bearer ${made.body.key}` }
    expect(
      (await world.ask(undefined, 'GET', `/institutions/${institution.id}/catalogues`, undefined, key)).status,
    ).toBe(200)
    const denied = await world.ask(
      undefined,
      'POST',
      `/institutions/${institution.id}/catalogues`,
      { kind: 'order-items', title: 'x' },
      key,
    )
    expect(denied.body).toMatchObject({ status: 403, code: 'scope-missing', scope: 'upload' })
    expect((await world.ask(undefined, 'POST', '/keys', { name: 'x', scopes: ['read'] }, key)).body.code).toBe(
      'session-needed',
    )
    await world.ask(reviewer, 'DELETE', `/keys/${made.body.id}`)
    expect((await world.ask(undefined, 'GET', '/institutions', undefined, key)).status).toBe(401)
  })

  test('a disabled account is out at once, and the last administrator stays', async () => {
    const { reader } = world.b
    expect((await world.ask(world.admin, 'PATCH', `/users/${reader.id}`, { disabled: true })).status).toBe(200)
    expect((await world.ask(reader, 'GET', '/session')).status).toBe(401)
    await world.ask(world.admin, 'PATCH', `/users/${reader.id}`, { disabled: false })
    const last = await world.ask(world.admin, 'PATCH', `/users/${world.admin.id}`, { disabled: true })
    expect(last.body).toMatchObject({ status: 409, code: 'last-administrator' })
  })
})

describe('operations', () => {
  test('alive, ready, measured; metrics are for this machine and administrators', async () => {
    expect((await world.app.inject('/health')).json()).toEqual({ status: 'ok' })
    expect((await world.app.inject('/ready')).json()).toEqual({ status: 'ready' })
    expect((await world.app.inject('/metrics')).body).toContain('yingma_http_request_seconds_bucket')
    const remote = await world.app.inject({ url: '/metrics', headers: { 'x-forwarded-for': '203.0.113.7' } })
    expect(remote.statusCode).toBe(401)
  })

  test('the OpenAPI document is 3.1 and says problems and security for every operation', async () => {
    const document = (await world.app.inject('/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    const operations = Object.values<Record<string, { responses: Record<string, unknown> }>>(document.paths).flatMap(
      (path) => Object.values(path),
    )
    expect(operations.length).toBeGreaterThan(60)
    for (const operation of operations) expect(operation.responses.default).toBeDefined()
  })
})

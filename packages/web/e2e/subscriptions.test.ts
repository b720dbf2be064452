import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enter, signIn, visit } from './browser.ts'
import { releaseChanges } from './govern-way.ts'
import { setStage } from './stage.ts'

const REWORD = {
  kind: 're-word',
  subject: 'item',
  code: '20999999440000',
  nameEn: 'CT spectral',
  reason: 'established-term',
}

let receiver: Server
let answer = 204
const events: unknown[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    events.push(request.headers['yingma-event'])
    request.resume().once('end', () => response.writeHead(answer).end())
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  receiver.closeAllConnections()
  await new Promise((resolve) => receiver.close(resolve))
})

const stage = setStage({
  options: () => ['--webhook-private'],
  prepare: async ({ served }) => {
    await served.person('head', 'institution-admin')
    await served.person('reader', 'reader')
  },
})

test('an address is registered with its secret shown once, tested, told of a release, and removed', async () => {
  const { page, served, look } = stage
  await page.goto(`${served.address}/login`)
  await enter(page, 'admin')
  await page.getByRole('button', { name: 'Administrator', exact: true }).waitFor()
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`
  await visit(page, `${served.address}/govern?tab=subscriptions`)
  await page.getByRole('link', { name: `${served.address}/api/v1/release-feed` }).waitFor()
  await page.getByText('还没有 webhook').waitFor()
  await look()
  await page.getByLabel('网址（公网 https）').fill(url)
  await page.getByRole('button', { name: '登记网址' }).click()
  const secret = page.getByText(/^ymw_[\w-]{43}$/)
  await secret.waitFor()
  await look()
  await page.getByRole('button', { name: '我已保存' }).click()
  await secret.waitFor({ state: 'detached' })

  const list = page.getByRole('list', { name: /^Webhook/ })
  const tried = list.getByRole('button', { name: `向 ${url} 发送测试` })
  await tried.click()
  await list.getByText('对方已收下（HTTP 204）').waitFor()
  answer = 503
  await tried.click()
  await list.getByText('对方回答 HTTP 503，不是 2xx').waitFor()
  answer = 204
  expect(events).toEqual(['test', 'test'])
  const log = list.getByRole('button', { name: `${url} 的发送记录` })
  await log.click()
  await list.getByText('还没有发送过').waitFor()

  const { token } = await served.person('proposer', 'mapper')
  const version = await releaseChanges(served, token, [REWORD])
  await log.click()
  await log.click()
  const row = list.getByRole('row').filter({ has: page.getByRole('rowheader', { name: version }) })
  await row.getByText('已送达').waitFor()
  await row.getByText('回答 HTTP 204').waitFor()
  await look()

  await list.getByRole('button', { name: `删除 ${url}` }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '删除' }).click()
  await page.getByText('还没有 webhook').waitFor()
  expect(events).toEqual(['test', 'test', 'release'])
})

test('a refused address is said why; whoever leads nothing is told who does, and still has the feed', async () => {
  const { page, served, look } = stage
  await signIn(page, served.address, 'head')
  await visit(page, `${served.address}/govern?tab=subscriptions`)
  expect(await page.getByLabel('谁的 webhook').getByRole('option').allTextContents()).toEqual(['示范医院'])
  await page.getByLabel('网址（公网 https）').fill('ftp://his.example.org/')
  await page.getByRole('button', { name: '登记网址' }).click()
  await page.getByText(/^不会向 ftp:\/\/his\.example\.org/).waitFor()
  await signIn(page, served.address, 'reader')
  await visit(page, `${served.address}/govern?tab=subscriptions`)
  await page.getByText(/^机构的 webhook 由机构管理员登记/).waitFor()
  expect(await page.getByRole('button', { name: '登记网址' }).count()).toBe(0)
  await look()
})

import type { Page } from 'playwright-core'
import { test, vi } from 'vitest'
import { signIn, visit } from './browser.ts'
import { readyChanges } from './govern-way.ts'
import { PASSWORD, type Served } from './served.ts'
import { setStage } from './stage.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const PERFUSION = '20040100410000'
const ADD = [{ kind: 'add', subject: 'item', codes: [PERFUSION] }]

let served: Served
let page: Page
let token: string

/** Somebody with a role that is held everywhere. */
async function editor(login: string): Promise<void> {
  const { id, link } = await served.api('POST', '/users', { login, name: login })
  await served.api('POST', `/users/${id}/roles`, { role: 'editor' })
  const { url } = link as { url: string }
  await served.api('POST', '/links/redeem', { token: url.split('#')[1] ?? '', password: PASSWORD })
}

const { look } = setStage({
  prepare: async (stage) => {
    served = stage.served
    page = stage.page
    page.setDefaultTimeout(10_000)
    token = (await served.person('proposer', 'mapper')).token
    await served.person('radiologist', 'expert')
    await editor('chief-editor')
    await signIn(page, served.address, 'chief-editor')
  },
})

test('a proposal is led from its draft through review by specialty back to another round, with its full history', async () => {
  const content = { title: { zh: '胸部灌注', en: 'Chest perfusion' }, reason: '两院在用', changes: ADD }
  const { id } = await served.api('POST', '/proposals', { content }, token)
  await visit(page, `${served.address}/govern?proposal=${id}`)
  const deadline = page.getByLabel('截止', { exact: true })
  await deadline.fill('2999-01-01')
  await page.getByRole('button', { name: '公开征求意见' }).click()
  await page.getByText('征求意见', { exact: true }).waitFor()

  await page.getByRole('combobox', { name: '评审人' }).selectOption({ label: 'radiologist (示范医院)' })
  await page.getByRole('textbox', { name: '专业' }).fill('胸部放射')
  await page.getByRole('button', { name: '加入评审人' }).click()
  await page.getByText('radiologist · 胸部放射').waitFor()
  await look()
  await page.getByRole('button', { name: '开始专家评审' }).click()
  await page.getByText('专家评审', { exact: true }).waitFor()
  await page.getByText('第 1 轮').waitFor()

  await page.getByLabel('意见或理由').fill('补充依据')
  await page.getByRole('button', { name: '退回再议' }).click()
  await page.getByText('征求意见', { exact: true }).waitFor()
  await page.getByText('全部经过').click()
  await page.getByText('补充依据 · 2999-01-01').waitFor()
  await look()
})

test('the coming edition is tried beside the one in force: codes, a name, its price', async () => {
  await readyChanges(served, token, ADD)
  await visit(page, `${served.address}/govern?tab=sandbox`)
  await page.getByRole('table', { name: '两版不同的代码' }).getByText(PERFUSION).waitFor()
  await page.getByRole('textbox', { name: '名称' }).fill('胸部灌注CT')
  await page.getByLabel('日期', { exact: true }).fill('2025-06-02')
  await page.getByRole('button', { name: '试用', exact: true }).click()
  const trial = page.getByRole('region', { name: '试一个名称' })
  await trial.getByText(PERFUSION).waitFor()
  await trial.getByText(/^¥/).first().waitFor()
  await look()
})

test('a source is registered and can be named by a proposal', async () => {
  await visit(page, `${served.address}/govern?tab=evidence`)
  await page.getByRole('textbox', { name: '出处' }).fill('WS/T 796')
  await page.getByLabel('日期', { exact: true }).fill('2022-01-01')
  await page.getByRole('textbox', { name: '采用了什么' }).fill('部位分级')
  await page.getByRole('button', { name: '登记依据' }).click()
  await page.getByRole('table', { name: '依据' }).getByText('WS/T 796').waitFor()
  await look()
  await page.getByRole('tab', { name: '起草提案' }).click()
  await page.getByText('依据（已选 0）').click()
  await page.getByRole('checkbox', { name: /WS\/T 796/ }).check()
  await page.getByText('依据（已选 1）').waitFor()
})

test('the principles are shown in figures', async () => {
  await visit(page, `${served.address}/govern?tab=report`)
  await page.getByRole('region', { name: /^覆盖/ }).getByRole('columnheader', { name: 'CT', exact: true }).waitFor()
  await page.getByLabel('检查类型').selectOption('CT')
  await page.getByRole('region', { name: /^覆盖/ }).getByRole('columnheader', { name: '11 平扫' }).waitFor()
  await page.getByText(/^可考虑合并的项目/).click()
  await page
    .getByText(/乳腺 CC 位/)
    .first()
    .waitFor()
  await page.getByText(/^相差一键的代码对/).click()
  await look()
})
